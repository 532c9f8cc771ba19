"""Finding the header of a sheet: which row it is, and which column holds what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from xlperf.projects.cells import MONEY_UNITS, Figure, Raw, clean, is_empty, one_line
from xlperf.projects.columns import SheetSpec, heading
from xlperf.projects.problems import Problems, Spot

SEARCHED_ROWS = 30
MIXED = "mixed"
ALIKE = 0.7
"""From this likeness on, an unknown heading may be a known one in other words."""
_OTHER_TIMES = re.compile("上年|去年|往年|以前年度|下年|明年|中长?期|长期")
_IGNORED = {"序号", "备注", "说明", ""}
_BRACKETED = re.compile(r"\([^()]*\)")
_UNIT = re.compile(r"(?:单位:?)?([^\s:/,()]*元)")
_SHEET_UNIT = re.compile(r"单位\s*:?\s*((?:百|千|百?万|亿)?元)(?!\w)")


@dataclass(frozen=True)
class Heading:
    """One understood column: its position from 1, its words as written, and the money unit it names."""

    column: int
    written: str
    unit: str | None = None


@dataclass(frozen=True)
class Header:
    """The header of a sheet. ``last_row`` is its lowest row, ``unit`` the money unit where a column names none."""

    last_row: int
    columns: dict[str, Heading]
    unknown: tuple[str, ...] = ()
    unit: str | None = None


def find_header(rows: Sequence[Sequence[Raw]], spec: SheetSpec, problems: Problems) -> Header | None:
    """The header; None when required columns are missing, which is then among the problems."""
    known = {heading(name): column.field for column in spec.columns for name in column.spellings}
    best, best_fields = 0, 0
    for position, row in enumerate(rows[:SEARCHED_ROWS]):
        fields = {field for text in map(_text, row) if (field := _field(text, known))}
        if all(fields & set(choice) for choice in spec.required):
            best, best_fields = position, len(fields)
            break
        if len(fields) > best_fields:
            best, best_fields = position, len(fields)
    if not best_fields:
        wanted = "、".join(f"“{spec.label(choice[0])}”" for choice in spec.required)
        problems.add(Spot(spec.name), f"没有找到表头，请在数据上方写一行列名，至少有{wanted}。")
        return None
    return _header(rows, best, spec, known, problems)


def _header(
    rows: Sequence[Sequence[Raw]], top: int, spec: SheetSpec, known: dict[str, str], problems: Problems
) -> Header | None:
    names = [_text(cell) for cell in rows[top]]
    last = top
    # a second header row under grouped headings: 年初预算数 over 目标申报数 and 预算编制数
    below = [_text(cell) for cell in rows[top + 1]] if top + 1 < len(rows) else []
    if any(below) and all(_field(text, known) for text in below if text):
        names = [lower or upper for upper, lower in zip(names, below, strict=True)]
        last = top + 1
    before = len(problems)
    columns: dict[str, Heading] = {}
    unknown: dict[int, str] = {}
    money = {column.field for column in spec.columns if column.money}
    for number, name in enumerate(names, start=1):
        field = _field(name, known)
        if field is None:
            if heading(name) not in _IGNORED:
                unknown[number] = one_line(name)
            continue
        spot = Spot(spec.name, last + 1, number, one_line(name))
        if field in columns:
            problems.add(spot, f"和“{columns[field].written}”列是同一项内容，请只留一列。")
            continue
        unit = _unit(name) if field in money else None
        if unit is not None and unit not in MONEY_UNITS:
            problems.add(spot, f"金额单位“{unit}”不认识，请用元、千元、万元或亿元。")
        columns[field] = Heading(number, one_line(name), unit)
    _report_missing(columns, tuple(unknown.values()), Spot(spec.name, last + 1), spec, problems)
    if len(problems) > before:
        return None
    for number, name in unknown.items():
        near = _near_optional(name, columns, spec)
        # nothing is lost with a column that holds nothing
        if near and not all(is_empty(row[number - 1]) for row in rows[last + 1 :]):
            problems.add(
                Spot(spec.name, last + 1, number, name),
                f"没有认出，是不是“{near}”？是的请改列名，不是的请删去这一列或改成别的名字。",
            )
    units = {one.unit for one in columns.values() if one.unit} | _grouped_units(rows[top])
    unit = _unit_above(rows[:top]) or (next(iter(units)) if len(units) == 1 else MIXED if units else None)
    unclear = [one for field, one in columns.items() if field in money and one.unit is None and unit == MIXED]
    for one in unclear:
        spot = Spot(spec.name, last + 1, one.column, one.written)
        problems.add(
            spot, "没有写金额单位，而别的列写了不同的单位，请在列名里写明，例如“全年预算数（万元）”。"
        )
    return (
        None
        if unclear
        else Header(last + 1, columns, tuple(unknown.values()), None if unit == MIXED else unit)
    )


def _report_missing(
    columns: dict[str, Heading], unknown: Sequence[str], spot: Spot, spec: SheetSpec, problems: Problems
) -> None:
    for choice in spec.required:
        if set(choice) & set(columns):
            continue
        spellings = [name for column in spec.columns if column.field in choice for name in column.spellings]
        label = "或".join(f"“{spec.label(field)}”" for field in choice)
        near = next((name for name in unknown if get_close_matches(heading(name), spellings, 1, 0.6)), None)
        if near is not None:
            meant = get_close_matches(heading(near), spellings, 1, 0.6)[0]
            problems.add(spot, f"缺少{label}列；表头里的“{near}”如果就是这一列，请把列名改成“{meant}”。")
        else:
            problems.add(spot, f"缺少{label}列，请补上。")


def _near_optional(name: str, columns: dict[str, Heading], spec: SheetSpec) -> str | None:
    """The heading that the unknown ``name`` may stand for, among those of columns that the sheet does not have."""
    forms = [heading(form) for form in _forms(re.sub(r"\s+", "", unicodedata.normalize("NFKC", name)))]
    if _OTHER_TIMES.search(name) or not {heading(other) for other in spec.others}.isdisjoint(forms):
        return None
    likeness = [
        (SequenceMatcher(None, form, heading(spelling)).ratio(), spelling == column.label, spelling)
        for column in spec.columns
        if column.field not in columns
        for spelling in column.spellings
        for form in forms
    ]
    ratio, _, nearest = max(likeness, default=(0.0, False, ""))
    return nearest if ratio >= ALIKE else None


def _text(raw: Raw) -> str:
    if isinstance(raw, Figure):
        return raw.text
    return clean(raw) if isinstance(raw, str) else ""


def _field(name: str, known: dict[str, str]) -> str | None:
    """The field that a heading names: as it is, or without what stands in brackets, or without a unit."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))
    return next((known[form] for form in map(heading, _forms(plain)) if form in known), None)


