"""Rows inserted, deleted or moved since a sheet was saved: which row of the file stands where now.

The rows of the file and of the open sheet are aligned by what is written in them, as a comparison of two texts
aligns lines: texts that stay outweigh those that were typed, and a row typed anew is the same row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from xlperf.errors import BookMoved
from xlperf.workbook.place import Area

GAP, MORE = 0.3, 0.02
"""what a row inserted or deleted costs and each further one, where a text found in no other row gains 1"""
BOTH_BLANK = 0.05
"""so that a blank row is pushed down by what was written above it"""
MOST_PAIRS, LONGEST_PART = 62_500, 250
SIDEWAYS = 3
"""so many texts a column further: not typed there, but moved"""
FEWEST_TEXTS, LEAST_KEPT = 8, 0.3
MOVED_LIKE = 0.7
_PAIR, _GONE, _NEW = range(3)
_ROW_NUMBERS = re.compile(r"(?<=[A-Z])\$?\d+")


@dataclass(frozen=True, order=True)
class Key:
    """What a cell says of its row: its text, or the formula apart from row numbers."""

    text: str
    weight: float = field(compare=False)

    def shared(self) -> Key:
        """The same of a cell merged over several rows: when its first row is deleted, it lives on in the next."""
        return Key(self.text, self.weight / 10)


Row = Mapping[int, Key]
"""by column"""


def text_key(text: str) -> Key:
    """A typed text; one of a single character may stand in any row."""
    return Key(text, 1.0 if len(text) > 1 else 0.25)


def figure_key(figure: str) -> Key:
    """A typed number, date or truth value."""
    return Key(figure, 0.1)


def formula_key(formula: str) -> Key:
    """A formula; those of the rows of a table differ by row numbers only."""
    return Key("=" + _ROW_NUMBERS.sub("#", alike(formula)), 0.4)


def alike(formula: str) -> str:
    """The formula without what programs spell differently."""
    return "".join(formula.upper().replace("_XLFN.", "").replace("'", "").replace(";", ",").split())


@dataclass(frozen=True)
class RowMap:
    """Where each row of the file is now. Rows from ``last`` on are moved by as much as it is."""

    now: Mapping[int, int]
    last: int
    shift: int
    moved: frozenset[int] = frozenset()
    """rows that changed places with others"""

    def row(self, saved: int) -> int | None:
        """Where that row of the file is now; None when it was deleted."""
        return saved + self.shift if saved > self.last else self.now.get(saved)

    @cached_property
    def _origins(self) -> dict[int, int]:
        return {now: saved for saved, now in self.now.items()}

    def origin(self, now: int) -> int | None:
        """Which row of the file stands there; None where a row was inserted."""
        return now - self.shift if now > self.last + self.shift else self._origins.get(now)

    def formatted_like(self, now: int) -> int:
        """The row of the file whose formats the row has: an inserted one has those of the row above."""
        while now > 1 and self.origin(now) is None:
            now -= 1
        return self.origin(now) or 1

    def area(self, area: Area) -> Area | None:
        """Where the area is now, grown or shrunk as spreadsheet programs do; None when all of it was deleted."""
        rows = [(saved, now) for saved in self._compared(area) if (now := self.row(saved)) is not None]
        if not rows:
            return None
        stayed = [now for saved, now in rows if saved not in self.moved or len(rows) == 1]
        top, bottom = (min(stayed), max(stayed)) if stayed else (0, 0)
        if not all(top <= now <= bottom for _, now in rows) or (len(rows) > 1 and area.top in self.moved):
            raise BookMoved("保存之后有几行换了位置，其中有合并单元格")
        return Area(top, area.left, bottom, area.right)

    def _compared(self, area: Area) -> Iterator[int]:
        yield from range(area.top, min(area.bottom, self.last) + 1)
        if area.bottom > self.last:
            # beyond the rows compared all move alike, also those of a merge over whole columns
            yield from {max(area.top, self.last + 1), area.bottom}


def follow_rows(saved: Mapping[int, Row], live: Mapping[int, Row]) -> RowMap:
    """Align the rows of the file with those of the open sheet; BookMoved where they are not the same sheet's."""
    old = [saved.get(row, {}) for row in range(1, max(saved, default=0) + 1)]
    new = [live.get(row, {}) for row in range(1, max(live, default=0) + 1)]
    weights = _Weights(old)
    pairs = _aligned(old, new, weights)
    _check(old, new, pairs)
    moved = _moved(old, new, pairs, weights)
    now = {i + 1: j + 1 for i, j in [*pairs, *moved.items()]}
    last, at = (pairs[-1][0] + 1, pairs[-1][1] + 1) if pairs else (0, 0)
    # what follows was emptied and moved along; a row that was cut from there is known already
    gone = max((row for row in now if row > last), default=last)
    now |= {row: row + at - last for row in range(last + 1, gone + 1) if row not in now}
    return RowMap(now, gone, at - last, frozenset(i + 1 for i in moved))


