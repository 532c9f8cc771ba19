Attribute VB_Name = "XlperfLocks"
Option Explicit
Option Private Module
' Protection of sheets and of the workbook's structure: lifted where a locked cell is to change, and restored as it was.

Private Const FLAG_COUNT As Long = 10

' Must the protection of the sheet be lifted for the order?
Public Function NeedsLifting(ByVal sheet As Object, ByRef order As Variant) As Boolean
    Dim stretch As Variant
    Dim area As Object
    If Not sheet.ProtectContents Or MacrosMay(sheet) Then Exit Function
    Select Case order(0)
        Case "sheet", "name", "select", "status"
        Case "block"
            For Each stretch In BlockRuns(order)
                Set area = RunArea(sheet, order, stretch)
                If Not AllOpen(area) Or MindsFormats(area, order) Then NeedsLifting = True
            Next stretch
        Case "mark"
            NeedsLifting = Not MarkShows(sheet, order(2), order(3))
        Case Else
            NeedsLifting = True
    End Select
End Function

' Must the workbook's structure be unlocked for the order?
Public Function NeedsStructure(ByVal book As Object, ByRef order As Variant) As Boolean
    Dim sheet As Object
    If order(0) <> "sheet" Or Not book.ProtectStructure Then Exit Function
    Set sheet = SheetOf(book, order(1))
    If sheet Is Nothing Then
        NeedsStructure = True
    Else
        NeedsStructure = (sheet.Visible <> StateOf(order(3)))
    End If
End Function

' Lift the protection of a sheet that has no password. False: it has one.
Public Function LiftSheet(ByVal sheet As Object, ByVal lifted As Collection) As Boolean
    Dim state As Variant
    state = SheetState(sheet)
    On Error Resume Next
    ' with an argument, even an empty one, the program does not ask for the password: it refuses
    sheet.Unprotect ""
    LiftSheet = Not sheet.ProtectContents
    On Error GoTo 0
    If LiftSheet Then lifted.Add state
End Function

Public Function LiftStructure(ByVal book As Object, ByVal lifted As Collection) As Boolean
    Dim frames As Boolean
    On Error Resume Next
    frames = book.ProtectWindows
    book.Unprotect ""
    LiftStructure = Not book.ProtectStructure
    On Error GoTo 0
    If LiftStructure Then lifted.Add Array("book", book, frames)
End Function

Public Sub PutBackLocks(ByVal lifted As Collection)
    Dim state As Variant
    ' whatever happens to one, the others must be locked again
    On Error Resume Next
    For Each state In lifted
        If state(0) = "book" Then
            state(1).Protect "", True, state(2)
        Else
            ProtectAgain state
        End If
    Next state
End Sub

Private Function SheetState(ByVal sheet As Object) As Variant
    Dim flags(1 To FLAG_COUNT) As Boolean
    Dim drawings As Boolean
    Dim scenarios As Boolean
    Dim choice As Long
    ' older programs lack some of these
    On Error Resume Next
    drawings = sheet.ProtectDrawingObjects
    scenarios = sheet.ProtectScenarios
    choice = sheet.EnableSelection
    With sheet.Protection
        flags(1) = .AllowFormattingCells
        flags(2) = .AllowFormattingColumns
        flags(3) = .AllowFormattingRows
        flags(4) = .AllowInsertingColumns
        flags(5) = .AllowInsertingRows
        flags(6) = .AllowInsertingHyperlinks
        flags(7) = .AllowDeletingColumns
        flags(8) = .AllowDeletingRows
        flags(9) = .AllowSorting
        flags(10) = .AllowFiltering
    End With
    SheetState = Array("sheet", sheet, drawings, scenarios, MacrosMay(sheet), flags, AllowsPivots(sheet), choice)
End Function

Private Sub ProtectAgain(ByVal state As Variant)
    Dim sheet As Object
    Dim flags As Variant
    Set sheet = state(1)
    flags = state(5)
    On Error Resume Next
    sheet.Protect "", state(2), True, state(3), state(4), flags(1), flags(2), flags(3), flags(4), flags(5), flags(6), _
        flags(7), flags(8), flags(9), flags(10), state(6)
    ' programs that do not know the finer permissions
    If Not sheet.ProtectContents Then sheet.Protect "", state(2), True, state(3), state(4)
    sheet.EnableSelection = state(7)
End Sub

Private Function AllowsPivots(ByVal sheet As Object) As Boolean
    On Error Resume Next
    AllowsPivots = sheet.Protection.AllowUsingPivotTables
End Function

' Protected for people only: macros may change everything.
Private Function MacrosMay(ByVal sheet As Object) As Boolean
    On Error Resume Next
    MacrosMay = sheet.ProtectionMode
End Function

' Null: some of the cells are locked.
Private Function AllOpen(ByVal area As Object) As Boolean
    Dim locked As Variant
    locked = area.Locked
    If Not IsNull(locked) Then AllOpen = Not CBool(locked)
End Function
