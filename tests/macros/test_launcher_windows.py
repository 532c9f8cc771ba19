"""The search for Python on Windows: our VBA, run in LibreOffice against stand-ins for Windows' two objects."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.macros.macro_office import MacroBook

# WScript.Shell: the Pythons that have xlperf say so with status 0; "forbidden" is what a rule against Office does
SHELL = r'''
Public Ran As String
Public Good As String
Public Folders As String
Public Forbidden As Boolean
Public Function Run(ByVal commandLine As String, ByVal style As Integer, ByVal waiting As Boolean) As Long
    If Forbidden Then Err.Raise 70
    Ran = Ran & commandLine & vbTab & style & vbTab & waiting & vbLf
    Run = 1
    If InStr(vbLf & Good & vbLf, vbLf & Replace(commandLine, " -P -c ""import xlperf""", "") & vbLf) > 0 Then Run = 0
End Function
Public Function ExpandEnvironmentStrings(ByVal words As String) As String
    ExpandEnvironmentStrings = Replace(Replace(words, "%PATH%", Folders), "%HOME%", "C:\Users\A")
End Function
'''
FILES = r"""
Public There As String
Public Function FileExists(ByVal path As String) As Boolean
    FileExists = InStr(vbLf & LCase(There) & vbLf, vbLf & LCase(path) & vbLf) > 0
End Function
Public Function GetFileName(ByVal path As String) As String
    GetFileName = Mid(path, InStrRev(path, "\") + 1)
End Function
"""
ASKING = r"""
Public Function Find(ByVal there As String, ByVal folders As String, ByVal good As String, ByVal setting As String, _
    ByVal forbidden As String) As String
    Dim script As Object
    Dim disk As Object
    Dim outcome As String
    Set script = New FakeShell
    Set disk = New FakeFiles
    script.Folders = folders
    script.Good = good
    script.Forbidden = (forbidden = "1")
    disk.There = there
    Find = WindowsCommand(script, disk, setting, outcome)
    Find = Find & vbCr & outcome & vbCr & script.Ran
End Function
"""
LAUNCHER, PYTHON, PROGRAM = r"C:\Windows\pyw.exe", r"C:\Py 3\pythonw.exe", r"C:\Py 3\Scripts\xlperf.exe"
PATH = r'C:\Windows;.;;relative;"C:\Py 3\";C:\Py 3\Scripts'


@dataclass(frozen=True)
class Found:
    """What the search found, why not, and what it ran."""

    command: str
    outcome: str
    ran: list[list[str]]


def _find(
    book: MacroBook, *there: str, good: str = "", setting: str = "", path: str = PATH, forbidden: bool = False
) -> Found:
    book.add_module("FakeShell", SHELL, is_class=True)
    book.add_module("FakeFiles", FILES, is_class=True)
    book.add_module("Asking", ASKING)
    arguments = "\n".join(there), path, good, setting, "1" if forbidden else "0"
    command, outcome, ran = str(book.call("Asking.Find", *arguments)).split("\r")
    return Found(command, outcome, [line.split("\t") for line in ran.splitlines()])


def test_the_launcher_comes_first(book: MacroBook) -> None:
    """``pyw -3`` opens no window and knows the newest Python."""
    found = _find(book, LAUNCHER, PYTHON, good=f'"{LAUNCHER}" -3\n"{PYTHON}"')
    assert found.command == f'"{LAUNCHER}" -3 -P -m xlperf.bridge'
    assert found.ran == [[f'"{LAUNCHER}" -3 -P -c "import xlperf"', "0", "True"]], (
        "one probe, without a window"
    )


def test_the_next_is_asked_when_one_lacks_xlperf(book: MacroBook) -> None:
    found = _find(book, LAUNCHER, PYTHON, good=f'"{PYTHON}"')
    assert found.command == f'"{PYTHON}" -P -m xlperf.bridge'


def test_the_program_is_taken_without_python(book: MacroBook) -> None:
    assert _find(book, PROGRAM).command == f'"{PROGRAM}" bridge'
    assert _find(book, PROGRAM, PYTHON).command == f'"{PROGRAM}" bridge'


@pytest.mark.parametrize(
    ("there", "outcome"), [((), "python"), ((LAUNCHER,), "xlperf"), ((LAUNCHER, PYTHON), "xlperf")]
)
def test_what_is_missing(book: MacroBook, there: tuple[str, ...], outcome: str) -> None:
    found = _find(book, *there)
    assert (found.command, found.outcome, len(found.ran)) == ("", outcome, len(there))


def test_a_forbidden_start_is_told_apart(book: MacroBook) -> None:
    """Where a rule keeps Office from starting programs, "install xlperf" would be bad advice."""
    found = _find(book, LAUNCHER, PYTHON, forbidden=True)
    assert (found.command, found.outcome) == ("", "blocked")


def test_the_current_folder_is_not_searched(book: MacroBook) -> None:
    """A python.exe that came with the forms is not started."""
    strays = [r"python.exe", r".\python.exe", r"relative\python.exe", r"\pythonw.exe", "pyw.exe"]
    assert _find(book, *strays).outcome == "python"


def test_many_pythons_do_not_hold_up_excel(book: MacroBook) -> None:
    """After a few probes it is enough."""
    folders = [rf"D:\{number}" for number in range(30)]
    found = _find(book, *(rf"{folder}\pythonw.exe" for folder in folders), path=";".join(folders))
    assert len(found.ran) <= 6
    assert found.outcome == "xlperf"


def test_a_setting_is_taken_alone(book: MacroBook) -> None:
    found = _find(book, LAUNCHER, PYTHON, good=f'"{LAUNCHER}" -3\n"{PYTHON}"', setting=PYTHON)
    assert found.command == f'"{PYTHON}" -P -m xlperf.bridge'
    assert len(found.ran) == 1


def test_a_setting_with_a_window_is_started_without(book: MacroBook) -> None:
    """``python.exe`` would open a console; its brother beside it does not."""
    console = r"C:\Py 3\python.exe"
    assert _find(book, console, PYTHON, good=f'"{PYTHON}"', setting=console).command.startswith(f'"{PYTHON}"')
    assert _find(book, console, good=f'"{console}"', setting=console).command.startswith(f'"{console}"')


def test_a_setting_may_use_the_environment(book: MacroBook) -> None:
    python = r"C:\Users\A\venv\Scripts\pythonw.exe"
    found = _find(book, python, good=f'"{python}"', setting=r"%HOME%\venv\Scripts\pythonw.exe")
    assert found.command == f'"{python}" -P -m xlperf.bridge'


@pytest.mark.parametrize("setting", [r"C:\没有\python.exe", "python.exe", "py -3", "1"])
def test_a_setting_that_is_no_file_is_refused(book: MacroBook, setting: str) -> None:
    """Also a bare name: Windows would look for it in the current folder first."""
    found = _find(book, LAUNCHER, "python.exe", good=f'"{LAUNCHER}" -3', setting=setting)
    assert (found.command, found.outcome, found.ran) == ("", "setting", [])


def test_a_setting_may_be_the_program(book: MacroBook) -> None:
    assert _find(book, PROGRAM, setting=PROGRAM).command == f'"{PROGRAM}" bridge'
