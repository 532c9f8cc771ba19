"""The analysis texts: a label and a wide cell each, some with a second text beside."""

from __future__ import annotations

from itertools import groupby

from xlperf.forms import NarrativeRow, NarrativesBlock
from xlperf.layout import styles
from xlperf.layout.canvas import Canvas
from xlperf.layout.form_cells import FormCells
from xlperf.layout.plan import InputLimit
from xlperf.projects.project import Project
from xlperf.spans import span
from xlperf.workbook.names import narrative_name


def lay_out_narratives(canvas: Canvas, block: NarrativesBlock, project: Project, cells: FormCells) -> None:
    """All rows of the block below their caption, rows of one group beside its heading."""
    top = canvas.row
    if block.headings:
        _headings(canvas, block)
    for group, rows in groupby(block.rows, key=lambda row: row.group if row.group_at else None):
        first = canvas.row
        members = list(rows)
        for row in members:
            _row(canvas, block, row, project, cells)
        if group and members[0].group_at:
            canvas.put_caption(span(members[0].group_at), group, styles.LABEL, first)
    if block.caption_at:
        canvas.put_caption(span(block.caption_at), block.caption, styles.CAPTION, top)


def _headings(canvas: Canvas, block: NarrativesBlock) -> None:
    assert block.headings
    row = block.rows[0]
    for at, text in zip((row.label_at, row.value_at, row.beside_at), block.headings, strict=True):
        if at:
            canvas.put(span(at), text, styles.HEADER)
    canvas.heights[canvas.row] = 22
    canvas.row += 1


def _row(
    canvas: Canvas, block: NarrativesBlock, row: NarrativeRow, project: Project, cells: FormCells
) -> None:
    label_at = span(row.label_at)
    texts = [text for text in block.texts() if text.key in (row.key, row.issues_key)]
    filled = [(span(text.value_at), project.narratives.get(text.key, "")) for text in texts]
    rows = canvas.fit_rows([(label_at, row.label), *filled], block.height)
    canvas.put(label_at, row.label, styles.LABEL, rows=rows)
    for text, (at, content) in zip(texts, filled, strict=True):
        hint = row.hint or "请如实填写。" if text is row else "有问题的写明问题和改进措施；没有的填“无”。"
        cells.labels[text.key] = text.label
        cells.narratives[text.key] = canvas.put(
            at,
            content or None,
            styles.TYPED_TEXT,
            rows=rows,
            name=narrative_name(text.key),
            limit=InputLimit(text.label[:32], hint),
        )
    canvas.row += rows
