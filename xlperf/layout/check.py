"""A live check: its state, its sentence, and where to go."""

from __future__ import annotations

from dataclasses import dataclass

from xlperf.formula import At, Expr
from xlperf.functions import address_of, if_, length, or_

GOOD, BAD, OPEN = "通过", "请处理", "待填"


@dataclass(frozen=True)
class FormCheck:
    """One check: its state, its sentence and where to go (a cell, or a formula that gives its address)."""

    title: str
    state: Expr
    sentence: Expr
    place: Expr


def simple(
    title: str, wrong: Expr, good: Expr | str, bad: Expr | str, place: Expr, word: str = BAD
) -> FormCheck:
    """A check that finds something wrong or does not."""
    return FormCheck(title, if_(wrong, word, GOOD), if_(wrong, bad, good), place)


def once(known: Expr, check: FormCheck, what: str) -> FormCheck:
    """The check, still open while there is nothing to look at."""
    sentence = if_(known, check.sentence, f"{what}之后自动检查。")
    return FormCheck(check.title, if_(known, check.state, OPEN), sentence, check.place)


def filled(title: str, at: list[At], what: str) -> FormCheck:
    """The check that none of these cells is empty."""
    blank = or_(*(length(cell).eq(0) for cell in at))
    first: Expr = address_of(at[-1])
    for cell in reversed(at[:-1]):
        first = if_(length(cell).eq(0), address_of(cell), first)
    return simple(title, blank, f"{what}已填。", f"{what}还没有填，请填写。", first, OPEN)
