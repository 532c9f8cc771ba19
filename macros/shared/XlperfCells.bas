Attribute VB_Name = "XlperfCells"
Option Explicit
Option Private Module
' Writing blocks of cells, as few assignments as can be, so that a text stays a text and a number a number.

' A block order: word, sheet, cell, rows, columns, contents row by row. ByRef everywhere: ByVal copies all of it.
Private Const FIRST_CONTENT As Long = 5
Private Const LONGEST_IN_ARRAY As Long = 8000
Private Const LONGEST As Long = 32767
' what Excel may take a text for that begins with one of these: formula, number, date, amount, truth, error
Private Const SUSPECT As String = "=+-@'#.$(%&0123456789"

Public Sub WriteBlock(ByVal sheet As Object, ByRef order As Variant, ByVal before As Collection)
    Dim stretch As Variant
    Dim area As Object
    For Each stretch In BlockRuns(order)
        Set area = RunArea(sheet, order, stretch)
        before.Add Array("cells", area, Formulas(area), RawValues(area))
        WriteRun area, order, stretch
    Next stretch
End Sub

' The rectangles that a block writes to: (first row, first column, rows, columns) from 0. All at once, or where cells
' are to be kept row by row what lies between them.
Public Function BlockRuns(ByRef order As Variant) As Collection
    Dim row As Long
    Dim column As Long
    Dim start As Long
    Dim runs As Collection
    Set runs = New Collection
    If Not Keeps(order) Then
        runs.Add Array(0, 0, CLng(order(3)), CLng(order(4)))
    Else
        For row = 0 To CLng(order(3)) - 1
            start = 0
            For column = 0 To CLng(order(4))
                If KeptAt(order, row, column) Then
                    If column > start Then runs.Add Array(row, start, 1, column - start)
                    start = column + 1
                End If
            Next column
        Next row
    End If
    Set BlockRuns = runs
End Function

Public Function RunArea(ByVal sheet As Object, ByRef order As Variant, ByVal stretch As Variant) As Object
    Dim top As Long
    Dim across As Long
    ' not by Offset, which counts merged cells as one
    top = sheet.Range(order(2)).Row + stretch(0)
    across = sheet.Range(order(2)).Column + stretch(1)
    Set RunArea = sheet.Range(sheet.Cells(top, across), sheet.Cells(top + stretch(2) - 1, across + stretch(3) - 1))
End Function

' Has the block a number for a cell formatted as text? The format must change for a moment.
Public Function MindsFormats(ByVal area As Object, ByRef order As Variant) As Boolean
    Dim format As Variant
    Dim at As Long
    format = area.NumberFormat
    If Not IsNull(format) Then
        If format <> "@" Then Exit Function
    End If
    For at = FIRST_CONTENT To UBound(order)
        If Left(order(at), 2) = "n:" Then MindsFormats = True
    Next at
End Function

Private Function Keeps(ByRef order As Variant) As Boolean
    Dim at As Long
    For at = FIRST_CONTENT To UBound(order)
        If order(at) = "k" Then
            Keeps = True
            Exit Function
        End If
    Next at
End Function

Private Function KeptAt(ByRef order As Variant, ByVal row As Long, ByVal column As Long) As Boolean
    If column >= CLng(order(4)) Then
        KeptAt = True
    Else
        KeptAt = (order(FIRST_CONTENT + row * CLng(order(4)) + column) = "k")
    End If
End Function

Private Sub WriteRun(ByVal area As Object, ByRef order As Variant, ByVal stretch As Variant)
    Dim cells() As Variant
    Dim row As Long
    Dim column As Long
    Dim said As String
    ReDim cells(1 To stretch(2), 1 To stretch(3))
    For row = 1 To stretch(2)
        For column = 1 To stretch(3)
            said = order(FIRST_CONTENT + (stretch(0) + row - 1) * CLng(order(4)) + stretch(1) + column - 1)
            cells(row, column) = Content(said)
            If Len(said) > LONGEST_IN_ARRAY Then cells(row, column) = Empty
        Next column
    Next row
    If stretch(2) = 1 And stretch(3) = 1 Then
        area.Value = cells(1, 1)
    Else
        area.Value = cells
    End If
    MendRun area, order, stretch
