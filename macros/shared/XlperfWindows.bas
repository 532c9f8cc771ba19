Attribute VB_Name = "XlperfWindows"
Option Explicit
Option Private Module
' Finding and starting Python on Windows. WScript.Shell takes any character in a path, VBA's own Shell does not; and it
' is given whole paths, so that nothing is searched in the folder the office happens to be in.

' The names of Python in the order they are tried; behind the bar what each is told.
Private Const PYTHON_NAMES As String = "pyw.exe| -3;pythonw.exe|;py.exe| -3;python3.exe|;python.exe|"
Private Const MOST_PROBES As Long = 6

' What was found is kept: a second click need not look again.
Private foundCommand As String

Public Function StartOnWindows(ByVal arguments As Variant) As String
    Dim script As Object
    Dim files As Object
    Dim setting As String
    Dim outcome As String
    On Error Resume Next
    Set script = CreateObject("WScript.Shell")
    Set files = CreateObject("Scripting.FileSystemObject")
    On Error GoTo 0
    If script Is Nothing Or files Is Nothing Then
        StartOnWindows = SayBlocked()
        Exit Function
    End If
    If Len(foundCommand) = 0 Then
        setting = PythonSetting()
        foundCommand = WindowsCommand(script, files, setting, outcome)
    End If
    If Len(foundCommand) = 0 Then
        StartOnWindows = Explained(outcome, setting)
    Else
        StartFound script, arguments
    End If
End Function

Private Sub StartFound(ByVal script As Object, ByVal arguments As Variant)
    Dim beginning As String
    Dim commandLine As String
    Dim at As Long
    beginning = foundCommand
    commandLine = beginning
    For at = LBound(arguments) To UBound(arguments)
        commandLine = commandLine & " """ & arguments(at) & """"
    Next at
    ' should it fail now, the next click looks again
    foundCommand = ""
    RunHidden script, commandLine, False
    foundCommand = beginning
End Sub

' How the line begins that starts xlperf; empty: the outcome says why.
Public Function WindowsCommand(ByVal script As Object, ByVal files As Object, ByVal setting As String, _
        ByRef outcome As String) As String
    If Len(setting) > 0 Then
        WindowsCommand = FromSetting(script, files, script.ExpandEnvironmentStrings(setting), outcome)
    Else
        WindowsCommand = FromPath(script, files, Split(script.ExpandEnvironmentStrings("%PATH%"), ";"), outcome)
    End If
End Function

Private Function FromSetting(ByVal script As Object, ByVal files As Object, ByVal setting As String, _
        ByRef outcome As String) As String
    Dim program As String
    Dim beside As String
    program = setting
    ' a Python that travels in a folder with the workbook is named from there
    If Not IsWhole(program) Then program = ThisWorkbook.Path & "\" & program
    beside = Left(program, Len(program) - Len(files.GetFileName(program))) & "pythonw.exe"
    If LCase(files.GetFileName(program)) = "python.exe" And files.FileExists(beside) Then program = beside
    outcome = "setting"
    If Not files.FileExists(program) Then Exit Function
    program = """" & program & """"
    If LCase(Left(files.GetFileName(setting), 6)) = "xlperf" Then
        FromSetting = program & PROGRAM_CALL
    ElseIf Has(script, program, outcome) Then
        FromSetting = program & MODULE_CALL
    End If
End Function

Private Function FromPath(ByVal script As Object, ByVal files As Object, ByVal folders As Variant, _
        ByRef outcome As String) As String
    Dim names As Variant
    Dim parts As Variant
    Dim which As Long
    Dim folder As Long
    Dim program As String
    Dim probes As Long
    outcome = "python"
    names = Split(PYTHON_NAMES, ";")
    For which = 0 To UBound(names)
        parts = Split(names(which), "|")
        For folder = 0 To UBound(folders)
            program = InFolder(files, folders(folder), parts(0))
            If Len(program) > 0 And probes < MOST_PROBES And outcome <> "blocked" Then
                probes = probes + 1
                outcome = "xlperf"
                If Has(script, program & parts(1), outcome) Then
                    FromPath = program & parts(1) & MODULE_CALL
                    Exit Function
                End If
            End If
        Next folder
    Next which
    For folder = 0 To UBound(folders)
        program = InFolder(files, folders(folder), "xlperf.exe")
        If Len(program) > 0 And Len(FromPath) = 0 Then FromPath = program & PROGRAM_CALL
    Next folder
End Function

' The program in quotes when the folder of the PATH has it. Only whole paths: "." would be the folder the office is in.
Private Function InFolder(ByVal files As Object, ByVal folder As String, ByVal program As String) As String
    folder = Trim(Replace(folder, """", ""))
    If Not IsWhole(folder) Then Exit Function
    If Right(folder, 1) <> "\" Then folder = folder & "\"
    If files.FileExists(folder & program) Then InFolder = """" & folder & program & """"
End Function

Private Function IsWhole(ByVal path As String) As Boolean
    IsWhole = (Mid(path, 2, 2) = ":\" Or Left(path, 2) = "\\")
End Function

' Has this Python xlperf? A tenth of a second. Access denied (70 in VBA, or as Windows says it) means that starting is
' forbidden, for instance by a rule against programs started from Office.
Private Function Has(ByVal script As Object, ByVal python As String, ByRef outcome As String) As Boolean
    Dim status As Long
    On Error Resume Next
    status = RunHidden(script, python & PROBE_CALL, True)
    If Err.Number = 0 Then
        Has = (status = 0)
    ElseIf Err.Number = 70 Or Err.Number = -2147024891 Then
        outcome = "blocked"
    End If
End Function

' Run replaces %NAME%; a percent sign in a path must stay one.
Private Function RunHidden(ByVal script As Object, ByVal commandLine As String, ByVal waiting As Boolean) As Long
    If InStr(commandLine, "%") > 0 Then
        script.Environment("PROCESS")("XLPERF_PERCENT") = "%"
        commandLine = Replace(commandLine, "%", "%XLPERF_PERCENT%")
    End If
    RunHidden = script.Run(commandLine, 0, waiting)
End Function
