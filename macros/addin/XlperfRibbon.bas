Attribute VB_Name = "XlperfRibbon"
Option Explicit
' The ribbon of the add-in. The control is an IRibbonControl; As Object, since WPS and old Office lack the library.

Public Sub XlperfRibbonClick(control As Object)
    Select Case control.ID
        Case "xlperfValidate": XlperfValidate
        Case "xlperfClear": XlperfClear
        Case "xlperfNormalise": XlperfNormalise
        Case "xlperfNext": XlperfNext
        Case "xlperfNotice": XlperfNotice
        Case "xlperfReport": XlperfReport
        Case "xlperfAbout": XlperfAbout
    End Select
End Sub
