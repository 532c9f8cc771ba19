"""Headings on a form that are none of its template's labels: what they may have been meant for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import SequenceMatcher

from xlperf.forms import FormTemplate, FundColumn, FundingBlock, GoalsBlock, IndicatorsBlock, Labelled
from xlperf.workbook.form_map import Unread
from xlperf.workbook.labels import LONGEST, compact, keys_of, keys_of_spec, label_key
from xlperf.workbook.locate_funds import FundTable
from xlperf.workbook.locate_indicators import IndicatorTable
from xlperf.workbook.locate_sought import Sought
from xlperf.workbook.page import Page, Print
from xlperf.workbook.place import MAX_ROW

ALIKE = 0.6
NEEDED = {"name", "initial_target", "actual", "weight", "score"}
_HARMLESS = keys_of(
    "序号",
    "编号",
    "绩效指标",
    "项目绩效指标",
    "指标",
    "备注",
    "说明",
    "佐证材料",
    "评分标准",
    "得分率",
    "完成率",
)
# as many left-hand labels as a form has at most are compared
MOST = 60


def unread_headings(
    page: Page,
    table_page: Page,
    template: FormTemplate,
    table: IndicatorTable | None,
    funds: FundTable | None,
    sought: Collection[Sought],
) -> Iterator[Unread]:
    """Headings like a label that is missing; all unknown headings of a table that lacks a needed column."""
    missing = {item.label for item in sought if not item.found}
    known = _known(template)
    block = template.block(IndicatorsBlock)
    lacking = [
        spec for spec in (block.columns if block else ()) if table and spec.field not in table.header.labels
    ]
    bare = any(spec.field in NEEDED and spec.field != "initial_target" for spec in lacking)
    for print_ in table.header.others if table else ():
        if not print_.says(known):
            yield from _like(
                table_page, print_, [spec for spec in lacking if spec.label in missing], told=bare
            )
    if funds:
        found = funds.header.labels
        columns = [spec for spec in _fund_columns(template) if spec.field not in found]
        for print_ in funds.header.others:
            if not print_.says(known):
                yield from _like(page, print_, [spec for spec in columns if spec.label in missing])
    if table:
        fields = [spec for spec in template.field_specs() if spec.label in missing]
        above = funds.header.top if funds else table.header.top if page is table_page else MAX_ROW
        for row in page.rows_between(1, above - 1)[:MOST]:
            for print_ in page.row(row):
                if not print_.says(known):
                    yield from _like(page, print_, fields)


def _known(template: FormTemplate) -> frozenset[str]:
    """Every label and caption of the template."""
    specs: list[Labelled] = [*template.field_specs(), *_fund_columns(template), *template.narrative_rows()]
    captions: list[str] = []
    for block in template.blocks:
        if isinstance(block, IndicatorsBlock | GoalsBlock):
            specs += block.columns
        captions.append(getattr(block, "caption", ""))
        captions += getattr(block, "aliases", ())
    return keys_of(*captions).union(*(keys_of_spec(spec) for spec in specs))


def nearest_label(text: str, specs: Collection[Labelled]) -> tuple[str, float]:
    """The label, or the alias, that the text is most like, with 0 to 1; nothing and 0 without any."""
    short = label_key(text)
    likes = [
        (SequenceMatcher(None, short, label_key(label)).ratio(), label)
        for spec in specs
        for label in (spec.label, *spec.aliases)
    ]
    best = max(likes, default=(0.0, ""), key=lambda like: like[0])
    return best[1], round(best[0], 2)


def _like(page: Page, print_: Print, specs: Collection[Labelled], told: bool = False) -> Iterator[Unread]:
    text = compact(print_.text)
    if not specs or print_.says(_HARMLESS):
        return
    if not 2 <= len(text) <= LONGEST // 2 or any(letter.isdigit() for letter in text):
        return
    label, similarity = nearest_label(text, specs)
    if told or similarity >= ALIKE:
        yield Unread(page.place_of(print_), print_.text, label, similarity)


def _fund_columns(template: FormTemplate) -> tuple[FundColumn, ...]:
    block = template.block(FundingBlock)
    return block.columns if block else ()
