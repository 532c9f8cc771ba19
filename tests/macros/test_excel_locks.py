"""Protection with its finer permissions, which LibreOffice's VBA lacks, run against a stand-in for Excel's sheet."""

from __future__ import annotations

import pytest

from tests.macros.macro_office import MacroBook

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
