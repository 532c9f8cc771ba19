Attribute VB_Name = "XlperfBefore"
Option Explicit
Option Private Module
' What was there before an order was carried out, to be restored when a later one fails. Macros leave no undo step.

' Newest first; what cannot be restored is left.
Public Sub PutBack(ByVal before As Collection)
    Dim states() As Variant
    Dim state As Variant
    Dim at As Long
    On Error Resume Next
    ReDim states(0 To before.Count)
    For Each state In before
        at = at + 1
        states(at) = state
    Next state
    For at = before.Count To 1 Step -1
        PutBackOne states(at)
    Next at
End Sub

Private Sub PutBackOne(ByVal state As Variant)
    On Error Resume Next
    Select Case state(0)
        Case "cells": PutBackCells state(1), state(2), state(3)
        Case "sheet": state(1).Delete
        Case "visible": state(1).Visible = state(2)
        Case "mark": state(1).Delete
        Case "name"
            If Len(state(3)) = 0 Then
                state(1).Names(state(2)).Delete
            Else
                state(1).Names.Add Name:=state(2), RefersTo:=state(3)
            End If
    End Select
End Sub

' A text that reads the same as value and as formula was typed as text, whatever it looks like.
Private Sub PutBackCells(ByVal area As Object, ByVal formulas As Variant, ByVal values As Variant)
    Dim row As Long
    Dim column As Long
    On Error Resume Next
    For row = 1 To UBound(formulas, 1)
        For column = 1 To UBound(formulas, 2)
            PutBackCell area.Cells(row, column), formulas(row, column), values(row, column)
        Next column
    Next row
End Sub

Private Sub PutBackCell(ByVal cell As Object, ByVal formula As Variant, ByVal content As Variant)
    Dim typed As Boolean
    If VarType(content) = vbString Then typed = (content = formula)
    If IsEmpty(content) Then
        cell.Value = ""
    ElseIf typed Then
        cell.Value = SafeText(content)
    ElseIf IsError(content) Or Left(formula, 1) = "=" Then
        cell.Formula = formula
    Else
        cell.Value = content
    End If
End Sub
