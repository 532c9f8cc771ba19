Attribute VB_Name = "XlperfMarks"
Option Explicit
Option Private Module
' The conditional formats that show marks. Excel reads a relative address in a formula as seen from the active cell,
' whatever the cells it is for; and it reads the formula in the user's language: the names of functions are English in
' Chinese Excel too, but the sign between arguments is one of the settings of Windows.

Private Const BY_FORMULA As Long = 2
Private Const MARK_NAME As String = "xp_marks_"
' xlA1, xlR1C1
Private Const AS_LETTERS As Long = 1
Private Const AS_NUMBERS As Long = -4150

Public Sub EnsureMark(ByVal sheet As Object, ByVal address As String, ByVal formula As String, ByVal colour As String, _
        ByVal stopping As Boolean, ByVal before As Collection)
    Dim area As Object
    Dim found As Object
    Set area = sheet.Range(address)
    formula = Placed(Localised(formula), area, Application)
    Set found = MarkOf(sheet, area, formula)
    If found Is Nothing Then
        Set found = area.FormatConditions.Add(BY_FORMULA, , formula)
        before.Add Array("mark", found)
        found.Interior.Color = ColourOf(colour)
        On Error Resume Next
        found.StopIfTrue = stopping
    Else
        FollowSheet found, formula
        Widen found, area
    End If
End Sub

' Does the format show already, so that there is nothing to do?
Public Function MarkShows(ByVal sheet As Object, ByVal address As String, ByVal formula As String) As Boolean
    Dim area As Object
    Dim found As Object
    Set area = sheet.Range(address)
    formula = Placed(Localised(formula), area, Application)
    Set found = MarkOf(sheet, area, formula)
    If Not found Is Nothing Then MarkShows = (found.Formula1 = formula And Covers(found, area))
End Function

' RRGGBB as a colour of the program
Public Function ColourOf(ByVal colour As String) As Long
    ColourOf = RGB(CLng("&H" & Left(colour, 2)), CLng("&H" & Mid(colour, 3, 2)), CLng("&H" & Right(colour, 2)))
End Function

' The format with this formula, or with one that asks the same name: its sheet was renamed or copied since.
Private Function MarkOf(ByVal sheet As Object, ByVal area As Object, ByVal formula As String) As Object
    Dim one As Object
    Dim all As Object
    Dim index As Long
    Dim written As String
    Set all = sheet.Cells.FormatConditions
    For index = 1 To all.Count
        written = ""
        Set one = Nothing
        ' scales and bars have no formula
        On Error Resume Next
        Set one = all.Item(index)
        written = one.Formula1
        On Error GoTo 0
        If IsSame(written, formula) Then
            Set MarkOf = one
            If Covers(one, area) Then Exit Function
        End If
    Next index
End Function

Private Function IsSame(ByVal written As String, ByVal formula As String) As Boolean
    Dim wanted As String
    wanted = MarkNameIn(formula)
    IsSame = (written = formula)
    If Len(wanted) > 0 And MarkNameIn(written) = wanted Then IsSame = True
End Function

Private Function MarkNameIn(ByVal formula As String) As String
    Dim at As Long
    Dim last As Long
    at = InStr(LCase(formula), MARK_NAME)
    If at = 0 Then Exit Function
    last = at + Len(MARK_NAME)
    Do While LCase(Mid(formula, last, 1)) Like "[a-z]"
        last = last + 1
    Loop
    MarkNameIn = LCase(Mid(formula, at, last - at))
End Function

Private Sub FollowSheet(ByVal mark As Object, ByVal formula As String)
    On Error Resume Next
    If mark.Formula1 <> formula Then mark.Modify BY_FORMULA, , formula
End Sub

Private Function Covers(ByVal mark As Object, ByVal area As Object) As Boolean
    Dim common As Object
    Covers = True
    On Error Resume Next
    Set common = Application.Intersect(mark.AppliesTo, area)
    If Err.Number <> 0 Then Exit Function
    Covers = False
    If Not common Is Nothing Then Covers = (common.Address = area.Address)
End Function

Private Sub Widen(ByVal mark As Object, ByVal area As Object)
    If Covers(mark, area) Then Exit Sub
    mark.ModifyAppliesToRange Application.Union(mark.AppliesTo, area)
End Sub

' With "=", and the list separator of the machine (xlListSeparator) between arguments, not inside texts.
Private Function Localised(ByVal formula As String) As String
    Dim separator As String
    Dim parts As Variant
    Dim at As Long
    separator = ","
    On Error Resume Next
    separator = Application.International(5)
    On Error GoTo 0
    If separator <> "," And Len(separator) > 0 Then
        parts = Split(formula, """")
        For at = 0 To UBound(parts) Step 2
            parts(at) = Replace(parts(at), ",", separator)
        Next at
        formula = Join(parts, """")
    End If
    Localised = "=" & formula
End Function

' The formula as for the first cell of the area, spelled as for the active cell.
Public Function Placed(ByVal formula As String, ByVal area As Object, ByVal program As Object) As String
    Dim numbered As String
    Placed = formula
    ' those that ask for a mark have no address in them, and may be too long to convert
    If Len(MarkNameIn(formula)) > 0 Then Exit Function
    On Error GoTo Unknown
    numbered = program.ConvertFormula(formula, AS_LETTERS, AS_NUMBERS, , area.Cells(1, 1))
    Placed = program.ConvertFormula(numbered, AS_NUMBERS, AS_LETTERS, , program.ActiveCell)
    ' as somebody would type it who has columns numbered
    If program.ReferenceStyle = AS_NUMBERS Then Placed = numbered
Unknown:
End Function
