Attribute VB_Name = "XlperfWords"
Option Explicit
Option Private Module
' Everything these macros say. The source is plain ASCII, since the VBA editor writes in the code page of the machine;
' \uXXXX is one character. tests/macros/sentences.py has the same sentences legibly; the two are compared.

Public Function SayTitle() As String
    SayTitle = Plain("\u7ee9\u6548\u81ea\u8bc4")
End Function

Public Function SayValidating() As String
    SayValidating = Plain("\u6b63\u5728\u6821\u9a8c\u2026\u2026")
End Function

Public Function SayClearing() As String
    SayClearing = Plain("\u6b63\u5728\u6e05\u9664\u6807\u8bb0\u2026\u2026")
End Function

Public Function SayNormalising() As String
    SayNormalising = Plain("\u6b63\u5728\u89c4\u8303\u5199\u6cd5\u2026\u2026")
End Function

Public Function SayWriting() As String
    SayWriting = Plain("\u6b63\u5728\u751f\u6210\u6587\u4ef6\u2026\u2026")
End Function

Public Function SayGoingOn() As String
    SayGoingOn = Plain("\u8bf7\u7a0d\u5019\u2026\u2026")
End Function

Public Function SayNoBook() As String
    SayNoBook = Plain("\u6ca1\u6709\u6253\u5f00\u7684\u5de5\u4f5c\u7c3f\u3002\u8bf7\u5148\u6253\u5f00\u81ea" & _
        "\u8bc4\u8868\uff1b\u7a97\u53e3\u4e0a\u65b9\u6709\u201c\u542f\u7528\u7f16\u8f91\u201d" & _
        "\u7684\uff0c\u5148\u70b9\u201c\u542f\u7528\u7f16\u8f91\u201d\uff0c\u518d\u70b9\u4e00" & _
        "\u6b21\u3002")
End Function

Public Function SayNeverSaved() As String
    SayNeverSaved = Plain("\u8fd9\u4e2a\u5de5\u4f5c\u7c3f\u8fd8\u6ca1\u6709\u4fdd\u5b58\u8fc7\u3002\u8bf7\u5148" & _
        "\u7528\u201c\u6587\u4ef6\u201d\u91cc\u7684\u201c\u53e6\u5b58\u4e3a\u201d\u4fdd\u5b58" & _
        "\u5230\u8fd9\u53f0\u7535\u8111\u4e0a\uff0c\u518d\u70b9\u4e00\u6b21\u3002")
End Function

Public Function SayFailed() As String
    SayFailed = Plain("\u6ca1\u80fd\u542f\u52a8 xlperf\uff0c\u8868\u6ca1\u6709\u6539\u52a8\u3002\u8bf7" & _
        "\u628a\u4e0b\u9762\u8fd9\u53e5\u8bdd\u544a\u8bc9\u4fe1\u606f\u6280\u672f\u4eba\u5458" & _
        "\uff1a")
End Function

Public Function SayNoPython() As String
    SayNoPython = Plain("\u8fd9\u53f0\u7535\u8111\u4e0a\u6ca1\u6709\u627e\u5230 Python\uff0c\u6821\u9a8c" & _
        "\u8981\u7528\u5230\u5b83\uff0c\u8868\u6ca1\u6709\u6539\u52a8\u3002\u8bf7\u627e\u4fe1" & _
        "\u606f\u6280\u672f\u4eba\u5458\u5b89\u88c5 Python 3.11 \u6216\u66f4\u9ad8\u7684" & _
        "\u7248\u672c\u548c xlperf\uff08\u5b89\u88c5\u8bf4\u660e\u662f docs/button.md\uff09" & _
        "\uff0c\u7136\u540e\u518d\u70b9\u4e00\u6b21\uff1b\u586b\u8868\u548c\u7b97\u5206\u4e0d" & _
        "\u53d7\u5f71\u54cd\u3002")
End Function

