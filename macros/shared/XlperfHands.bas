Attribute VB_Name = "XlperfHands"
Option Explicit
' The hands of xlperf inside the program: XlperfRun carries out orders in a workbook, all of them or none.

' Excel takes no more into its status bar.
Private Const LONGEST_STATUS As Long = 250

' orders: see XlperfOrders; long ones come in pieces, since Excel may refuse a text of more than 32767 characters. The
' answer is empty when everything was done, else KIND, a tab and a DETAIL; to a question it is what XlperfFormats says.
Public Function XlperfRun(ByVal book As String, ByVal orders As String, _
        Optional ByVal part2 As String, Optional ByVal part3 As String, _
        Optional ByVal part4 As String, Optional ByVal part5 As String, _
        Optional ByVal part6 As String, Optional ByVal part7 As String, _
        Optional ByVal part8 As String, Optional ByVal part9 As String, _
        Optional ByVal part10 As String, Optional ByVal part11 As String, _
        Optional ByVal part12 As String, Optional ByVal part13 As String, _
        Optional ByVal part14 As String, Optional ByVal part15 As String, _
        Optional ByVal part16 As String, Optional ByVal part17 As String, _
        Optional ByVal part18 As String, Optional ByVal part19 As String, _
        Optional ByVal part20 As String, Optional ByVal part21 As String, _
        Optional ByVal part22 As String, Optional ByVal part23 As String, _
        Optional ByVal part24 As String, Optional ByVal part25 As String, _
        Optional ByVal part26 As String, Optional ByVal part27 As String, _
        Optional ByVal part28 As String, Optional ByVal part29 As String) As String
    Dim target As Object
    Dim parsed As Variant
    On Error GoTo Failed
    Set target = OpenBook(book)
    If target Is Nothing Then
        XlperfRun = "missing" & vbTab & book
        Exit Function
    End If
    parsed = ParsedOrders(orders & part2 & part3 & part4 & part5 & part6 & part7 & part8 & part9 & part10 & part11 _
        & part12 & part13 & part14 & part15 & part16 & part17 & part18 & part19 & part20 & part21 _
        & part22 & part23 & part24 & part25 & part26 & part27 & part28 & part29)
    XlperfRun = WhyRefused(target, parsed)
    If Len(XlperfRun) = 0 And Asks(parsed) Then
        XlperfRun = FormatsOf(target, parsed)
        Exit Function
    End If
    If Len(XlperfRun) = 0 Then XlperfRun = CarriedOut(target, parsed)
    If Len(XlperfRun) = 0 Then ShowEnd target, parsed
    Exit Function
Failed:
    XlperfRun = "error" & vbTab & Err.Description
End Function

Private Function OpenBook(ByVal book As String) As Object
    Dim one As Object
    For Each one In Application.Workbooks
        If LCase(one.Name) = LCase(book) Then
            Set OpenBook = one
            Exit Function
        End If
    Next one
    ' add-ins are not among the workbooks, nor are hidden documents everywhere
    If LCase(ThisWorkbook.Name) = LCase(book) Then Set OpenBook = ThisWorkbook
End Function

' Every sheet must be there, or be made by an order before.
Private Function WhyRefused(ByVal target As Object, ByRef parsed As Variant) As String
    Dim order As Variant
    Dim made As String
    Dim sheetName As String
    Dim changing As Boolean
    made = vbLf
    For Each order In parsed
        sheetName = SheetNamed(order)
        If order(0) = "sheet" Then made = made & LCase(sheetName) & vbLf
        If InStr(" select status formats ", " " & order(0) & " ") = 0 Then changing = True
        If Len(sheetName) > 0 And InStr(made, vbLf & LCase(sheetName) & vbLf) = 0 Then
            If SheetOf(target, sheetName) Is Nothing Then
                WhyRefused = "missing" & vbTab & sheetName
                Exit Function
            ElseIf order(0) = "select" And SheetOf(target, sheetName).Visible <> StateOf("visible") Then
                WhyRefused = "hidden" & vbTab & sheetName
                Exit Function
            End If
        End If
    Next order
    If changing And OnlyRead(target) Then WhyRefused = "readonly" & vbTab
End Function

Private Function OnlyRead(ByVal target As Object) As Boolean
    ' LibreOffice does not tell
    On Error Resume Next
    OnlyRead = target.ReadOnly
End Function

Private Function CarriedOut(ByVal target As Object, ByRef parsed As Variant) As String
    Dim before As Collection
    Dim lifted As Collection
    Dim order As Variant
    Dim settings As Variant
    Dim front As Object
    Dim sheet As Object
    Set before = New Collection
    Set lifted = New Collection
    settings = Array(Application.ScreenUpdating, Application.EnableEvents, Application.DisplayAlerts)
    Set front = ActiveWorkbook
    Set sheet = target.ActiveSheet
    On Error GoTo Failed
    Application.ScreenUpdating = False
    Application.EnableEvents = False
    Application.DisplayAlerts = False
    CarriedOut = LiftedFor(target, parsed, lifted)
    If Len(CarriedOut) = 0 Then
        For Each order In parsed
            CarryOut target, order, before
        Next order
    End If
Finish:
    On Error Resume Next
    PutBackLocks lifted
    ' only an added sheet comes to the front; elsewhere nothing was selected
    If target.ActiveSheet.Name <> sheet.Name Then sheet.Activate
    If Not front Is Nothing Then
        If ActiveWorkbook.Name <> front.Name Then front.Activate
    End If
    Application.DisplayAlerts = settings(2)
    Application.EnableEvents = settings(1)
    Application.ScreenUpdating = settings(0)
    Exit Function
Failed:
    ' read first: other procedures may clear it
    CarriedOut = Err.Description
    CarriedOut = "error" & vbTab & Told(order) & CarriedOut
    Resume PutItBack
PutItBack:
    PutBack before
    GoTo Finish
End Function

Private Function Told(ByRef order As Variant) As String
    If IsArray(order) Then Told = order(0) & ": "
End Function

' Lift what stands in the way; empty when nothing does any more.
Private Function LiftedFor(ByVal target As Object, ByRef parsed As Variant, ByVal lifted As Collection) As String
    Dim order As Variant
    Dim sheet As Object
    For Each order In parsed
        If NeedsStructure(target, order) Then
            If Not LiftStructure(target, lifted) Then LiftedFor = "structure" & vbTab
        End If
        Set sheet = SheetOf(target, SheetNamed(order))
        If Len(LiftedFor) = 0 And Not sheet Is Nothing Then
            If NeedsLifting(sheet, order) Then
                If Not LiftSheet(sheet, lifted) Then LiftedFor = "protected" & vbTab & sheet.Name
            End If
        End If
        If Len(LiftedFor) > 0 Then Exit Function
    Next order
End Function

' Where to go and what to say, after everything is as it shall be.
Private Sub ShowEnd(ByVal target As Object, ByRef parsed As Variant)
    Dim order As Variant
    On Error Resume Next
    For Each order In parsed
        Select Case order(0)
            Case "select": Application.Goto SheetOf(target, order(1)).Range(order(2))
            Case "status"
                Application.StatusBar = False
                If Len(order(1)) > 0 Then Application.StatusBar = Left(order(1), LONGEST_STATUS)
        End Select
    Next order
End Sub
