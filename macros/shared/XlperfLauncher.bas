Attribute VB_Name = "XlperfLauncher"
Option Explicit
' What the buttons in a workbook and the ribbon of the add-in start. All work is done by the program xlperf, outside of
' this one: it is started here without a window, takes the workbook and writes back through XlperfHands. Nothing
' here waits for it, since the office answers it only after this macro has ended.

' In a workbook the buttons are for this very workbook; in the add-in for the one in front. No timer watches for the
' end: Application.OnTime would bring back a workbook that was closed meanwhile. A second click while the first is at
' work is xlperf's to refuse.

Public Sub XlperfValidate()
    Launch "validate", SayValidating()
End Sub

Public Sub XlperfClear()
    Launch "clear", SayClearing()
End Sub

Public Sub XlperfNormalise()
    Launch "normalise", SayNormalising()
End Sub

Public Sub XlperfNext()
    Launch "next", SayGoingOn()
End Sub

Public Sub XlperfNotice()
    Launch "notice", SayWriting()
End Sub

Public Sub XlperfReport()
    Launch "report", SayWriting()
End Sub

Public Sub XlperfAbout()
    Launch "about", SayGoingOn()
End Sub

Private Sub Launch(ByVal action As String, ByVal saying As String)
    Dim book As Object
    Dim problem As String
    On Error GoTo Failed
    Set book = TargetBook()
    problem = WhyNot(book)
    If Len(problem) > 0 Then
        Tell problem
        Exit Sub
    End If
    Application.StatusBar = saying
    problem = StartBridge(Arguments(action, book))
    If Len(problem) > 0 Then
        Application.StatusBar = False
        Tell problem
    End If
    Exit Sub
Failed:
    problem = Err.Description
    On Error Resume Next
    Application.StatusBar = False
    Tell SayFailed() & problem
End Sub

Private Function TargetBook() As Object
    Dim isAddin As Boolean
    On Error Resume Next
    isAddin = ThisWorkbook.IsAddin
    If isAddin Then
        Set TargetBook = ActiveWorkbook
    Else
        Set TargetBook = ThisWorkbook
    End If
End Function

Private Function WhyNot(ByVal book As Object) As String
    If book Is Nothing Then
        WhyNot = SayNoBook()
    ElseIf Len(book.Path) = 0 Then
        WhyNot = SayNeverSaved()
    End If
End Function

Private Function Arguments(ByVal action As String, ByVal book As Object) As Variant
    Dim app As String
    Dim hands As String
    Dim hwnd As String
    app = OfficeName()
    hands = "xlperf.hands"
    If app <> "libreoffice" Then
        hands = "'" & Replace(ThisWorkbook.Name, "'", "''") & "'!XlperfHands.XlperfRun"
        hwnd = WindowHandle(Application)
    End If
    Arguments = Array(action, "--wb=" & FullNameOf(book), "--from_xl=1", "--hwnd=" & hwnd, "--app=" & app, _
        "--hands=" & hands)
End Function

' By Object: Excel for Mac has no such property, and would not even compile it.
Private Function WindowHandle(ByVal program As Object) As String
    On Error Resume Next
    WindowHandle = CStr(program.Hwnd)
End Function

' LibreOffice leaves the folder out after a workbook was saved under another name.
Private Function FullNameOf(ByVal book As Object) As String
    FullNameOf = book.FullName
    If FullNameOf = book.Name Then FullNameOf = book.Path & Application.PathSeparator & book.Name
End Function

' MsgBox on Windows knows only the letters of the machine's code page, which elsewhere than in China are not ours.
Private Sub Tell(ByVal sentence As String)
    On Error Resume Next
    If StrConv(StrConv(sentence, vbFromUnicode), vbUnicode) <> sentence Then
        CreateObject("WScript.Shell").Popup sentence, 0, SayTitle(), vbInformation
        If Err.Number = 0 Then Exit Sub
    End If
    MsgBox sentence, vbInformation, SayTitle()
End Sub
