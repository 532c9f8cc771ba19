"""What the form itself prints for its fields, so that messages name them as the reader sees them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xlperf.forms import FormTemplate, FundingBlock, IndicatorsBlock, Labelled
from xlperf.model import REASONS, USUAL_LABELS, Entry
from xlperf.workbook.entry import read_entry
from xlperf.workbook.form_map import FormMap
from xlperf.workbook.grid import Grid
from xlperf.workbook.labels import label_key

# 全年预算数（A）
_LETTER = re.compile(r"[（(][A-Z÷/]+[）)]\Z")
FIELDS_OF = {
    "指标值": {"initial_target", "adjusted_target"},
    "实际完成值": {"actual"},
    "分值": {"weight"},
    "得分": {"score"},
    "全年预算数": {"full_year_budget"},
    "全年执行数": {"executed"},
    REASONS: {"deviation_reason"},
}
"""the fields behind the names in ``Assessment.unrecognised``"""


def printed_labels(template: FormTemplate) -> Mapping[str, str]:
    """The template's label of each field that messages name, where it is not the usual one."""
    funding, indicators = template.block(FundingBlock), template.block(IndicatorsBlock)
    labels: dict[str, str] = {spec.field: spec.label for spec in template.field_specs()}
    labels |= {column.field: column.label for column in (indicators.columns if indicators else ())}
    labels |= {one.field: one.label for one in (funding.columns if funding else ()) if one.group is None}
    labels |= {row.key: row.label for row in template.narrative_rows()}
    return {
        field: _LETTER.sub("", labels[field])
        for field, usual in USUAL_LABELS.items()
        if labels.get(field, usual) != usual
    }


def likely_headings(grid: Grid, form_map: FormMap) -> Mapping[str, Entry]:
    """By the name of a column: the heading that was not understood and is most like it."""
    template = form_map.template
    blocks = (template.block(FundingBlock), template.block(IndicatorsBlock))
    columns: list[Labelled] = [column for block in blocks if block for column in block.columns]
    found: dict[str, Entry] = {}
    for name, fields in FIELDS_OF.items():
        own = [column for column in columns if getattr(column, "field", "") in fields]
        keys = {label_key(label) for column in own for label in (column.label, *column.aliases)}
        like = [one for one in form_map.unread if one.nearest and label_key(one.nearest) in keys]
        if like:
            found[name] = read_entry(grid, max(like, key=lambda one: one.similarity).place)
    return found
