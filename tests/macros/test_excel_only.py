"""What LibreOffice's VBA lacks (finer permissions, conditional formats, links), run against stand-ins for Excel's objects."""

from __future__ import annotations

import pytest

from tests.macros.macro_office import MacroBook
from xlperf.audit.finding import Severity
from xlperf.workbook.stamp import mark_condition

FLAGS = (
    *("FormattingCells", "FormattingColumns", "FormattingRows"),
    *("InsertingColumns", "InsertingRows", "InsertingHyperlinks"),
    *("DeletingColumns", "DeletingRows", "Sorting", "Filtering", "UsingPivotTables"),
)
ALLOWED = "\n".join(f"Public Allow{flag} As Boolean" for flag in FLAGS)
PARAMETERS = ", ".join(f"ByVal x{flag} As Boolean" for flag in FLAGS)
SAID = " & ".join(f"Word(x{flag})" for flag in FLAGS)

LOCKED_SHEET = f"""
Public ProtectContents As Boolean
Public ProtectDrawingObjects As Boolean
Public ProtectScenarios As Boolean
Public ProtectionMode As Boolean
Public EnableSelection As Long
Public Protection As Object
Public Password As String
Public Told As String
Public Sub Unprotect(ByVal given As String)
    If given <> Password Then Err.Raise 1004
    ProtectContents = False
End Sub
Public Sub Protect(ByVal given As String, ByVal drawings As Boolean, ByVal contents As Boolean, _
    ByVal scenarios As Boolean, ByVal macros As Boolean, {PARAMETERS})
    ProtectContents = contents
    EnableSelection = 0
    Told = given & "|" & Word(drawings) & Word(scenarios) & Word(macros) & "|" & {SAID}
End Sub
Private Function Word(ByVal yes As Boolean) As String
    Word = IIf(yes, "1", "0")
End Function
"""
LOCKING = """
Public Function Relock(ByVal flags As String, ByVal password As String, ByVal macros As String) As String
    Dim sheet As Object
    Dim lifted As Collection
    Set sheet = New FakeSheet
    Set sheet.Protection = New FakeProtection
    sheet.ProtectContents = True
    sheet.ProtectDrawingObjects = (Mid(flags, 1, 1) = "1")
    sheet.ProtectScenarios = (Mid(flags, 2, 1) = "1")
    sheet.EnableSelection = 1
    sheet.Password = password
    sheet.ProtectionMode = (macros = "1")
{assignments}
    Set lifted = New Collection
    Relock = LiftSheet(sheet, lifted) & "|" & sheet.ProtectContents & "|" & lifted.Count
    PutBackLocks lifted
    Relock = Relock & "|" & sheet.ProtectContents & "|" & sheet.EnableSelection & "|" & sheet.Told
End Function
Public Function MustLift(ByVal macros As String) As String
    Dim sheet As Object
    Set sheet = New FakeSheet
    sheet.ProtectContents = True
    sheet.ProtectionMode = (macros = "1")
    MustLift = NeedsLifting(sheet, Array("look", "x", "A1", "cell"))
End Function
""".format(
    assignments="\n".join(
        f'    sheet.Protection.Allow{flag} = (Mid(flags, {at}, 1) = "1")' for at, flag in enumerate(FLAGS, 3)
    )
)


@pytest.fixture
def locks(book: MacroBook) -> MacroBook:
    """The workbook with a stand-in for a protected sheet."""
    book.add_module("FakeProtection", ALLOWED, is_class=True)
    book.add_module("FakeSheet", LOCKED_SHEET, is_class=True)
    book.add_module("Locking", LOCKING)
    return book


@pytest.mark.parametrize(
    "flags", ["0" * 13, "1" * 13, "1010101010101", "0110010000011", "1000000000000", "0000000000001"]
)
def test_protection_has_the_same_permissions_after(locks: MacroBook, flags: str) -> None:
    """Each permission goes to its own place among the sixteen arguments, and the cells that can be selected stay."""
    told = str(locks.call("Locking.Relock", flags, "", "0")).split("|")
    assert told == ["True", "False", "1", "True", "1", "", flags[:2] + "0", flags[2:]]


def test_a_wrong_password_leaves_the_sheet_as_it_is(locks: MacroBook) -> None:
    told = str(locks.call("Locking.Relock", "1" * 13, "密码", "0")).split("|")
    assert told == ["False", "True", "0", "True", "1", ""]


def test_sheets_open_to_macros_need_no_lifting(locks: MacroBook) -> None:
    assert locks.call("Locking.MustLift", "1") == "False"
    assert locks.call("Locking.MustLift", "0") == "True"


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
