"""A sheet of the list below its header: rows as records whose cells are read by field, problems noted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from xlperf.projects.cells import (
    NotUnderstood,
    Raw,
    clean,
    is_empty,
    one_line,
    read_amount,
    read_code,
    read_number,
    read_text,
    read_year,
    shown,
)
from xlperf.projects.columns import SheetSpec
from xlperf.projects.header import Header, find_header
from xlperf.projects.problems import Problems, Spot
from xlperf.projects.sheet import RawSheet

TOTALS = {"合计", "总计", "小计", "总分", "资金总额", "年度资金总额"}
_REMARK = re.compile(r"(注|备注|说明|填表|填表人|填报人|填报单位|制表|制表人|审核|审核人)\d*:")
_KEYS = ("code", "project_name")
_MERGED_KEYS = {*_KEYS, "department", "unit", "year", "first_level", "second_level"}

Value = TypeVar("Value")


@dataclass(frozen=True)
class Record:
    """One row below the header. The readers return nothing for a cell that is empty or has a problem."""

    number: int
    cells: dict[str, Raw]
    table: Table = field(repr=False)

    def spot(self, field: str = "") -> Spot:
        """The place of a field's cell in this row; of the row when the sheet has no such column."""
        heading = self.table.header.columns.get(field)
        if heading is None:
            return Spot(self.table.spec.name, self.number)
        return Spot(self.table.spec.name, self.number, heading.column, heading.written)

    def problem(self, field: str, sentence: str) -> None:
        """Note a problem with this field."""
        self.table.problems.add(self.spot(field), sentence)

    def empty(self, field: str) -> bool:
        """The field's cell holds nothing, or there is no such column."""
        return is_empty(self.cells.get(field, ""))

    def written(self, fields: tuple[str, ...]) -> tuple[str, ...]:
        """The fields' cells as they stand, unread: to tell rows apart, or group them."""
        return tuple(
            clean(raw) if isinstance(raw := self.cells.get(name, ""), str) else repr(raw) for name in fields
        )

    def says_total(self, fields: tuple[str, ...]) -> bool:
        """One of the fields heads a total row."""
        return any(is_total(text) for text in self.written(fields))

    def text(self, field: str, required: bool = False) -> str:
        """The field as text, lines kept."""
        return self._read(field, read_text, required) or ""

    def line(self, field: str, required: bool = False) -> str:
        """The field as one line of text."""
        return one_line(self.text(field, required))

    def code(self, field: str, required: bool = False) -> str:
        """The field as a code."""
        return self._read(field, read_code, required) or ""

    def year(self, field: str) -> int | None:
        """The field as a year; it is required."""
        return self._read(field, read_year, required=True)

    def points(self, field: str, required: bool = False) -> Decimal | None:
        """The field as points, 0 or more."""
        points = self._read(field, lambda raw: read_number(raw, suffix="分"), required)
        if points is not None and not 0 <= points <= 1000:
            why = "是负数，请填0或正数" if points < 0 else "大得不合情理，请核对"
            self.problem(field, f"{shown(points, self.cells[field])}{why}。")
            return None
        return points

    def amount(self, field: str) -> Decimal | None:
        """The field as money in the list's unit."""
        heading = self.table.header.columns.get(field)
        unit = (heading and heading.unit) or self.table.header.unit or self.table.money_unit
        return self._read(field, lambda raw: read_amount(raw, unit, self.table.money_unit), required=False)

    def _read(self, field: str, reader: Callable[[Raw], Value], required: bool) -> Value | None:
        raw = self.cells.get(field, "")
        if is_empty(raw):
            if required:
                self.problem(field, "是空的，请填写。")
            return None
        try:
            value = reader(raw)
        except NotUnderstood as error:
            self.problem(field, str(error))
            return None
        if required and value is None:
            self.problem(field, f"“{clean(str(raw))}”不是数字，请填数字。")
        return value


@dataclass(frozen=True)
class Table:
    """A sheet with its header found."""

    spec: SheetSpec
    header: Header
    sheet: RawSheet
    money_unit: str
    problems: Problems

    def records(self) -> Iterator[Record]:
        """The rows that say something: no empty rows, totals of the sheet, remarks, repeated headers."""
        anchors = self._anchors()
        for position in range(self.header.last_row, len(self.sheet.rows)):
            row = self.sheet.rows[position]
            filled = [clean(cell) if isinstance(cell, str) else "" for cell in row if not is_empty(cell)]
            if not filled or (len(filled) == 1 and _REMARK.match(squeezed(filled[0]))):
                continue
            cells = {}
            for name, heading in self.header.columns.items():
                source = (
                    anchors.get((position, heading.column - 1), position)
                    if name in _MERGED_KEYS
                    else position
                )
                cells[name] = self.sheet.rows[source][heading.column - 1]
            total = is_total(filled[0]) and all(_names_nothing(cells.get(key, "")) for key in _KEYS)
            # lists that were pasted together repeat the header
            header = all(cells[name] == heading.written for name, heading in self.header.columns.items())
            if not (total or header):
                yield Record(position + 1, cells, self)

    def _anchors(self) -> dict[tuple[int, int], int]:
        """For merged cells, by position from 0: the row whose cell holds the content."""
        anchors = {}
        for area in self.sheet.merges:
            if area.top > self.header.last_row:
                for row in range(area.top, min(area.bottom, len(self.sheet.rows)) + 1):
                    anchors[row - 1, area.left - 1] = area.top - 1
        return anchors


def find_table(sheet: RawSheet, spec: SheetSpec, money_unit: str, problems: Problems) -> Table | None:
    """The table on a sheet; None when its header is not usable, which is then among the problems."""
    header = find_header(sheet.rows, spec, problems)
    return Table(spec, header, sheet, money_unit, problems) if header else None


def _names_nothing(raw: Raw) -> bool:
    return isinstance(raw, str) and (not clean(raw) or is_total(raw))


def squeezed(text: str) -> str:
    """``text`` for comparing: half width, without any space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def is_total(text: str) -> bool:
    """``text`` heads a total row: 合计."""
    return squeezed(text).rstrip(":") in TOTALS
