"""Title, year, header fields, goals and analysis texts, found by their printed labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlperf.forms import FieldSpec, FormTemplate, GoalsBlock, NarrativesBlock
from xlperf.workbook.labels import after_label, compact, keys_of, keys_of_spec, money_unit_of
from xlperf.workbook.page import Page, Print
from xlperf.workbook.place import Place

SHORTEST_TITLE = 4
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
CHINESE_YEAR = re.compile(r"[二一][〇○零0九][〇○零一二三四五六七八九]{2}年")
_YEAR_LINE = re.compile(r"\(?((?:19|20)\d\d|[二一][〇○零0九][〇○零一二三四五六七八九]{2})年?度?\)?$")
_YEAR_LABELS = keys_of("年度", "评价年度", "自评年度", "预算年度", "填报年度", "年份")
_ATTACHMENT = re.compile(r"附[件表]?[\d一二三四五六七八九十\-]*:?$")


def find_fields(page: Page, template: FormTemplate, above: int) -> dict[str, tuple[Print, Place]]:
    """Label and value place of the header fields above that row."""
    found: dict[str, tuple[Print, Place]] = {}
    specs = tuple(template.field_specs())
    labels = frozenset[str]().union(*(keys_of_spec(spec) for spec in specs))
    for print_ in page.prints(1, above - 1):
        for spec in specs:
            if spec.field in found:
                continue
            if print_.says(keys_of_spec(spec)):
                found[spec.field] = print_, _value_right(page, print_, labels)
            elif after_label(print_.text, keys_of_spec(spec)) is not None:
                found[spec.field] = print_, page.place_of(print_)
    return found


def field_value(text: str, spec: FieldSpec) -> str:
    """The value of a header field, also where the cell prints its label too."""
    return after_label(text, keys_of_spec(spec)) or text


def find_heading(page: Page, above: int) -> dict[str, Place]:
    """Title and year in the lines above the first field."""
    lines = [print_ for print_ in page.prints(1, above - 1) if not _ATTACHMENT.match(compact(print_.text))]
    places: dict[str, Place] = {}
    year = _year(page, lines)
    if year:
        places["year"] = page.place_of(year)
    title = next((p for p in lines if "自评表" in compact(p.text)), None) or next(_other_titles(lines), None)
    return {"title": page.place_of(title), **places} if title else places


def _other_titles(lines: list[Print]) -> Iterator[Print]:
    texts = [p for p in lines if not _YEAR_LINE.match(compact(p.text)) and money_unit_of(p.text) is None]
    yield from (print_ for print_ in texts if "绩效" in compact(print_.text))
    yield from (print_ for print_ in texts if len(compact(print_.text)) >= SHORTEST_TITLE)


def find_goals(page: Page, template: FormTemplate, first: int, above: int) -> dict[str, tuple[Print, Place]]:
    """Label and value place of goal and completion between those rows."""
    block = template.block(GoalsBlock)
    if block is None:
        return {}
    labels = frozenset[str]().union(*(keys_of_spec(spec) for spec in block.columns))
    caption = keys_of(block.caption, *block.aliases)
    found: dict[str, tuple[Print, Place]] = {}
    for spec in block.columns:
        prints = page.saying(keys_of_spec(spec), first, above - 1)
        # the caption at the left may read like the label; the label proper stands right of it or below
        label = next(
            (p for p in prints if not (p.says(caption) and len(prints) > 1)), prints[-1] if prints else None
        )
        place = _value_below(page, label, labels, above) if label else None
        if label and place:
            found[spec.field] = label, place
    return found


def find_narratives(page: Page, template: FormTemplate, below: int) -> dict[str, tuple[Print, Place]]:
    """Label and value place of the analysis texts below that row."""
    block = template.block(NarrativesBlock)
    if block is None:
        return {}
    labels = keys_of(block.caption).union(
        *(keys_of_spec(row) | keys_of(row.group or "") for row in block.rows)
    )
    found: dict[str, tuple[Print, Place]] = {}
    for row in block.rows:
        label = next(iter(page.saying(keys_of_spec(row), below + 1)), None)
        if label:
            found[row.key] = label, _value_right(page, label, labels, wrap=True)
    return found


def _year(page: Page, lines: list[Print]) -> Print | None:
    alone = next((p for p in lines if _YEAR_LINE.match(compact(p.text))), None)
    labelled = next((v for p in lines if p.says(_YEAR_LABELS) and (v := page.right_of(p))), None)
    together = next((p for p in lines if _tells_year(p.text)), None)
    inside = (p for p in lines if YEAR.search(compact(p.text)) or CHINESE_YEAR.search(compact(p.text)))
    return alone or labelled or together or next(inside, None)


def _tells_year(text: str) -> bool:
    """``年度：2022`` in one cell."""
    value = after_label(text, _YEAR_LABELS)
    return value is not None and _YEAR_LINE.match(compact(value)) is not None


def _value_right(page: Page, label: Print, labels: frozenset[str], *, wrap: bool = False) -> Place:
    value = page.right_of(label)
    if value and not value.says(labels):
        return page.place_of(value)
    below = page.first_in(label.area.bottom + 1, label.area.left, label.area.right)
    if wrap and value is None and below and not below.says(labels) and below.column == label.column:
        return page.place_of(below)
    return page.place(label.row, label.area.right + 1)


def _value_below(page: Page, label: Print, labels: frozenset[str], above: int) -> Place | None:
    for row in page.rows_between(label.area.bottom + 1, above - 1):
        below = page.first_in(row, label.area.left, label.area.right)
        if below:
            if not below.says(labels):
                return page.place_of(below)
            break
    right = page.right_of(label)
    if right and not right.says(labels):
        return page.place_of(right)
    return page.place(label.area.bottom + 1, label.area.left) if label.area.bottom + 1 < above else None