Public Function SayNoXlperf() As String
    SayNoXlperf = Plain("\u627e\u5230\u4e86 Python\uff0c\u4f46\u91cc\u9762\u6ca1\u6709 xlperf\uff0c\u6216" & _
        "\u8005 Python \u7684\u7248\u672c\u4f4e\u4e8e 3.11\uff0c\u8868\u6ca1\u6709\u6539" & _
        "\u52a8\u3002\u8bf7\u627e\u4fe1\u606f\u6280\u672f\u4eba\u5458\u5b89\u88c5 xlperf" & _
        "\uff08\u5b89\u88c5\u8bf4\u660e\u662f docs/button.md\uff09\uff0c\u7136\u540e\u518d" & _
        "\u70b9\u4e00\u6b21\uff1bxlperf \u88c5\u5728\u53e6\u4e00\u4e2a Python \u91cc\u7684" & _
        "\uff0c\u8bf7\u5728 xlperf.ini \u91cc\u5199\u660e\u5b83\u7684\u4f4d\u7f6e\u3002")
End Function

Public Function SayBadSetting() As String
    SayBadSetting = Plain("\u8bbe\u7f6e\u91cc\u5199\u660e\u7684 Python \u4e0d\u80fd\u7528\uff0c\u6216\u8005" & _
        "\u91cc\u9762\u6ca1\u6709 xlperf\uff0c\u8868\u6ca1\u6709\u6539\u52a8\u3002\u8bf7" & _
        "\u6539\u6b63 xlperf.ini \u91cc\u7684 python= \u6216\u540d\u79f0 xp_python\uff0c" & _
        "\u4e5f\u53ef\u4ee5\u5220\u6389\u8fd9\u4e00\u9879\uff0c\u8ba9\u7a0b\u5e8f\u81ea\u5df1" & _
        "\u53bb\u627e\u3002\u8bbe\u7f6e\u91cc\u5199\u7684\u662f\uff1a")
End Function

Public Function SayBlocked() As String
    SayBlocked = Plain("\u8fd9\u53f0\u7535\u8111\u4e0d\u5141\u8bb8\u8868\u683c\u91cc\u7684\u5b8f\u542f\u52a8" & _
        "\u522b\u7684\u7a0b\u5e8f\uff0c\u8868\u6ca1\u6709\u6539\u52a8\u3002\u8bf7\u4fe1\u606f" & _
        "\u6280\u672f\u4eba\u5458\u6309 docs/button.md \u653e\u884c\uff1b\u4e0d\u80fd\u653e" & _
        "\u884c\u7684\uff0c\u8bf7\u4ed6\u4eec\u7528 xlperf watch \u76d1\u89c6\u4e00\u4e2a" & _
        "\u6587\u4ef6\u5939\uff0c\u628a\u8868\u5b58\u5230\u90a3\u91cc\u5c31\u4f1a\u6821\u9a8c" & _
        "\u3002")
End Function

Public Function SayNoScript() As String
    SayNoScript = Plain("\u8fd8\u7f3a\u5c11 Excel \u7528\u6765\u542f\u52a8 xlperf \u7684\u6587\u4ef6 xlperf.a" & _
        "pplescript\uff0c\u8868\u6ca1\u6709\u6539\u52a8\u3002\u8bf7\u5728\u201c\u7ec8\u7aef" & _
        "\u201d\u91cc\u8fd0\u884c xlperf addin install\uff0c\u7136\u540e\u518d\u70b9\u4e00" & _
        "\u6b21\u3002")
End Function

Public Function SayTitleFont() As String
    SayTitleFont = Plain("\u9ed1\u4f53")
End Function

Public Function SayFont() As String
    SayFont = Plain("\u5b8b\u4f53")
End Function

Private Function Plain(ByVal escaped As String) As String
    Dim parts As Variant
    Dim at As Long
    parts = Split(escaped, "\u")
    Plain = parts(0)
    For at = 1 To UBound(parts)
        Plain = Plain & ChrW(CLng("&H" & Left(parts(at), 4))) & Mid(parts(at), 5)
    Next at
End Function
