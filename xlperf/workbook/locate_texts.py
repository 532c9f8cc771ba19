"""Title, year, header fields, goals and analysis texts, found by their printed labels."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from xlperf.forms import (
    FieldSpec,
    FormTemplate,
    GoalsBlock,
    Labelled,
    NarrativeRow,
    NarrativesBlock,
    TotalBlock,
)
from xlperf.workbook.labels import after_label, compact, keys_of, keys_of_spec, money_unit_of
from xlperf.workbook.page import Page, Print
from xlperf.workbook.place import Place

SHORTEST_TITLE = 4
SHORTEST_GOAL = 8
SHORTEST_PROSE = 20
HEADING_ROWS = 12
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
CHINESE_YEAR = re.compile(r"[二一][〇○零0九][〇○零一二三四五六七八九]{2}年")
_YEAR_LINE = re.compile(r"\(?((?:19|20)\d\d|[二一][〇○零0九][〇○零一二三四五六七八九]{2})年?度?\)?$")
_YEAR_LABELS = keys_of(
    "年度",
    "评价年度",
    "自评年度",
    "预算年度",
    "填报年度",
    "年份",
    "项目年度",
    "资金年度",
    "预算年份",
    "所属年度",
)
USUAL = tuple(
    NarrativeRow(key=key, label=label, aliases=aliases, label_at="A", value_at="B")
    for key, label, aliases in (
        ("conclusion", "评价结论", ("自评结论", "综合评价结论")),
        (
            "execution",
            "资金情况说明",
            ("资金使用情况", "资金投入和使用情况", "预算执行情况", "资金情况", "项目资金情况"),
        ),
        ("problems", "存在的问题", ("存在问题", "存在的主要问题", "存在问题及原因", "存在的问题及原因分析")),
        ("improvements", "改进措施", ("下一步改进措施", "下一步改进措施及管理建议", "有关建议", "意见建议")),
    )
)
"""texts that offices add to forms that have no room for them"""
_NOTE = re.compile(r"[(（]?(备?注|说明|填表|填报|联系|审核|项目负责人)")
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
    year = _year(page, lines) or _labelled_year(page)
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
    return found or _goal_alone(page, block, caption, labels, first, above)


def _goal_alone(
    page: Page, block: GoalsBlock, caption: frozenset[str], labels: frozenset[str], first: int, above: int
) -> dict[str, tuple[Print, Place]]:
    """One text right of the caption, or in the line below it: 年度绩效目标 | 参保率不低于95%。"""
    for label in page.saying(caption, first, above - 1):
        beside = page.right_of(label)
        text = beside or page.first_in(label.area.bottom + 1, label.area.left, label.area.right)
        if text is not None and not text.says(labels) and len(compact(text.text)) >= SHORTEST_GOAL:
            return {block.columns[0].field: (label, page.place_of(text))}
    return {}


def find_narratives(page: Page, template: FormTemplate, apart: range) -> dict[str, tuple[Print, Place]]:
    """Label and value place of the analysis texts outside the rows ``apart``, the indicator table's."""
    blocks = [block for block in template.blocks if isinstance(block, NarrativesBlock)]
    own = {row.key for block in blocks for row in block.rows}
    usual = [row for row in USUAL if row.key not in own]
    total = template.block(TotalBlock)
    rows = [row for block in blocks for row in block.rows]
    labels = frozenset[str]().union(
        *(keys_of(block.caption) for block in blocks if block.caption),
        *(keys_of_spec(row) | keys_of(row.group or "") for row in (*rows, *usual)),
        *(keys_of_spec(spec) for spec in template.field_specs()),
        keys_of_spec(total) if total else (),
    )
    found: dict[str, tuple[Print, Place]] = {}
    for block in blocks:
        columns = _text_columns(page, block, apart)
        for row in block.rows:
            found.update(_narrative(page, row, labels, apart, columns))
    for row in usual:
        taken = {label for label, _ in found.values()}
        more = _narrative(page, row, labels, range(1, apart.stop), ())
        if row.key == "execution":
            # the same words head the table of funds
            more = {key: item for key, item in more.items() if _is_prose(page, item[1])}
        found.update({key: item for key, item in more.items() if item[0] not in taken})
    return found


def narrative_text(text: str, spec: Labelled) -> str:
    """An analysis text, also where the cell prints its label too."""
    return after_label(text, keys_of_spec(spec)) or text


