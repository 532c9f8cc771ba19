Attribute VB_Name = "XlperfOrders"
Option Explicit
Option Private Module
' What xlperf asks to be done: one order a line, fields split by tabs, as xlperf/bridge/orders.py writes them.

' An array of orders, each an array of its fields; the first field is the word.
Public Function ParsedOrders(ByVal orders As String) As Variant
    Dim rows As Variant
    Dim parsed() As Variant
    Dim at As Long
    Dim count As Long
    rows = Split(orders, vbLf)
    ReDim parsed(0 To UBound(rows) + 1)
    For at = 0 To UBound(rows)
        If Len(rows(at)) > 0 Then
            parsed(count) = Fields(rows(at))
            count = count + 1
        End If
    Next at
    If count = 0 Then
        ParsedOrders = Array()
    Else
        ReDim Preserve parsed(0 To count - 1)
        ParsedOrders = parsed
    End If
End Function

Private Function Fields(ByVal row As String) As Variant
    Dim parts As Variant
    Dim at As Long
    parts = Split(row, vbTab)
    If InStr(row, "\") > 0 Then
        For at = 0 To UBound(parts)
            parts(at) = Unescaped(parts(at))
        Next at
    End If
    Fields = parts
End Function

Public Function Unescaped(ByVal field As String) As String
    Dim at As Long
    Dim start As Long
    start = 1
    at = InStr(field, "\")
    Do While at > 0
        Unescaped = Unescaped & Mid(field, start, at - start)
        Select Case Mid(field, at + 1, 1)
            Case "n": Unescaped = Unescaped & vbLf
            Case "t": Unescaped = Unescaped & vbTab
            Case "r": Unescaped = Unescaped & vbCr
            Case Else: Unescaped = Unescaped & Mid(field, at + 1, 1)
        End Select
        start = at + 2
        at = InStr(start, field, "\")
    Loop
    Unescaped = Unescaped & Mid(field, start)
End Function

' The sheet of that name; Nothing when there is none.
Public Function SheetOf(ByVal book As Object, ByVal sheetName As String) As Object
    Dim one As Object
    For Each one In book.Worksheets
        If LCase(one.Name) = LCase(sheetName) Then
            Set SheetOf = one
            Exit Function
        End If
    Next one
End Function

' The sheet that an order is about; empty for those about the whole program.
Public Function SheetNamed(ByRef order As Variant) As String
    Select Case order(0)
        Case "status": SheetNamed = ""
        Case "name": SheetNamed = order(2)
        Case Else: SheetNamed = order(1)
    End Select
End Function

Public Sub CarryOut(ByVal book As Object, ByRef order As Variant, ByVal before As Collection)
    Dim sheet As Object
    Set sheet = SheetOf(book, SheetNamed(order))
    Select Case order(0)
        Case "sheet": EnsureSheet book, order(1), order(2), order(3), before
        Case "name": SetName book, order(1), sheet, order(3), before
        Case "mark": EnsureMark sheet, order(2), order(3), order(4), order(5) = "1", before
        Case "block": WriteBlock sheet, order, before
        Case "look": SetLook sheet.Range(order(2)), order(3)
        Case "width": sheet.Columns(order(2)).ColumnWidth = Val(order(3))
        Case "height": sheet.Rows(order(2) & ":" & order(3)).RowHeight = Val(order(4))
        Case "merge": sheet.Range(order(2)).Merge
        Case "unmerge": sheet.Range(order(2)).UnMerge
        Case "link": SetLink sheet, sheet.Range(order(2)), order(3)
        Case "unlink": RemoveLinks sheet.Range(order(2))
        Case "page": SetPage sheet
        Case "select", "status"
        Case Else: Err.Raise 5, , "unknown order"
    End Select
End Sub

Public Sub EnsureSheet(ByVal book As Object, ByVal sheetName As String, ByVal after As String, ByVal state As String, _
        ByVal before As Collection)
    Dim sheet As Object
    Dim place As Object
    Set sheet = SheetOf(book, sheetName)
    If sheet Is Nothing Then
        If Len(after) > 0 Then Set place = SheetOf(book, after)
        If place Is Nothing Then Set place = book.Sheets(book.Sheets.Count)
        If Grouped(book) Then
            ' as many would be added as are selected
            Set sheet = book.Worksheets.Add(, place, 1)
        Else
            Set sheet = book.Worksheets.Add(, place)
        End If
        before.Add Array("sheet", sheet)
        sheet.Name = sheetName
    End If
    If sheet.Visible <> StateOf(state) Then
        before.Add Array("visible", sheet, sheet.Visible)
        sheet.Visible = StateOf(state)
    End If
End Sub

Private Function Grouped(ByVal book As Object) As Boolean
    On Error Resume Next
    Grouped = (book.Windows(1).SelectedSheets.Count > 1)
End Function

' xlSheetVisible, xlSheetVeryHidden
Public Function StateOf(ByVal state As String) As Long
    StateOf = -1
    If state = "veryhidden" Then StateOf = 2
End Function

Private Sub SetName(ByVal book As Object, ByVal title As String, ByVal sheet As Object, ByVal area As String, _
        ByVal before As Collection)
    Dim refers As String
    Dim old As String
    refers = "='" & Replace(sheet.Name, "'", "''") & "'!" & sheet.Range(area).Address
    On Error Resume Next
    old = book.Names(title).RefersTo
    On Error GoTo 0
    before.Add Array("name", book, title, old)
    book.Names.Add Name:=title, RefersTo:=refers
End Sub
