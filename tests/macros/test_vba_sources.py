"""The sources of the macros, as a compiler and a careful reader would look at them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.macros.sentences import SENTENCES
from tests.macros.vba_source import Source, problems, undeclared
from xlperf.bridge.open_book import MOST_PIECES
from xlperf.resources import shipped

MACROS = shipped("macros")
MODULES = sorted(MACROS.glob("*/*.bas"))
LAUNCHER = "XlperfLauncher"
ACTIONS = ("Validate", "Clear", "Normalise", "Next", "Notice", "Report", "About")
# where a public procedure can be called by a person or by another program
# members that Excel has had since 97 on Windows and macOS, and WPS
EVERYWHERE = {
    "Application": "DisplayAlerts EnableEvents Goto International Intersect Name OperatingSystem Path PathSeparator "
    "ScreenUpdating StatusBar Union Workbooks",
    "ThisWorkbook": "IsAddin Name Names Path",
    "ActiveWorkbook": "Name",
}
OPEN_MODULES = {LAUNCHER, "XlperfHands", "XlperfRibbon"}


def _ids(file: Path) -> str:
    return file.stem


@pytest.mark.parametrize("file", MODULES, ids=_ids)
def test_module_is_sound(file: Path) -> None:
    """What LibreOffice passes over in silence, Excel's compiler would stop at."""
    assert list(problems(Source(file))) == []


def test_every_name_is_declared() -> None:
    """With Option Explicit one unknown name stops the whole project in Excel; LibreOffice just goes on."""
    sources = [Source(file) for file in MODULES]
    project = [name for one in sources for name in (*one.constants, *(each.name for each in one.procedures))]
    unknown = {
        f"{one.name}: {name}"
        for source in sources
        for one in source.procedures
        for name in undeclared(one, project)
    }
    assert unknown == set()


@pytest.mark.parametrize("file", MODULES, ids=_ids)
def test_module_is_small_and_named_as_its_file(file: Path) -> None:
    """One job a module."""
    source = Source(file)
    assert len(source.text.splitlines()) < 300
    assert source.text.startswith(f'Attribute VB_Name = "{file.stem}"\nOption Explicit\n')


@pytest.mark.parametrize("file", MODULES, ids=_ids)
def test_only_what_people_use_is_offered(file: Path) -> None:
    """The list of macros and the functions for cells show nothing of the inside."""
    private = "Option Private Module" in Source(file).code
    assert private == (file.stem not in OPEN_MODULES)


def test_the_same_name_is_public_once() -> None:
    """Modules call each other without naming the module."""
    public = [
        procedure.name.lower()
        for file in MODULES
        for procedure in Source(file).procedures
        if procedure.scope == "Public"
    ]
    assert len(public) == len(set(public)), public


def test_calls_lead_somewhere() -> None:
    """Every procedure but the ways in is called by some other line."""
    code = "\n".join(line for file in MODULES for line in Source(file).code)
    ways_in = {f"Xlperf{action}" for action in ACTIONS} | {"XlperfRun", "XlperfRibbonClick"}
    for file in MODULES:
        for procedure in Source(file).procedures:
            if procedure.name not in ways_in:
                definitions = len(re.findall(rf"(?:Sub|Function) {procedure.name}\(", code))
                own = len(re.findall(rf"^{procedure.name} = ", "\n".join(procedure.lines), re.MULTILINE))
                assert len(re.findall(rf"\b{procedure.name}\b", code)) > definitions + own, procedure.name


def test_the_ways_in() -> None:
    """What buttons, ribbon and bridge call by name is there, without arguments where a button calls it."""
    launcher = Source(MACROS / "shared" / f"{LAUNCHER}.bas")
    public = {one.name: one for one in launcher.procedures if one.scope == "Public"}
    assert set(public) == {f"Xlperf{action}" for action in ACTIONS}
    assert all(one.kind == "Sub" and not one.parameters for one in public.values())
    hands = [one for one in Source(MACROS / "shared" / "XlperfHands.bas").procedures if one.scope == "Public"]
    assert [(one.kind, one.name, len(one.parameters)) for one in hands] == [
        ("Function", "XlperfRun", 1 + MOST_PIECES)
    ]


def test_sentences_are_what_the_table_says() -> None:
    """The Chinese in the module, decoded, is the Chinese that people have read over."""
    source = Source(MACROS / "shared" / "XlperfWords.bas")
    said = {}
    for name, escaped in re.findall(r"^(Say\w+) = Plain\((.*)\)$", "\n".join(source.lines), re.MULTILINE):
        parts = re.findall(r'"((?:[^"]|"")*)"', escaped)
        text = "".join(parts).replace('""', '"')
        said[name] = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    assert said == SENTENCES


@pytest.mark.parametrize("name", [name for name, text in SENTENCES.items() if len(text) > 12])
def test_messages_say_what_to_do(name: str) -> None:
    """A message is a whole sentence with a next step, or ends where a reason follows; and no word of programmers."""
    text = SENTENCES[name]
    assert text.endswith(("。", "：")), text
    assert re.search(r"请", text), text
    assert not re.search(r"异常|堆栈|Traceback|Error|None", text), text


def test_undeclared_constants_keep_foreign_lines_out_of_excel() -> None:
    """A call that Excel's compiler refuses (four arguments to Shell) must stand under a constant it does not know."""
    code = "\n".join(Source(MACROS / "shared" / "XlperfPython.bas").code)
    assert re.search(r"#If LibreOffice Then\nShell [^\n]*\n#End If", code)
    assert re.search(r"#If Mac Then\noutcome = AppleScriptTask\([^\n]*\n#End If", code)
    whole = "\n".join(line for file in MODULES for line in Source(file).code)
    assert len(re.findall(r"\bShell\b ", whole)) == 1
    assert len(re.findall(r"\bAppleScriptTask\b", whole)) == 1


def test_only_what_every_program_has_is_named_early() -> None:
    """Of Application and the like the compiler knows the members: one that is missing stops the module in the middle.

    Not in Excel 2007: PrintCommunication; not on the Mac: Hwnd. Those are asked of an Object.
    """
    code = "\n".join(line for file in MODULES for line in Source(file).code)
    named = set(re.findall(r"\b(Application|ThisWorkbook|ActiveWorkbook)\.(\w+)", code))
    assert named <= {(owner, member) for owner, members in EVERYWHERE.items() for member in members.split()}


def test_readme_tells_what_every_module_does() -> None:
    readme = (MACROS / "README.md").read_text(encoding="utf-8")
    assert {file.stem for file in MODULES} == set(re.findall(r"^\| (Xlperf\w+) \|", readme, re.MULTILINE))
