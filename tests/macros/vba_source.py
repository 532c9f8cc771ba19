"""Reading VBA: logical lines, procedures, and what a compiler would say that none of the tests' programs has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MOST_COLUMNS, MOST_CONTINUATIONS = 1023, 24  # of the VBA editor
WIDEST = 120  # of ours
# statements and functions of the language that a variable would hide, or LibreOffice would take for themselves
_TAKEN = """
name line text file command wait open close get put print write input next loop end exit date time error err option base
rem stop let set len string type each is to step case select mid left right chr val split join
"""
# what of the language and of Excel's globals the macros use
_LANGUAGE = """
public private sub function end dim as new optional byval byref if then else elseif select case for each in to step next do while
loop exit on error resume goto set with nothing true false empty and or not is mod like redim preserve
string long integer double boolean object variant collection byte open binary access read close get kill
application thisworkbook activeworkbook err msgbox vbinformation vblf vbcr vbtab vbunicode vbfromunicode vbstring vbdouble
array split join replace instr left right mid len trim lcase ucase chrw clng cstr cbool cint val rgb iif ubound lbound
isarray isempty iserror isnull isnumeric isdate vartype strconv dir freefile lof environ timer rnd randomize
createobject shell applescripttask mac libreoffice
"""
TAKEN, LANGUAGE = frozenset(_TAKEN.split()), frozenset(_LANGUAGE.split())
OPENERS = {
    "sub": r"(?:(?:public|private) )?sub\b",
    "function": r"(?:(?:public|private) )?function\b",
    "if": r"if\b.* then$",
    "for": r"for\b",
    "do": r"do\b",
    "select": r"select case\b",
    "with": r"with\b",
    "#if": r"#if\b",
}
CLOSERS = {
    "sub": r"end sub$",
    "function": r"end function$",
    "if": r"end if$",
    "for": r"next\b",
    "do": r"loop\b",
    "select": r"end select$",
    "with": r"end with$",
    "#if": r"#end if$",
}
_START = re.compile(
    r"(?P<scope>Public|Private) (?P<kind>Sub|Function) (?P<name>\w+)\((?P<parameters>.*?)\)(?: As \w+)?$"
)
_WORD = re.compile(r"(?<![.\w&])[A-Za-z_]\w*\b(?!:=)")


@dataclass(frozen=True)
class Procedure:
    """A Sub or Function with its logical lines, the first and the last included."""

    scope: str
    kind: str
    name: str
    parameters: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def declared(self) -> list[str]:
        """Parameters and variables, and the function's own name."""
        found = [self.name, *self.parameters]
        for line in self.lines[1:]:
            declared = re.match(r"(?:Dim|Static) (\w+)", line)
            found += [declared[1]] if declared else []
        return found


@dataclass(frozen=True)
class Source:
    """A module's text."""

    file: Path

    @property
    def text(self) -> str:
        """As it stands in the file; a byte that is no ASCII raises."""
        return self.file.read_text(encoding="ascii")

    @property
    def lines(self) -> list[str]:
        """Logical lines without comments and indentation; texts stay."""
        joined = re.sub(r" _\n\s*", " ", self.text)
        return [line for line in (_without_comment(line).strip() for line in joined.splitlines()) if line]

    @property
    def code(self) -> list[str]:
        """The lines with texts emptied."""
        return [re.sub(r'"(?:[^"]|"")*"', '""', line) for line in self.lines]

    @property
    def procedures(self) -> Iterator[Procedure]:
        """All of them in order."""
        start: re.Match[str] | None = None
        body: list[str] = []
        for line in self.code:
            found = _START.match(line)
            if found:
                start, body = found, []
            body.append(line)
            if start and re.match(r"End (Sub|Function)$", line):
                names = re.findall(
                    r"(?:^|, )(?:Optional )?(?:ByVal |ByRef )?(\w+)(?:\(\))?(?: As \w+)?", start["parameters"]
                )
                yield Procedure(start["scope"], start["kind"], start["name"], tuple(names), tuple(body))
                start = None

    @property
    def constants(self) -> list[str]:
        """Constants and variables of the module."""
        pattern = re.compile(r"(?:Public |Private )(?:Const )?(\w+) As ")
        return [found[1] for line in self.code if (found := pattern.match(line))]


def problems(source: Source) -> Iterator[str]:
    """What the editor, the compiler or a reader would not like."""
    for number, line in enumerate(source.text.splitlines(), 1):
        if len(line) > WIDEST or line != line.rstrip() or "\t" in line:
            yield f"line {number}: too wide, a tab, or blanks at its end"
    for found in re.finditer(r"(?:.* _\n)+", source.text):
        if found[0].count("\n") > MOST_CONTINUATIONS:
            yield f"too many continuations: {found[0][:40]}"
    yield from (f"over {MOST_COLUMNS}: {line[:40]}" for line in source.lines if len(line) > MOST_COLUMNS)
    if "Option Explicit" not in source.code:
        yield "no Option Explicit"
    yield from (f"Declare: {line}" for line in source.code if re.search(r"\bDeclare\b", line))
    yield from _unbalanced(source)
    named = Counter(name.lower() for name in [p.name for p in source.procedures] + source.constants)
    yield from (f"{name} stands for two things" for name, count in named.items() if count > 1)
    for procedure in source.procedures:
        yield from _variables(procedure, set(named))


def _unbalanced(source: Source) -> Iterator[str]:
    open_blocks: list[str] = []
    for line in source.code:
        lowered = line.lower()
        closed = next((kind for kind, pattern in CLOSERS.items() if re.match(pattern, lowered)), None)
        opened = next((kind for kind, pattern in OPENERS.items() if re.match(pattern, lowered)), None)
        if closed:
            if not open_blocks or open_blocks.pop() != closed:
                yield f"{line} ends nothing"
                return
        elif opened:
            open_blocks.append(opened)
    yield from (f"a {kind} without its end" for kind in open_blocks)


def _variables(procedure: Procedure, module_names: set[str]) -> Iterator[str]:
    counted = Counter(name.lower() for name in procedure.declared)
    for name, count in counted.items():
        if count > 1:
            yield f"{procedure.name}: {name} twice"
        if name in TAKEN:
            yield f"{procedure.name}: {name} is a word of the language"
        if name in module_names and name != procedure.name.lower():
            yield f"{procedure.name}: {name} hides a name of the module"
    body = "\n".join(procedure.lines[1:-1])
    for name in counted:
        own = name == procedure.name.lower() or name in map(str.lower, procedure.parameters)
        if name != procedure.name.lower() and len(_words(body, name)) < (1 if own else 2):
            yield f"{procedure.name}: {name} is not used"


def _words(body: str, name: str) -> list[str]:
    return [word for word in _WORD.findall(body) if word.lower() == name]


def undeclared(procedure: Procedure, project: Iterable[str]) -> set[str]:
    """Names that are neither the procedure's, nor the project's, nor the language's: with Option Explicit an error."""
    body = "\n".join(procedure.lines)
    known = {name.lower() for name in (*procedure.declared, *project)} | LANGUAGE
    labels = {line[:-1].lower() for line in procedure.lines if re.fullmatch(r"\w+:", line)}
    return {word for word in _WORD.findall(body) if word.lower() not in known | labels}


def _without_comment(line: str) -> str:
    quoted = False
    for at, letter in enumerate(line):
        quoted ^= letter == '"'
        if letter == "'" and not quoted:
            return line[:at]
    return line
