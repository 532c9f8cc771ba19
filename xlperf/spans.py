"""Sheet columns that the fields of a template take, and whether they go together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Annotated

from pydantic import Field

from xlperf.definitions import Definition
from xlperf.workbook.place import column_number

Columns = Annotated[str, Field(pattern=r"^[A-Z]{1,2}(:[A-Z]{1,2})?$")]
"""``D`` or ``D:J``."""
Letters = Annotated[str, Field(pattern=r"^[A-Z]{1,2}$")]
Width = Annotated[float, Field(gt=0, le=255)]


def span(columns: str) -> tuple[int, int]:
    """``D:J`` → (4, 10)."""
    first, _, last = columns.partition(":")
    return column_number(first), column_number(last or first)


def check_beside(*spans: str | None) -> None:
    """Raises ValueError where fields of one printed row lie over each other."""
    for one, other in combinations([at for at in spans if at], 2):
        if span(one)[0] <= span(other)[1] and span(other)[0] <= span(one)[1]:
            raise ValueError(f"同一行里的两处 {one} 和 {other} 重叠了，请改列号。")


def check_once(words: Iterable[str]) -> None:
    """Raises ValueError where a word stands twice."""
    for word, count in Counter(words).items():
        if count > 1:
            raise ValueError(f"{word} 写了{count}次，只能写一次。")


def check_known(definition: Definition, letters: Iterable[str]) -> None:
    """Raises ValueError where the definition uses columns other than these."""
    known = {column_number(one) for one in letters}
    for at in _spans(definition):
        first, last = span(at)
        if first > last:
            raise ValueError(f"{at} 的起止列写反了。")
        if not set(range(first, last + 1)) <= known:
            raise ValueError(f"blocks 里用到的 {at} 列，在 columns 里没有写宽度。")


def _spans(value: object) -> Iterator[str]:
    """Every ``at``, ``label_at``… of a definition and of all that it holds."""
    if isinstance(value, tuple):
        for one in value:
            yield from _spans(one)
    elif isinstance(value, Definition):
        for name in type(value).model_fields:
            inside = getattr(value, name)
            if isinstance(inside, str) and (name == "at" or name.endswith("_at")):
                yield inside
            yield from _spans(inside)
