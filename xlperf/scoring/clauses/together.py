"""The parts of one sentence by kind, before a pattern is looked for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from xlperf.decimals import plain
from xlperf.scoring.clauses.clause import Clause
from xlperf.scoring.clauses.kinds import (
    Award,
    EventDown,
    InProportion,
    ItemDown,
    ItemText,
    Otherwise,
    Segment,
    StepDown,
    Tail,
    UnitUp,
)
from xlperf.scoring.clauses.points import Points

ZERO = Decimal(0)
_Part = TypeVar("_Part")
Found = Clause | str | None
"""a rule, why it is none although it looks like one, or None: not this pattern"""


@dataclass(frozen=True)
class Sentence:
    """The parts by kind. ``floor`` and ``base`` (满分5分) come from the tails; ``items`` from the explanation."""

    text: str
    weight: Decimal
    awards: tuple[Award, ...]
    otherwise: tuple[Otherwise, ...]
    steps: tuple[StepDown, ...]
    item_downs: tuple[ItemDown, ...]
    events: tuple[EventDown, ...]
    units: tuple[UnitUp, ...]
    proportions: tuple[InProportion, ...]
    described: tuple[ItemText, ...]
    floor: Decimal
    floored: bool
    base: Decimal | None
    capped: bool
    items: int

    def only(self, *kinds: str) -> bool:
        """Nothing but parts of these kinds (and tails)."""
        every = ("awards", "otherwise", "steps", "item_downs", "events", "units", "proportions", "described")
        return not any(getattr(self, kind) for kind in every if kind not in kinds)

    def full(self, points: Points) -> bool:
        """These points are the whole weight."""
        return points.exact and points.of(self.weight)[0] == self.weight

    def lone(self) -> str:
        """Why a sentence with but one condition decides nothing."""
        points = self.awards[0].points
        worth = "满分" if self.full(points) or not points.exact else f"{plain(points.of(self.weight)[0])}分"
        rest = "怎么扣分" if worth == "满分" else "得几分"
        return f"只写了得{worth}的情况，没有写其他情况{rest}"

    @property
    def base_fits(self) -> bool:
        """满分5分, where it is written, is the weight."""
        return self.base is None or self.base == self.weight


def sentence_of(text: str, weight: Decimal, segments: list[Segment], items: int) -> Sentence | str:
    """The parts sorted; why not, where the tails contradict the weight or each other."""

    def of(kind: type[_Part]) -> tuple[_Part, ...]:
        return tuple(segment for segment in segments if isinstance(segment, kind))

    tails: tuple[Tail, ...] = of(Tail)
    floors = {tail.floor for tail in tails if tail.floor is not None}
    floors |= {weight - tail.most_off for tail in tails if tail.most_off is not None}
    caps = {tail.cap for tail in tails if tail.cap is not None}
    bases = {tail.base for tail in tails if tail.base is not None}
    if any(tail.likewise for tail in tails) and not any(
        isinstance(segment, StepDown | ItemDown | EventDown) for segment in segments
    ):
        return "写了“以此类推”，没有写每差多少扣几分"
    if len(floors) > 1 or any(floor < 0 or floor >= weight for floor in floors):
        return "没有写清最低得几分"
    if caps - {weight}:
        return f"写的最高分不是分值{plain(weight)}分"
    if len(bases) > 1:
        return "写了不止一个满分"
    floor = next(iter(floors), ZERO)
    return Sentence(
        text, weight, of(Award), of(Otherwise), of(StepDown), of(ItemDown), of(EventDown), of(UnitUp),
        of(InProportion), of(ItemText), floor, bool(floors), next(iter(bases), None),
        any(tail.cap is not None or tail.caps for tail in tails), items,
    )  # fmt: skip
