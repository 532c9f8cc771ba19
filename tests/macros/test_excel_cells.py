"""Links, formulas and long texts in cells, run against stand-ins for Excel's objects, as LibreOffice does otherwise."""

from __future__ import annotations

import pytest

from tests.macros.macro_office import MacroBook
from xlperf.audit.finding import Severity
from xlperf.workbook.stamp import mark_condition

LINKED_CELL = """
Public Font As Object
"""
LINKED_SHEET = """
Public Hyperlinks As Object
"""
LINKS = """
Public Told As String
Public Sub Add(ByVal cell As Object, ByVal address As String, ByVal target As String)
    cell.Font.Name = "Calibri"
    cell.Font.Size = 11
    cell.Font.Bold = False
    cell.Font.Color = 255
    cell.Font.Underline = 2
    Told = address & "|" & target
End Sub
"""
FONT = """
Public Name As String
Public Size As Double
Public Bold As Boolean
Public Italic As Boolean
Public Underline As Long
Public Color As Long
"""
LINKING = """
Public Function Linked(ByVal target As String) As String
    Dim sheet As Object
    Dim cell As Object
    Set sheet = New FakeLinkedSheet
    Set sheet.Hyperlinks = New FakeLinks
    Set cell = New FakeCell
    Set cell.Font = New FakeFont
    cell.Font.Name = "SimSun"
    cell.Font.Size = 10
    cell.Font.Bold = True
    cell.Font.Color = 12
    cell.Font.Underline = -4142
    SetLink sheet, cell, target
    With cell.Font
        Linked = sheet.Hyperlinks.Told & "|" & .Name & "|" & .Size & "|" & .Bold & "|" & .Color & "|" & .Underline
    End With
End Function
"""


def test_links_lead_inside_the_book_and_keep_the_look(book: MacroBook) -> None:
    """Excel dresses a cell with a link as it likes; the look that was drawn comes back."""
    book.add_module("FakeFont", FONT, is_class=True)
    book.add_module("FakeCell", LINKED_CELL, is_class=True)
    book.add_module("FakeLinks", LINKS, is_class=True)
    book.add_module("FakeLinkedSheet", LINKED_SHEET, is_class=True)
    book.add_module("Linking", LINKING)
    assert book.call("Linking.Linked", "'自评表'!E18") == "|'自评表'!E18|SimSun|10|True|12|-4142"


NUMBERING = """
Public ReferenceStyle As Long
Public ActiveCell As String
Public Function ConvertFormula(ByVal formula As String, ByVal style As Long, ByVal wanted As Long, _
    Optional ByVal absolute As Variant, Optional ByVal relative As Variant) As String
    ConvertFormula = formula & ">" & wanted
End Function
"""
FIRST_CELL = """
Public Function Cells(ByVal row As Long, ByVal column As Long) As String
    Cells = "first"
End Function
"""
PLACING = """
Public Function Place(ByVal formula As String, ByVal style As String) As String
    Dim program As Object
    Set program = New FakeProgram
    program.ReferenceStyle = CLng(style)
    Place = Placed(formula, New FakeFirst, program)
End Function
"""
LETTERS, NUMBERS = "1", "-4150"


@pytest.fixture
def placing(book: MacroBook) -> MacroBook:
    """The workbook with a stand-in for a program that converts formulas."""
    book.add_module("FakeProgram", NUMBERING, is_class=True)
    book.add_module("FakeFirst", FIRST_CELL, is_class=True)
    book.add_module("Placing", PLACING)
    return book


def test_a_formula_is_written_as_the_user_would_type_it(placing: MacroBook) -> None:
    """With numbered columns Excel takes no ``$B12``."""
    assert placing.call("Placing.Place", '=$B12="x"', LETTERS) == f'=$B12="x">{NUMBERS}>{LETTERS}'
    assert placing.call("Placing.Place", '=$B12="x"', NUMBERS) == f'=$B12="x">{NUMBERS}'


def test_a_formula_without_addresses_is_the_same_in_either_style(placing: MacroBook) -> None:
    formula = f"={mark_condition('表', Severity.ERROR)}"
    assert placing.call("Placing.Place", formula, NUMBERS) == formula


LONG_CELL = """
Public Formula As String
"""
LONG_AREA = """
Public Property Get Formula() As Variant
    Err.Raise 1004
End Property
Public Property Get Value2() As Variant
    Dim values(1 To 1, 1 To 2) As Variant
    values(1, 1) = "a long text"
    values(1, 2) = 2
    Value2 = values
End Property
Public Function Cells(ByVal row As Long, ByVal column As Long) As Object
    If column = 1 Then Err.Raise 1004
    Dim one As Object
    Set one = New FakeLongCell
    one.Formula = "=1+1"
    Set Cells = one
End Function
"""
REMEMBERING = """
Public Function Remembered() As String
    Dim told As Variant
    told = Formulas(New FakeLongArea)
    Remembered = told(1, 1) & "|" & told(1, 2)
End Function
"""


def test_a_long_text_does_not_keep_formulas_from_being_remembered(book: MacroBook) -> None:
    """Excel refuses the formulas of an area in which a text has more than some 8200 letters."""
    book.add_module("FakeLongCell", LONG_CELL, is_class=True)
    book.add_module("FakeLongArea", LONG_AREA, is_class=True)
    book.add_module("Remembering", REMEMBERING)
    assert book.call("Remembering.Remembered") == "a long text|=1+1"
