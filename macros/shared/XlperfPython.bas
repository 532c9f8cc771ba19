Attribute VB_Name = "XlperfPython"
Option Explicit
Option Private Module
' Finding the Python that has xlperf, and starting it without a window and without waiting. On Windows through
' WScript.Shell (XlperfWindows); on the Mac through the script that "xlperf addin install" puts where Excel allows one;
' in LibreOffice through sh.

' -P: what lies in the folder that the office happens to be in is not imported. Python knows it from 3.11 on, as xlperf.
Public Const PROBE_CALL As String = " -P -c ""import xlperf"""
Public Const MODULE_CALL As String = " -P -m xlperf.bridge"
Public Const PROGRAM_CALL As String = " bridge"

' Which program this macro runs in. LibreOffice calls itself Microsoft Excel, and gives the platform in one
' word; Excel always adds to it, as in "Windows (64-bit) NT 10.00".
Public Function OfficeName() As String
    Dim title As String
    Dim folder As String
    OfficeName = "excel"
    Select Case Application.OperatingSystem
        Case "Unix", "MacOS", "Windows"
            OfficeName = "libreoffice"
            Exit Function
    End Select
    On Error Resume Next
    title = UCase(Application.Name)
    folder = UCase(Application.Path)
    If InStr(title, "WPS") > 0 Or InStr(title, "KINGSOFT") > 0 Then OfficeName = "wps"
    If InStr(folder, "\WPS OFFICE") > 0 Or InStr(folder, "\KINGSOFT") > 0 Then OfficeName = "wps"
End Function

' Start the bridge; empty when it was started, else the sentence that says what is missing.
Public Function StartBridge(ByVal arguments As Variant) As String
    If Left(Application.OperatingSystem, 7) = "Windows" Then
        StartBridge = StartOnWindows(arguments)
    ElseIf Left(Application.OperatingSystem, 9) = "Macintosh" Then
        StartBridge = StartOnMac(arguments)
    Else
        StartBridge = StartOnUnix(arguments)
    End If
End Function

' What is missing, in words; empty when it started.
Public Function Explained(ByVal outcome As String, ByVal setting As String) As String
    Select Case outcome
        Case "python": Explained = SayNoPython()
        Case "xlperf": Explained = SayNoXlperf()
        Case "setting": Explained = SayBadSetting() & setting
        Case "blocked": Explained = SayBlocked()
    End Select
End Function

Private Function StartOnMac(ByVal arguments As Variant) As String
    Dim outcome As String
    On Error GoTo Missing
    #If Mac Then
        outcome = AppleScriptTask("xlperf.applescript", "XlperfRun", Join(arguments, vbLf))
    #End If
    StartOnMac = Explained(outcome, "xlperf.ini")
    Exit Function
Missing:
    StartOnMac = SayNoScript()
End Function

' LibreOffice on Linux and macOS: sh finds and starts, and leaves one word in a file. It ends at once, the started
' program goes on. Without fields to split (IFS) and names to expand (-f) nothing needs double quotes, which
' LibreOffice's Shell cannot take.
Private Function StartOnUnix(ByVal arguments As Variant) As String
    Dim setting As String
    Dim answer As String
    Dim names As String
    Dim invocation As String
    Dim missing As String
    Dim commandLine As String
    Dim outcome As String
    setting = PythonSetting()
    names = "python3 python"
    missing = "python"
    If Len(setting) > 0 Then
        names = ShellWord(setting)
        missing = "setting"
    End If
    invocation = ShellWords(arguments) & " </dev/null >/dev/null 2>&1 &"
    Randomize
    answer = Environ("TMPDIR")
    If Len(answer) = 0 Then answer = "/tmp"
    answer = answer & "/xlperf-start-" & CStr(CLng(Timer * 100)) & "-" & CStr(CLng(Rnd * 1000000))
    commandLine = Join(Array( _
        "IFS=; set -f -C; umask 077; r=" & missing & "; p=", _
        "for c in " & names & "; do type $c >/dev/null 2>&1 || continue", _
        "case ${c##*/} in xlperf*) r=ok; $c bridge" & invocation, "break;; esac", _
        "test $r = python && r=xlperf", _
        "$c -P -c 'import xlperf' </dev/null >/dev/null 2>&1 && p=$c && r=ok && break", "done", _
        "case $p in ?*) $p" & MODULE_CALL & invocation, ";; esac", _
        "case $r in python|xlperf) if type xlperf >/dev/null 2>&1; then r=ok", _
        "xlperf bridge" & invocation, "fi;; esac", _
        "echo $r >" & ShellWord(answer)), vbLf)
    ' its Shell takes four arguments, Excel's two. Excel knows no such constant and leaves the line out; LibreOffice
    ' passes over lines with # and runs it.
    #If LibreOffice Then
        Shell "/bin/sh", 0, "-c """ & commandLine & """", True
    #End If
    outcome = Replace(ReadText(answer), vbLf, "")
    If Len(outcome) = 0 Then outcome = "blocked"
    StartOnUnix = Explained(outcome, setting)
    On Error Resume Next
    Kill answer
End Function

Private Function ShellWords(ByVal words As Variant) As String
    Dim at As Long
    For at = LBound(words) To UBound(words)
        ShellWords = ShellWords & " " & ShellWord(words(at))
    Next at
End Function

Private Function ShellWord(ByVal word As String) As String
    ShellWord = "'" & Replace(Replace(word, "'", "'\''"), """", "'$(printf '\042')'") & "'"
End Function
