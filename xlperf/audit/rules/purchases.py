"""Rules for purchases told in the prose and in a table: both name the same method."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.audit.cells import address
from xlperf.audit.context import Context, Text
from xlperf.audit.finding import Severity
from xlperf.audit.purchase_claims import purchase_claims
from xlperf.audit.purchase_match import contradicted
from xlperf.audit.registry import Issue, rule
from xlperf.model import Entry

GROUP = "政府采购"


@rule(
    "XP086",
    Severity.ERROR,
    "采购方式文字与表格不一致",
    why="采购方式是审计必查的内容，同一笔采购文字和表格写的方式不同，就说不清是怎么买的。",
    basis="《中华人民共和国政府采购法》规定了各种采购方式的适用条件，同一笔采购只能有一种方式，文字与表格应当一致。",
    bad="文中写委托经办业务预算1800000元“自行采购”，采购表中这一项的采购方式是“单一来源”。",
    good="文中和采购表都写“单一来源”。",
    fix="请对照采购文件和合同，改正写错的一处；确实变更过采购方式的，请在文中写明变更的原因和批准情况。",
)
def methods_of_purchase_agree(form: Context) -> Iterator[Issue]:
    """The prose names no other method for a purchase than its row of the table does."""
    reasons = (
        Text("reason", "偏差原因", row.indicator.deviation_reason)
        for row in form.indicators
        if not row.indicator.deviation_reason.blank
    )
    claims = tuple(purchase_claims((*form.texts, *reasons)))
    for claim, row in contradicted(claims, form):
        yield Issue(
            claim.text.entry,
            f"文中说“{claim.said}”，表中“{row.label}”的{row.heading}写的是“{row.method.text.strip()}”{_where(row.method, claim.text.entry)}。",
            also=(row.method,),
            stated=claim.method,
            expected=row.method.text.strip(),
        )


def _where(method: Entry, told: Entry) -> str:
    """The cell, with its sheet where that is another one; a document's tables are named already."""
    if method.place and told.place and method.place.sheet != told.place.sheet and not method.place.named:
        return f"（工作表“{method.place.sheet}”的{method.place.label}）"
    return address(method)
