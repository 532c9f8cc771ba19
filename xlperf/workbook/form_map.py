"""Where a form's values stand: what the two locators yield, and what reading takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from xlperf.forms import FormTemplate
from xlperf.workbook.place import Area, Place

Places = Mapping[str, Place]


@dataclass(frozen=True)
class Issued:
    """A sealed cell: defined name, text as issued, the field's Chinese name; no place when deleted."""

    name: str
    text: str
    label: str
    place: Place | None


@dataclass(frozen=True)
class Stamp:
    """What the workbook's own sheet ``_xlperf`` says; in a foreign workbook ``template`` is empty."""

    template: str = ""
    profile: str | None = None
    project_id: str | None = None
    scores_editable: bool = False
    issued: tuple[Issued, ...] = ()
    beside: frozenset[Place] = frozenset()
    """cells that an earlier write-back filled beside the form"""
    formulas: frozenset[Place] | None = None
    """cells drawn as formulas; None where the workbook was drawn before these were recorded"""


@dataclass(frozen=True)
class Unread:
    """A printed heading that is none of the template's labels; ``similarity`` 0 to 1 with the nearest of those."""

    place: Place
    text: str
    nearest: str
    similarity: float


@dataclass(frozen=True)
class PurchasePlaces:
    """One purchase of a table of purchases: what was bought, by which method, and the amounts told of it."""

    item: Place
    method: Place
    heading: Place
    """of the column of the method"""
    amounts: tuple[tuple[Place, str | None], ...] = ()
    """each with its unit of money, where the table says one"""
    caption: Place | None = None
    """the title of the table"""
    shared: bool = False
    """the table may be meant by any of several forms"""


@dataclass(frozen=True)
class FormMap:
    """One form in one workbook: which cell carries which field.

    A place is always a cell that can be written to: the top left one where merged. Fields that the form lacks are
    absent; fields left blank are present.
    """

    template: FormTemplate
    sheet: str
    recognised_by: Literal["names", "labels"]
    confidence: float
    """share of the template's labels found, 0 to 1; 1 by names"""
    area: Area
    """from the title to the last value"""
    right_edge: int
    """last column in use in the form's rows; results go beside it"""
    fields: Places
    """title, year, project_name, department, unit, goal, completion, total, weight_total, grade, and the
    narratives as ``text:<key>``"""
    total_fund: Places
    """keys as in ``FundColumn.field``, and ``label``"""
    sources: tuple[Places, ...]
    indicators: tuple[Places, ...]
    """keys as in ``IndicatorColumn.field``; levels are carried down, so that rows share those places"""
    money_unit: str
    stamp: Stamp = field(default_factory=Stamp)
    twins: tuple[Places | None, ...] = ()
    """for each indicator its row in the other table of the workbook (附表1 beside 附表2); () when there is none"""
    class_scores: tuple[tuple[str, Places], ...] = ()
    """first-level classes by name, with ``weight``, ``score`` and ``rate`` as far as printed; 合计 last"""
    leftovers: tuple[Place, ...] = ()
    """placeholders of the blank form, in rows where nothing else was filled in"""
    unread: tuple[Unread, ...] = ()
    purchases: tuple[PurchasePlaces, ...] = ()

    def places(self) -> Iterator[Place]:
        """Every cell that carries a field, on whichever sheet."""
        twins = (twin for twin in self.twins if twin)
        classes = (places for _, places in self.class_scores)
        for row in (self.fields, self.total_fund, *self.sources, *self.indicators, *twins, *classes):
            yield from row.values()
        for purchase in self.purchases:
            yield from (purchase.item, purchase.method)


@dataclass(frozen=True)
class Nearest:
    """A sheet that is no form, and the labels of the nearest template that it has and lacks."""

    sheet: str
    template: str
    found: tuple[str, ...]
    missing: tuple[str, ...]
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True)
class Unrecognised:
    """No form was found. ``sheet`` came nearest, with these of the template's labels found and missing."""

    sheet: str | None = None
    found: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    sheets: tuple[Nearest, ...] = ()
    """every sheet that has any of the labels, nearest first"""