def _forms(plain: str) -> Iterator[str]:
    yield plain
    yield _BRACKETED.sub("", plain)
    yield re.sub(r"[/,:]?(单位:?)?(元|千元|万元|亿元)\Z", "", plain)


def _unit(name: str) -> str | None:
    """The money unit that the heading of an amount names: 全年预算数（万元）, 全年预算数/元, 全年预算数元."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))
    match = re.search(r"(元|千元|万元|亿元)\Z", plain)
    return _bracketed_unit(plain) or (match[1] if match else None)


def _bracketed_unit(plain: str) -> str | None:
    inside = (_UNIT.fullmatch(text) for text in re.findall(r"\(([^()]*)\)", plain))
    return next((match[1] for match in inside if match), None)


def _grouped_units(row: Sequence[Raw]) -> set[str]:
    """The money units of headings that may stand over several columns."""
    texts = (re.sub(r"\s+", "", unicodedata.normalize("NFKC", _text(raw))) for raw in row)
    return {unit for text in texts if (unit := _bracketed_unit(text)) in MONEY_UNITS}


def _unit_above(rows: Sequence[Sequence[Raw]]) -> str | None:
    for row in rows:
        for raw in row:
            if match := _SHEET_UNIT.search(unicodedata.normalize("NFKC", _text(raw)[:200])):
                return match[1]
    return None
