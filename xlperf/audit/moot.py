"""One finding per cause: which finding makes which others moot, as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from xlperf.audit.finding import Finding
from xlperf.workbook.place import Place


class Reach(StrEnum):
    """How far a finding silences others."""

    CELL = "cell"
    """on any of its cells"""
    ROW = "row"
    """in its own row of the form"""
    FORM = "form"


@dataclass(frozen=True)
class Moot:
    """A finding ``because`` silences findings of ``drops`` within its reach; no codes: every other one."""

    because: str
    reach: Reach
    drops: tuple[str, ...] = ()


MOOT = (
    # an error word is no value at all
    Moot("XP912", Reach.CELL),
    # a missing weight explains a wrong sum of weights, and that explains wrong class weights
    Moot("XP006", Reach.FORM, ("XP001", "XP007")),
    Moot("XP006", Reach.CELL, ("XP911",)),
    Moot("XP001", Reach.FORM, ("XP007",)),
    Moot("XP008", Reach.FORM, ("XP007",)),
    Moot("XP011", Reach.FORM, ("XP007",)),
    # the whole row stands elsewhere, or is none
    Moot("XP012", Reach.ROW),
    Moot("XP012", Reach.FORM, ("XP001", "XP002", "XP003", "XP007", "XP011", "XP112")),
    Moot("XP010", Reach.ROW, ("XP005", "XP006", "XP035", "XP036", "XP048", "XP131", "XP911")),
    # the forgotten execution score is the whole difference
    Moot("XP003", Reach.FORM, ("XP002",)),
    # an empty or impossible score says nothing about the indicator
    Moot("XP005", Reach.FORM, ("XP002", "XP003")),
    Moot(
        "XP005",
        Reach.ROW,
        ("XP051", "XP052", "XP053", "XP054", "XP055", "XP057", "XP059", "XP060", "XP061", "XP910"),
    ),
    Moot("XP004", Reach.ROW, ("XP053", "XP054", "XP059")),
    # empty cells are reported as empty
    Moot("XP013", Reach.CELL, ("XP911",)),
    Moot("XP035", Reach.CELL, ("XP911",)),
    Moot("XP020", Reach.CELL, ("XP105", "XP025", "XP030")),
    Moot("XP105", Reach.CELL, ("XP025",)),
    # more spent than there was: rate and score can only follow
    Moot("XP017", Reach.ROW, ("XP018", "XP019", "XP021")),
    # in the wrong unit: whatever is computed with it
    Moot(
        "XP030",
        Reach.ROW,
        ("XP017", "XP018", "XP019", "XP021", "XP023", "XP025", "XP026", "XP027", "XP031", "XP105"),
    ),
    # the text says the very rate or surplus that the table contradicts
    Moot("XP077", Reach.CELL, ("XP034",)),
    # executed and surplus swapped: rate and score follow from the wrong one
    Moot("XP077", Reach.CELL, ("XP018", "XP019", "XP026", "XP027", "XP111")),
    # against a target that points the wrong way no score is right
    Moot("XP043", Reach.ROW, ("XP053", "XP054", "XP055", "XP056", "XP057")),
    # nothing to be counted: no unit and no figure either
    Moot("XP050", Reach.CELL, ("XP036", "XP039", "XP040", "XP041")),
    Moot("XP050", Reach.ROW, ("XP053", "XP054", "XP055")),
    # the copied sign is part of the copy
    Moot("XP038", Reach.CELL, ("XP037", "XP039")),
    # a text that our own formula cannot use says so itself
    Moot("XP039", Reach.CELL, ("XP037",)),
    # nor is it missed
    Moot("XP043", Reach.ROW, ("XP130",)),
    Moot("XP109", Reach.ROW, ("XP130",)),
    # no such figure can be: what follows from it says nothing
    Moot("XP042", Reach.CELL, ("XP056",)),
    Moot("XP109", Reach.CELL, ("XP017", "XP018", "XP021")),
    Moot("XP109", Reach.ROW, ("XP053", "XP054", "XP055", "XP061")),
    # nothing done is the strongest thing to say of a score
    Moot("XP055", Reach.ROW, ("XP051", "XP053", "XP054")),
    Moot("XP053", Reach.ROW, ("XP054",)),
    # a class not reported lacks its values as a whole
    Moot("XP131", Reach.ROW, ("XP035", "XP036")),
    # these say themselves that the reason is missing
    Moot("XP051", Reach.ROW, ("XP056", "XP061")),
    Moot("XP057", Reach.ROW, ("XP061",)),
    Moot("XP059", Reach.ROW, ("XP060", "XP061")),
    # the actual value is in doubt: what the score should be is too
    Moot("XP083", Reach.ROW, ("XP059", "XP060", "XP061", "XP065")),
    # a score that cannot be is also not the right one; a wrong one needs no talk of what is open
    Moot("XP066", Reach.ROW, ("XP065", "XP068", "XP083")),
    Moot("XP065", Reach.ROW, ("XP068",)),
    Moot("XP074", Reach.FORM, ("XP073",)),
    # no review of figures that stand in the wrong place or point the wrong way
    Moot("XP012", Reach.FORM, ("XP111",)),
    Moot("XP042", Reach.FORM, ("XP111",)),
    Moot("XP043", Reach.FORM, ("XP111",)),
    Moot("XP050", Reach.FORM, ("XP111",)),
)


def without_moot(findings: Sequence[Finding], moot: Iterable[Moot] = MOOT) -> tuple[Finding, ...]:
    """The findings that another one does not already explain."""
    silenced = {
        number
        for one in moot
        for because in findings
        if because.code == one.because
        for number, finding in enumerate(findings)
        if finding is not because and _applies(one, because, finding)
    }
    return tuple(finding for number, finding in enumerate(findings) if number not in silenced)


def _applies(moot: Moot, because: Finding, finding: Finding) -> bool:
    if finding.code == because.code or (moot.drops and finding.code not in moot.drops):
        return False
    if moot.reach is Reach.FORM:
        return True
    if moot.reach is Reach.ROW:
        return not _rows(because.place).isdisjoint(_rows(*finding.places))
    return finding.place in because.places


def _rows(*places: Place | None) -> set[tuple[str, int]]:
    return {(place.sheet, place.row) for place in places if place is not None}
