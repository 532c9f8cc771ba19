Attribute VB_Name = "XlperfLooks"
Option Explicit
Option Private Module
' The looks of the sheet of results, as xlperf/layout/results.py draws them, and its links.

' xlLeft, xlCenter, xlGeneral, xlNone
Private Const TO_LEFT As Long = -4131
Private Const TO_CENTRE As Long = -4108
Private Const BY_CONTENT As Long = 1
Private Const NOTHING_DRAWN As Long = -4142

Public Sub SetLook(ByVal area As Object, ByVal kind As String)
    Select Case kind
        Case "title": Dress area, SayTitleFont(), 18, True, TO_CENTRE, False, True
        Case "summary": Dress area, SayFont(), 12, True, TO_LEFT, False, True
        Case "header", "label": Dress area, SayFont(), 10, True, TO_CENTRE, True, True
        Case "centre", "link": Dress area, SayFont(), 10, False, TO_CENTRE, True, True
        Case "cell": Dress area, SayFont(), 10, False, TO_LEFT, True, True
        Case "plain": Undress area
        Case Else: Err.Raise 5, , "unknown look"
    End Select
    If kind = "header" Then area.Interior.Color = RGB(232, 238, 244)
    If kind = "cell" Then area.IndentLevel = 1
    If kind = "cell" Then area.Locked = False
    If kind = "link" Then
        area.Font.Color = RGB(5, 99, 193)
        area.Font.Underline = 2
    End If
End Sub

Private Sub Dress(ByVal area As Object, ByVal face As String, ByVal size As Double, ByVal bold As Boolean, _
        ByVal across As Long, ByVal bordered As Boolean, ByVal wrapped As Boolean)
    Dim side As Long
    With area.Font
        .Name = face
        .Size = size
        .Bold = bold
        .Italic = False
        .Underline = NOTHING_DRAWN
        .Color = 0
    End With
    area.IndentLevel = 0
    area.HorizontalAlignment = across
    area.VerticalAlignment = TO_CENTRE
    area.WrapText = wrapped
    area.Locked = True
    area.Interior.ColorIndex = NOTHING_DRAWN
    ' xlEdgeLeft to xlInsideHorizontal; a single row has nothing inside
    On Error Resume Next
    For side = 7 To 12
        area.Borders(side).LineStyle = IIf(bordered, 1, NOTHING_DRAWN)
        If bordered Then area.Borders(side).Weight = 2
    Next side
End Sub

' Not ClearFormats, which takes merged cells and conditional formats with it.
Private Sub Undress(ByVal area As Object)
    Dim normal As Object
    Dress area, SayFont(), 11, False, BY_CONTENT, False, False
    On Error Resume Next
    Set normal = area.Worksheet.Parent.Styles("Normal").Font
    area.Font.Name = normal.Name
    area.Font.Size = normal.Size
End Sub

' A link inside the book. Excel gives the cell its own look of links: the cell keeps the one it has.
Public Sub SetLink(ByVal sheet As Object, ByVal cell As Object, ByVal target As String)
    Dim look As Variant
    With cell.Font
        look = Array(.Name, .Size, .Bold, .Italic, .Underline, .Color)
    End With
    sheet.Hyperlinks.Add cell, "", target
    With cell.Font
        .Name = look(0)
        .Size = look(1)
        .Bold = look(2)
        .Italic = look(3)
        .Underline = look(4)
        .Color = look(5)
    End With
End Sub

' Hyperlinks.Delete would take the look of the cells with it.
Public Sub RemoveLinks(ByVal area As Object)
    On Error GoTo Older
    If area.Hyperlinks.Count > 0 Then area.ClearHyperlinks
    Exit Sub
Older:
    Resume Remove
Remove:
    On Error GoTo 0
    area.Hyperlinks.Delete
End Sub

' Landscape, one page wide, no grid. Slow where a printer far away is asked, impossible without one: never a failure.
Public Sub SetPage(ByVal sheet As Object)
    Dim program As Object
    ' by Object: programs without this property would not even compile the module
    Set program = Application
    On Error Resume Next
    ' everything to the printer at once
    program.PrintCommunication = False
    With sheet.PageSetup
        .Orientation = 2
        .PaperSize = 9
        .Zoom = False
        .FitToPagesWide = 1
        .FitToPagesTall = False
        .LeftMargin = 28.8
        .RightMargin = 28.8
        .TopMargin = 36
        .BottomMargin = 36
    End With
    program.PrintCommunication = True
    HideGrid sheet
End Sub

' Excel only: elsewhere the grid stays.
Private Sub HideGrid(ByVal sheet As Object)
    Dim views As Object
    Dim owner As String
    Dim at As Long
    On Error Resume Next
    Set views = sheet.Parent.Windows(1).SheetViews
    If views Is Nothing Then Exit Sub
    For at = 1 To views.Count
        owner = ""
        owner = views.Item(at).Sheet.Name
        If owner = sheet.Name Then views.Item(at).DisplayGridlines = False
    Next at
End Sub
