"""A workbook as planned: what stands in which cell, how it looks, what may be typed there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from xlperf.formula import Expr, FormulaError, Look, Value
from xlperf.workbook.place import Area, Place


@dataclass(frozen=True)
class Style:
    """How a cell looks. ``locked`` cells cannot be typed into while the sheet is protected.

    ``shrink``: too wide a figure is printed smaller; without it a number that does not fit shows as ``####``.
    """

    font: str = "宋体"
    size: float = 10
    bold: bool = False
    italic: bool = False
    colour: str = "000000"
    fill: str | None = None
    align: Literal["left", "center", "right"] = "center"
    indent: int = 0
    wrap: bool = True
    shrink: bool = False
    border: bool = True
    underline: bool = False
    number_format: str = "General"
    locked: bool = True


@dataclass(frozen=True)
class InputLimit:
    """What may be typed into a cell, with the hint shown when it is entered.

    ``choices`` make a drop-down; ``condition`` must be true of the cell; otherwise a number between ``minimum`` and
    ``maximum``; none of them: any text.
    """

    title: str
    hint: str
    choices: tuple[str, ...] = ()
    minimum: Decimal | Expr | None = None
    maximum: Decimal | Expr | None = None
    condition: Expr | None = None
    error: str = ""


@dataclass(frozen=True)
class Slot:
    """A cell or merged area with its content; ``name`` is the defined name it gets."""

    area: Area
    content: str | Decimal | Expr | None
    style: Style
    name: str | None = None
    limit: InputLimit | None = None


@dataclass(frozen=True)
class Condition:
    """A conditional format: the formula text as written for the area's first cell."""

    area: Area
    formula: str
    fill: str | None = None
    colour: str | None = None
    number_format: str | None = None
    stop: bool = False


@dataclass(frozen=True)
class Button:
    """A button that runs a macro; its place in pixels from the top and the left of the sheet."""

    caption: str
    macro: str
    top: int
    left: int
    width: int
    height: int


@dataclass(frozen=True)
class SheetPlan:
    """One sheet."""

    name: str
    slots: tuple[Slot, ...]
    widths: Mapping[int, float]
    heights: Mapping[int, float] = field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()
    print_area: Area | None = None
    repeat_rows: tuple[int, int] | None = None
    frozen_rows: int = 0
    orientation: Literal["landscape", "portrait"] = "portrait"
    paper: Literal["A4", "A3"] = "A4"
    protected: bool = True
    very_hidden: bool = False
    one_page: bool = False
    """printed on a single page, shrunk a little if need be"""
    hidden_columns: tuple[int, int] | None = None
    tab_colour: str | None = None
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True)
class WorkbookPlan:
    """The whole workbook; ``names`` are further defined names, beyond those of the slots."""

    sheets: tuple[SheetPlan, ...]
    names: Mapping[str, tuple[str, Area]]
    title: str
    year: int

    @property
    def macros(self) -> bool:
        """Does the workbook need macros?"""
        return any(sheet.buttons for sheet in self.sheets)


class Computed:
    """The plan's cells as they show: formulas computed exactly, each once."""

    def __init__(self, plan: WorkbookPlan) -> None:
        self._contents = {
            Place(sheet.name, slot.area.top, slot.area.left): slot.content
            for sheet in plan.sheets
            for slot in sheet.slots
        }
        self._known: dict[Place, Value | FormulaError] = {}

    def __call__(self, place: Place) -> Value:
        """The value at ``place``; raises FormulaError where an error word shows."""
        content = self._contents.get(place)
        if not isinstance(content, Expr):
            return content
        if place not in self._known:
            try:
                value = content.compute(self._look)
                # a formula that ends in an empty cell shows 0
                self._known[place] = Decimal(0) if value is None else value
            except FormulaError as error:
                self._known[place] = error
        known = self._known[place]
        if isinstance(known, FormulaError):
            raise known
        return known

    @property
    def _look(self) -> Look:
        return self
