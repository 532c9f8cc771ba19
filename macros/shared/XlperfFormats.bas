Attribute VB_Name = "XlperfFormats"
Option Explicit
Option Private Module
' The number formats of cells that somebody typed into since the file was saved: 95% brings one along. A question is
' lines of the word formats, a sheet and its cells; the answer is all codes in one line. xlperf/bridge/questions.py has
' the other side.

Public Function Asks(ByRef parsed As Variant) As Boolean
    If UBound(parsed) >= 0 Then Asks = (parsed(0)(0) = "formats")
End Function

' A code like the one before is left empty.
Public Function FormatsOf(ByVal target As Object, ByRef parsed As Variant) As String
    Dim order As Variant
    Dim sheet As Object
    Dim code As String
    Dim last As String
    Dim at As Long
    FormatsOf = "formats"
    For Each order In parsed
        Set sheet = SheetOf(target, order(1))
        For at = 2 To UBound(order)
            ' in the words of files, whatever the language of the machine
            code = sheet.Range(order(at)).NumberFormat
            FormatsOf = FormatsOf & vbTab
            If code <> last Then FormatsOf = FormatsOf & Escaped(code)
            last = code
        Next at
    Next order
End Function

Private Function Escaped(ByVal field As String) As String
    Escaped = Replace(Replace(field, "\", "\\"), vbTab, "\t")
    Escaped = Replace(Replace(Escaped, vbCr, "\r"), vbLf, "\n")
End Function
