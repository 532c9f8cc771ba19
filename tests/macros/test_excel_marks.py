"""Marks by conditional formats, run against stand-ins for Excel's objects, as LibreOffice's VBA lacks parts of them."""

from __future__ import annotations

import pytest

from tests.macros.macro_office import MacroBook
from xlperf.audit.finding import Severity
from xlperf.workbook.stamp import mark_condition

CONDITION = """
Public Kind As Long
Public Written As String
Public StopIfTrue As Boolean
Public Interior As Object
Public Modified As String
Public Property Get Formula1() As String
    If Kind <> 2 Then Err.Raise 1004
    Formula1 = Written
End Property
Public Sub Modify(ByVal newKind As Long, ByVal operator As Variant, ByVal formula As String)
    Written = formula
    Modified = "modified"
End Sub
"""
CONDITIONS = """
Private members As Collection
Public Property Get Count() As Long
    If Not members Is Nothing Then Count = members.Count
End Property
Public Function Item(ByVal index As Long) As Object
    Dim one As Object
    Dim at As Long
    For Each one In members
        at = at + 1
        If at = index Then Set Item = one
    Next one
End Function
Public Function Add(ByVal kind As Long, Optional ByVal operator As Variant, Optional ByVal formula As String) As Object
    If members Is Nothing Then Set members = New Collection
    Dim one As Object
    Set one = New FakeCondition
    one.Kind = kind
    one.Written = formula
    Set one.Interior = New FakeInterior
    members.Add one
    Set Add = one
End Function
"""
MARKED_SHEET = """
Public Conditions As Object
Public ProtectContents As Boolean
Public ProtectionMode As Boolean
Public Function Range(ByVal address As String) As Object
    Dim one As Object
    Set one = New FakeRange
    Set one.FormatConditions = Conditions
    Set Range = one
End Function
Public Property Get Cells() As Object
    Dim one As Object
    Set one = New FakeRange
    Set one.FormatConditions = Conditions
    Set Cells = one
End Property
"""
MARKING = """
Public Function Marked(ByVal first As String, ByVal formula As String) As String
    Dim sheet As Object
    Dim one As Object
    Dim at As Long
    Set sheet = New FakeMarkedSheet
    Set sheet.Conditions = New FakeConditions
    sheet.Conditions.Add 3, , ""
    If Len(first) > 0 Then sheet.Conditions.Add 2, , first
    EnsureMark sheet, "A1:T100", formula, "FFC7CE", True, New Collection
    EnsureMark sheet, "A1:T100", formula, "FFC7CE", True, New Collection
    For at = 2 To sheet.Conditions.Count
        Set one = sheet.Conditions.Item(at)
        Marked = Marked & one.Written & vbTab & one.Interior.Color & vbTab & one.StopIfTrue & vbTab & one.Modified & vbLf
    Next at
End Function
Public Function MustLift(ByVal first As String, ByVal formula As String) As String
    Dim sheet As Object
    Set sheet = New FakeMarkedSheet
    Set sheet.Conditions = New FakeConditions
    sheet.ProtectContents = True
    sheet.Conditions.Add 2, , first
    MustLift = NeedsLifting(sheet, Array("mark", "x", "A1:T100", formula, "FFC7CE", "1"))
End Function
"""


@pytest.fixture
def marks(book: MacroBook) -> MacroBook:
    """The workbook with a stand-in for a sheet with conditional formats, the first of which is a scale of colours."""
    book.add_module("FakeInterior", "Public Color As Long\n", is_class=True)
    book.add_module("FakeRange", "Public FormatConditions As Object\n", is_class=True)
    book.add_module("FakeCondition", CONDITION, is_class=True)
    book.add_module("FakeConditions", CONDITIONS, is_class=True)
    book.add_module("FakeMarkedSheet", MARKED_SHEET, is_class=True)
    book.add_module("Marking", MARKING)
    return book


def _marked(book: MacroBook, first: str, formula: str) -> list[list[str]]:
    return [line.split("\t") for line in str(book.call("Marking.Marked", first, formula)).splitlines()]


def test_a_mark_is_added_once(marks: MacroBook) -> None:
    """With its colour, as a formula; the second time it is there already. A scale of colours is in nobody's way."""
    formula = mark_condition('表"1"', Severity.ERROR)
    assert _marked(marks, "", formula) == [[f"={formula}", str(0xCEC7FF), "True", ""]]


def test_a_mark_follows_the_name_of_its_sheet(marks: MacroBook) -> None:
    """After the sheet was renamed the same format shows the new marks."""
    old, new = mark_condition("旧名", Severity.WARNING), mark_condition("新名", Severity.WARNING)
    assert [(line[0], line[3]) for line in _marked(marks, f"={old}", new)] == [(f"={new}", "modified")]


def test_marks_of_other_severities_are_others(marks: MacroBook) -> None:
    error, info = mark_condition("表", Severity.ERROR), mark_condition("表", Severity.INFO)
    assert [line[0] for line in _marked(marks, f"={error}", info)] == [f"={error}", f"={info}"]


def test_a_mark_that_shows_needs_no_password(marks: MacroBook) -> None:
    """A locked form that shows its marks already is validated without lifting anything."""
    old, new = mark_condition("旧名", Severity.ERROR), mark_condition("新名", Severity.ERROR)
    assert marks.call("Marking.MustLift", f"={new}", new) == "False"
    assert marks.call("Marking.MustLift", f"={old}", new) == "True"
    assert marks.call("Marking.MustLift", "=A1>1", new) == "True"


def test_the_colours_of_the_results_are_added_once(marks: MacroBook) -> None:
    formula = '$B12="错误"'
    assert [line[0] for line in _marked(marks, "", formula)] == [f"={formula}"]