def _narrative(
    page: Page, row: NarrativeRow, labels: frozenset[str], apart: range, columns: tuple[int, ...]
) -> dict[str, tuple[Print, Place]]:
    """The text of that label, and the second text beside it under the second of the headings."""
    keys = keys_of_spec(row)
    prints = [print_ for print_ in page.saying(keys) if print_.row not in apart]
    # the row's own label before its aliases, which may be captions: 立项依据 before 项目基本情况
    prints.sort(key=lambda print_: not print_.says(keys_of(row.label)))
    label = next((p for p in prints if not _heads_labels(page, p, labels)), None)
    if label is None:
        starts = (
            print_ for print_ in page.rows_starting(apart) if after_label(print_.text, keys) is not None
        )
        together = next(starts, None)
        return {row.key: (together, page.place_of(together))} if together else {}
    if row.beside_at is None:
        return {row.key: (label, _value_right(page, label, labels, wrap=True))}
    if len(columns) == 2 and label.area.right < columns[0]:
        first, second = (page.place(label.row, column) for column in columns)
    else:
        first = _value_right(page, label, labels)
        second = page.place(label.row, page.sheet.area(first.row, first.column).right + 1)
        if page.blank(second):
            return {row.key: (label, first)}
    return {row.key: (label, first), f"{row.key}_issues": (label, second)}


def _is_prose(page: Page, place: Place) -> bool:
    """A sentence or more, no heading and no figure."""
    return len(compact(page.sheet.text(place.row, place.column))) >= SHORTEST_PROSE


def _heads_labels(page: Page, label: Print, labels: frozenset[str]) -> bool:
    """It is the caption of several texts, each with a label of its own."""
    beside = page.right_of(label)
    return beside is not None and beside.column == label.area.right + 1 and beside.says(labels)


def _text_columns(page: Page, block: NarrativesBlock, apart: range) -> tuple[int, ...]:
    """The columns of first and second text, by their headings."""
    for first in page.saying(keys_of(block.headings[1])) if block.headings else ():
        second = next(
            (p for p in page.row(first.row) if block.headings and p.says(keys_of(block.headings[2]))), None
        )
        if second and first.row not in apart:
            return first.column, second.column
    return ()


def _year(page: Page, lines: list[Print]) -> Print | None:
    alone = next((p for p in lines if _YEAR_LINE.match(compact(p.text))), None)
    labelled = next((v for p in lines if p.says(_YEAR_LABELS) and (v := page.right_of(p))), None)
    together = next((p for p in lines if _tells_year(p.text)), None)
    inside = (p for p in lines if YEAR.search(year_text(p.text)) or CHINESE_YEAR.search(compact(p.text)))
    return alone or labelled or together or next(inside, None)


def year_text(text: str) -> str:
    """``text`` without spaces, but for those between figures: 附表2 2022年."""
    return re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", unicodedata.normalize("NFKC", text))


def _labelled_year(page: Page) -> Print | None:
    """评价年度 among the fields of the form."""
    values = (page.right_of(print_) for print_ in page.saying(_YEAR_LABELS))
    beside = next((value for value in values if value and _YEAR_LINE.match(compact(value.text))), None)
    rows = page.rows[:HEADING_ROWS]
    return beside or next((p for row in rows for p in page.row(row) if _tells_year(p.text)), None)


def _tells_year(text: str) -> bool:
    """``年度：2022`` in one cell."""
    value = after_label(text, _YEAR_LABELS)
    return value is not None and _YEAR_LINE.match(compact(value)) is not None


def _value_right(page: Page, label: Print, labels: frozenset[str], *, wrap: bool = False) -> Place:
    value = page.right_of(label)
    if value and not value.says(labels):
        return page.place_of(value)
    below = page.first_in(label.area.bottom + 1, label.area.left, label.area.right)
    beside = page.sheet.area(label.row, label.area.right + 1)
    # a wide empty cell beside the label is where its text belongs
    wraps = wrap and value is None and beside.left == beside.right
    if (
        wraps
        and below
        and below.column == label.column
        and not (below.says(labels) or _NOTE.match(below.text))
    ):
        return page.place_of(below)
    return page.place(label.row, label.area.right + 1)


def _value_below(page: Page, label: Print, labels: frozenset[str], above: int) -> Place | None:
    under = page.sheet.area(label.area.bottom + 1, label.area.left)
    if under.top < above and under.left == label.area.left and under.right > under.left:
        text = page.sheet.text(under.top, under.left)
        if not text:
            return page.place(under.top, under.left)
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