End Sub

Private Function Content(ByVal said As String) As Variant
    Select Case Left(said, 2)
        Case "t:": Content = SafeText(Left(Mid(said, 3), LONGEST))
        Case "n:": Content = Val(Mid(said, 3))
        Case Else: Content = Empty
    End Select
End Function

' With an apostrophe before it where the program would make something else of it.
Public Function SafeText(ByVal words As String) As String
    SafeText = words
    If Len(words) = 0 Then Exit Function
    If InStr(SUSPECT, Left(words, 1)) > 0 Or IsNumeric(words) Or IsDate(words) Or UCase(words) = "TRUE" _
        Or UCase(words) = "FALSE" Then SafeText = "'" & words
End Function

' What did not arrive as it was said: long texts, texts taken for something else, numbers in cells formatted as text.
Private Sub MendRun(ByVal area As Object, ByRef order As Variant, ByVal stretch As Variant)
    Dim found As Variant
    Dim row As Long
    Dim column As Long
    Dim said As String
    found = RawValues(area)
    For row = 1 To stretch(2)
        For column = 1 To stretch(3)
            said = order(FIRST_CONTENT + (stretch(0) + row - 1) * CLng(order(4)) + stretch(1) + column - 1)
            If Not Arrived(found(row, column), said) Then MendCell area.Cells(row, column), said
        Next column
    Next row
End Sub

' Cells hidden under a merged one take nothing, and need not.
Private Sub MendCell(ByVal cell As Object, ByVal said As String)
    Dim format As String
    If cell.MergeCells Then
        If cell.Address <> cell.MergeArea.Cells(1, 1).Address Then Exit Sub
    End If
    If Left(said, 2) = "n:" Then
        format = cell.NumberFormat
        cell.NumberFormat = "General"
        cell.Value = Val(Mid(said, 3))
        cell.NumberFormat = format
    ElseIf Left(said, 2) <> "t:" Then
        cell.Value = ""
    Else
        cell.Value = "'" & Left(Mid(said, 3), LONGEST)
        ' should the apostrophe have become part of the text
        If Not Arrived(cell.Value, said) Then cell.Value = Left(Mid(said, 3), LONGEST)
    End If
End Sub

Private Function Arrived(ByVal found As Variant, ByVal said As String) As Boolean
    Dim words As String
    words = Left(Mid(said, 3), LONGEST)
    If IsError(found) Then Exit Function
    Select Case Left(said, 2)
        Case "t:": Arrived = (Len(words) = 0 And IsEmpty(found))
            If VarType(found) = vbString Then Arrived = (found = words)
        Case "n:": Arrived = (VarType(found) = vbDouble)
        Case Else: Arrived = (Len(CStr(found)) = 0)
    End Select
End Function

' Excel refuses to tell all of them where one is a text of more than some 8200 letters.
Public Function Formulas(ByVal area As Object) As Variant
    On Error GoTo TooLong
    Formulas = Grid(area.Formula)
    Exit Function
TooLong:
    Resume Singly
Singly:
    Formulas = EachFormula(area)
End Function

' Where there is a text instead of a formula both read the same.
Private Function EachFormula(ByVal area As Object) As Variant
    Dim told As Variant
    Dim row As Long
    Dim column As Long
    told = RawValues(area)
    On Error Resume Next
    For row = 1 To UBound(told, 1)
        For column = 1 To UBound(told, 2)
            told(row, column) = area.Cells(row, column).Formula
        Next column
    Next row
    EachFormula = told
End Function

' Dates and amounts as the numbers they are.
Private Function RawValues(ByVal area As Object) As Variant
    On Error GoTo Unknown
    RawValues = Grid(area.Value2)
    Exit Function
Unknown:
    ' LibreOffice has no Value2
    RawValues = Grid(area.Value)
End Function

' One cell gives a value, more of them an array.
Private Function Grid(ByVal values As Variant) As Variant
    Dim lone(1 To 1, 1 To 1) As Variant
    If IsArray(values) Then
        Grid = values
    Else
        lone(1, 1) = values
        Grid = lone
    End If
End Function