class _Weights:
    """How much each key tells: a text that many rows have tells little of one of them."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.often = Counter(item for row in rows for item in row.items())

    def of(self, column: int, key: Key) -> float:
        return key.weight / (self.often[column, key] or 1)

    def row(self, row: Row) -> float:
        return sum(self.of(column, key) for column, key in row.items())

    def likeness(self, old: Row, new: Row) -> float:
        if not old and not new:
            return BOTH_BLANK
        return sum(self.of(column, key) for column, key in old.items() if new.get(column) == key)


def _aligned(old: Sequence[Row], new: Sequence[Row], weights: _Weights) -> list[tuple[int, int]]:
    """Pairs of rows that are the same, both ascending."""
    count = min(len(old), len(new))
    first = next((i for i in range(count) if not _kept(old[i], new[i])), count)
    same = [(i, i) for i in range(first)]
    return same + [(first + i, first + j) for i, j in _parts(old[first:], new[first:], weights)]


def _kept(old: Row, new: Row) -> bool:
    """All that could tell the row from others still stands there."""
    return all(new.get(column) == key for column, key in old.items()) and (bool(old) or not new)


def _parts(old: Sequence[Row], new: Sequence[Row], weights: _Weights) -> list[tuple[int, int]]:
    """The alignment; of a long sheet what stands between the rows that nobody touched is aligned part by part."""
    if len(old) * len(new) <= MOST_PAIRS:
        return _best(old, new, weights)
    before, after = ([tuple(sorted(row.items())) for row in rows] for rows in (old, new))
    pairs: list[tuple[int, int]] = []
    for kind, i, to_i, j, to_j in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal" or to_i - i == to_j - j > LONGEST_PART:
            pairs += zip(range(i, to_i), range(j, to_j), strict=True)
        elif (to_i - i) * (to_j - j) > MOST_PAIRS:
            raise BookMoved("保存之后行的变动太多")
        else:
            pairs += [(i + k, j + m) for k, m in _best(old[i:to_i], new[j:to_j], weights)]
    return pairs


def _best(old: Sequence[Row], new: Sequence[Row], weights: _Weights) -> list[tuple[int, int]]:
    """The alignment that keeps most texts in their rows; where equal, the one that moves nothing.

    ``gain[before][i][j]`` is what the rows from there on gain after a pair, a deleted or an inserted row: several
    deleted together are one deed. Rows left over at the end cost nothing, they were emptied or written below.
    """
    height, width = len(old), len(new)
    likeness = [[weights.likeness(one, other) for other in new] for one in old]
    gain = [[[0.0] * (width + 1) for _ in range(height + 1)] for _ in (_PAIR, _GONE, _NEW)]

    def ways(before: int, i: int, j: int) -> tuple[float, float, float]:
        return (
            likeness[i][j] + gain[_PAIR][i + 1][j + 1],
            gain[_GONE][i + 1][j] - MORE - (0 if before == _GONE else GAP),
            gain[_NEW][i][j + 1] - MORE - (0 if before == _NEW else GAP),
        )

    for i in range(height - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            for before in (_PAIR, _GONE, _NEW):
                gain[before][i][j] = max(ways(before, i, j))
    pairs, i, j, before = [], 0, 0, _PAIR
    while i < height and j < width:
        found = ways(before, i, j)
        # sums in another order differ in the last digit
        before = next(way for way, worth in enumerate(found) if worth > max(found) - 1e-9)
        if before == _PAIR:
            pairs.append((i, j))
        i, j = i + (before != _NEW), j + (before != _GONE)
    return pairs


def _moved(
    old: Sequence[Row], new: Sequence[Row], pairs: Sequence[tuple[int, int]], weights: _Weights
) -> dict[int, int]:
    """Rows that were cut and inserted elsewhere: gone from their place, and whole in a new one."""
    matched = {j for _, j in pairs}
    gone = sorted(set(range(len(old))) - {i for i, _ in pairs})
    free = [j for j in range(len(new)) if j not in matched and new[j]]
    found: dict[int, int] = {}
    for i in gone:
        whole = weights.row(old[i])
        likely = [j for j in free if whole > 1 and weights.likeness(old[i], new[j]) >= MOVED_LIKE * whole]
        if len(likely) == 1 and likely[0] not in found.values():
            found[i] = likely[0]
    return found


def _check(old: Sequence[Row], new: Sequence[Row], pairs: Sequence[tuple[int, int]]) -> None:
    texts = [
        (i, column, key) for i, row in enumerate(old) for column, key in row.items() if key.weight >= 1.0
    ]
    partner = dict(pairs)
    everywhere = Counter(key for row in new for key in row.values())
    kept = sum(everywhere[key] > 0 for _, _, key in texts)
    if len(texts) >= FEWEST_TEXTS and kept < LEAST_KEPT * len(texts):
        raise BookMoved("工作表的内容和上次保存的文件几乎完全不同")
    shifts: Counter[int] = Counter()
    for i, column, key in texts:
        row = new[partner[i]] if i in partner else {}
        if row.get(column) != key:
            shifts.update(at - column for at, other in row.items() if other == key and old[i].get(at) != key)
    if shifts and max(shifts.values()) >= SIDEWAYS:
        raise BookMoved("保存之后有几列换了位置（插入、删除或移动）")
