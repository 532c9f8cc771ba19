Attribute VB_Name = "XlperfSetting"
Option Explicit
Option Private Module
' Where somebody wrote down which Python is to be used. Only what comes with these macros counts, never a name in the
' form that is being checked: a form that came by mail must not say what is started here.

Private Const MOST_BYTES As Long = 65536

' The name xp_python (a text, or a cell with one), else python= in xlperf.ini: beside the workbook or add-in, or where
' "xlperf addin install" leaves it on Windows.
Public Function PythonSetting() As String
    Dim account As String
    PythonSetting = NamedSetting()
    If Len(PythonSetting) = 0 And Len(ThisWorkbook.Path) > 0 Then
        PythonSetting = IniValue(ReadText(ThisWorkbook.Path & Application.PathSeparator & "xlperf.ini"))
    End If
    account = AccountFolder()
    If Len(PythonSetting) = 0 And Len(account) > 0 Then
        PythonSetting = IniValue(ReadText(account & Application.PathSeparator & "xlperf" _
            & Application.PathSeparator & "xlperf.ini"))
    End If
End Function

' Where Windows keeps the settings of the account. Environ spoils the letters that the machine's code page lacks.
Private Function AccountFolder() As String
    Dim told As String
    AccountFolder = Environ("APPDATA")
    On Error Resume Next
    told = CreateObject("WScript.Shell").ExpandEnvironmentStrings("%APPDATA%")
    If Len(told) > 0 And told <> "%APPDATA%" Then AccountFolder = told
End Function

Private Function NamedSetting() As String
    Dim content As String
    On Error Resume Next
    content = ThisWorkbook.Names("xp_python").RefersTo
    If Left(content, 2) = "=""" Then
        NamedSetting = Replace(Mid(content, 3, Len(content) - 3), """""", """")
    ElseIf Len(content) > 0 Then
        NamedSetting = Trim(CStr(ThisWorkbook.Names("xp_python").RefersToRange.Value))
    End If
End Function

Private Function IniValue(ByVal content As String) As String
    Dim lines As Variant
    Dim entry As String
    Dim at As Long
    Dim section As String
    lines = Split(Replace(content, vbCr, vbLf), vbLf)
    For at = 0 To UBound(lines)
        entry = Trim(lines(at))
        If Left(entry, 1) = "[" Then section = LCase(entry)
        If section = "[xlperf]" And InStr(entry, "=") > 0 Then
            If LCase(Trim(Left(entry, InStr(entry, "=") - 1))) = "python" Then
                IniValue = Replace(Trim(Mid(entry, InStr(entry, "=") + 1)), """", "")
            End If
        End If
    Next at
End Function

' The text of a small file in UTF-8, UTF-16 or the code page of the machine; empty when there is none.
Public Function ReadText(ByVal path As String) As String
    Dim channel As Integer
    Dim bytes() As Byte
    On Error GoTo Unread
    path = ShortOf(path)
    If Len(Dir(path)) = 0 Then Exit Function
    channel = FreeFile
    Open path For Binary Access Read As #channel
    If LOF(channel) > 0 And LOF(channel) <= MOST_BYTES Then
        ReDim bytes(LOF(channel) - 1)
        Get #channel, , bytes
        ReadText = Decoded(bytes)
    End If
Unread:
    On Error Resume Next
    If channel > 0 Then Close #channel
End Function

' VBA opens files by the letters of the machine's code page; the short name Windows has for a file needs no others.
Private Function ShortOf(ByVal path As String) As String
    ShortOf = path
    On Error Resume Next
    ShortOf = CreateObject("Scripting.FileSystemObject").GetFile(path).ShortPath
End Function

Private Function Decoded(ByRef bytes() As Byte) As String
    Dim at As Long
    Dim valid As Boolean
    If UBound(bytes) >= 1 Then
        If bytes(0) = 255 And bytes(1) = 254 Then
            For at = 2 To UBound(bytes) - 1 Step 2
                Decoded = Decoded & ChrW(bytes(at) + 256& * bytes(at + 1))
            Next at
            Exit Function
        End If
    End If
    Decoded = FromUtf8(bytes, valid)
    If Not valid Then Decoded = StrConv(bytes, vbUnicode)
End Function

Private Function FromUtf8(ByRef bytes() As Byte, ByRef valid As Boolean) As String
    Dim at As Long
    Dim code As Long
    Dim more As Long
    For at = 0 To UBound(bytes)
        If more > 0 Then
            If (bytes(at) And &HC0) <> &H80 Then Exit Function
            code = code * 64 + (bytes(at) And &H3F)
            more = more - 1
        ElseIf bytes(at) < &H80 Then
            code = bytes(at)
        ElseIf (bytes(at) And &HE0) = &HC0 Then
            code = bytes(at) And &H1F
            more = 1
        ElseIf (bytes(at) And &HF0) = &HE0 Then
            code = bytes(at) And &HF
            more = 2
        ElseIf (bytes(at) And &HF8) = &HF0 Then
            code = bytes(at) And &H7
            more = 3
        Else
            Exit Function
        End If
        If more = 0 And code <> &HFEFF& Then FromUtf8 = FromUtf8 & Character(code)
    Next at
    valid = (more = 0)
End Function

Private Function Character(ByVal code As Long) As String
    If code < &H10000 Then
        Character = ChrW(code)
    Else
        code = code - &H10000
        Character = ChrW(&HD800& + code \ 1024) & ChrW(&HDC00& + (code And 1023))
    End If
End Function
