"""Indicators that were never assessed: 不适用, 不扣分, and the parts of a score that the text accounts for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlperf.audit.context import Context
from xlperf.audit.listed import named_in, plain_name
from xlperf.audit.passages import sentences
from xlperf.decimals import parse_decimal
from xlperf.scoring.assessment import IndicatorScore
from xlperf.values import normalised

# 未发生事故,不扣分 and 无违规项目,不扣分 are results
_LEFT_OUT = re.compile(
    r"(不适用|(不|未|没有)涉及(?![^,。;]{0,8}(违|问题|挪用|截留|挤占|投诉|事故|安全|处罚))|(未|尚未|没有)公布|(无|没有)(新建|此类|该类|此项))"
    r"[^。]{0,60}?(不扣分|不予扣分|不予扣减|[得记给按]满分)"
)
_ASSESSED = re.compile(r"(评价|自评)?得分?(?P<figure>\d+(\.\d+)?)分(?!值|以|钟)")

_EACH = re.compile(r"[各均每][^,。;]{0,6}得?\d+(\.\d+)?分")
_PARTLY = re.compile(r"不适用|不涉及|未涉及|没有涉及")


def not_assessed(form: Context) -> tuple[IndicatorScore, ...]:
    """The rows with full marks that the form itself calls not applicable, in their order."""
    told = _told_in_prose(form)
    return tuple(
        row
        for row in form.indicators
        if not row.is_execution and _full(row) and (row.not_applicable or _says_so(row) or row in told)
    )


def part_scores(row: IndicatorScore) -> tuple[Decimal, ...]:
    """The points that the row's own explanation gives part by part: 评价得分0.5分 … 评价得分1分."""
    if _EACH.search(normalised(row.indicator.deviation_reason.text)):
        return ()
    found = []
    for match in _ASSESSED.finditer(normalised(row.indicator.deviation_reason.text)):
        number = parse_decimal(match["figure"])
        if number is not None:
            found.append(number)
    return tuple(found)


def tells_left_out(row: IndicatorScore) -> bool:
    """The explanation calls some part not applicable."""
    return _PARTLY.search(normalised(row.indicator.deviation_reason.text)) is not None


def _full(row: IndicatorScore) -> bool:
    return row.weight is not None and row.weight > 0 and row.filled is not None and row.filled >= row.weight


def _says_so(row: IndicatorScore) -> bool:
    own = row.indicator
    return any(
        _LEFT_OUT.search(normalised(cell.text)) is not None and not _ASSESSED.search(normalised(cell.text))
        for cell in (own.actual, own.deviation_reason, own.evidence)
    )


def _told_in_prose(form: Context) -> tuple[IndicatorScore, ...]:
    rows = [row for row in form.indicators if len(plain_name(row)) >= 4]
    return tuple(row for sentence in _sentences(form) for row in named_in(sentence, rows))


def _sentences(form: Context) -> Iterator[str]:
    for text in form.texts:
        for sentence in sentences(text.entry.text):
            if "不适用" in sentence and _LEFT_OUT.search(sentence) and not _ASSESSED.search(sentence):
                yield sentence
