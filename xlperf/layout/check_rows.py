"""Live checks that look at every indicator: for each row and check a formula that is 1 where something is to be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xlperf.decimals import CENT, HUNDRED, plain
from xlperf.formula import At, Expr, Operand, expr
from xlperf.functions import abs_, and_, half_up_to, if_, is_number, is_text, length, not_, or_, round_
from xlperf.layout.form_cells import NOT_APPLICABLE, IndicatorCells
from xlperf.profiles import Profile
from xlperf.scoring.qualitative import limit_formula
from xlperf.scoring.quantitative import POSITIVE


def more(left: Expr, right: Operand) -> Expr:
    """``left`` is greater than ``right`` by more than half a cent; rounded first, as binary differences are not exact."""
    return half_up_to(left - right, 6) > CENT / 2


def apart(left: Expr, right: Operand) -> Expr:
    """The two figures differ by more than half a cent."""
    return half_up_to(abs_(left - right), 6) > CENT / 2


@dataclass(frozen=True)
class RowCheck:
    """A check of one field in every indicator row that has the fields ``needs``.

    ``wrong`` is the condition as a formula; ``missing`` says that it is something still to be filled in rather than
    something wrong. The sentences follow the number of rows found.
    """

    title: str
    field: str
    needs: tuple[str, ...]
    wrong: Callable[[IndicatorCells, Profile], Expr | None]
    good: str
    bad: str
    missing: bool = False

    def of(self, row: IndicatorCells, profile: Profile) -> Expr | None:
        """The condition for a row; None where there is nothing to check. Rows left empty in a blank form are none."""
        if not set(self.needs) <= set(row.cells):
            return None
        wrong = self.wrong(row, profile)
        if wrong is None or not row.open:
            return wrong
        return and_(used(row), wrong)


def used(row: IndicatorCells) -> Expr:
    """Somebody has begun to fill in this row of a blank form."""
    typed = [row.cells[field] for field in ("name", "weight", "score", "actual") if field in row.cells]
    return or_(*(length(cell) > 0 for cell in typed))


def _empty(field: str) -> Callable[[IndicatorCells, Profile], Expr | None]:
    return lambda row, profile: length(row.cells[field]).eq(0)


def _unexplained(row: IndicatorCells) -> Expr:
    reason = row.cells.get("deviation_reason")
    return length(reason).eq(0) if reason else expr(True)


def _weight(row: IndicatorCells, profile: Profile) -> Expr:
    weight = row.cells["weight"]
    return not_(if_(is_number(weight), weight > 0, expr(False)))


def _target(row: IndicatorCells, profile: Profile) -> Expr:
    return length(row.effective_target).eq(0)


def _no_actual(row: IndicatorCells, profile: Profile) -> Expr:
    return length(row.cells["actual"]).eq(0)


def _words_for_number(row: IndicatorCells, profile: Profile) -> Expr | None:
    return is_text(row.cells["actual"]) if row.rule else None


def _unknown_phrase(row: IndicatorCells, profile: Profile) -> Expr | None:
    if not row.choices:
        return None
    actual = row.cells["actual"]
    known = or_(*(actual.eq(phrase) for phrase in row.choices))
    return and_(length(actual) > 0, not_(known))


def _score_missing(row: IndicatorCells, profile: Profile) -> Expr | None:
    if row.live is not None:
        return None
    actual = row.cells.get("actual")
    missing = length(row.cells["score"]).eq(0)
    return and_(length(actual) > 0, missing) if actual else missing


def _score_out_of_range(row: IndicatorCells, profile: Profile) -> Expr:
    score, weight = row.cells["score"], row.cells["weight"]
    words = and_(is_text(score), length(score) > 0, score.ne(NOT_APPLICABLE))
    return if_(is_number(score), or_(score < 0, if_(is_number(weight), score > weight, False)), words)


def _outside_band(row: IndicatorCells, profile: Profile) -> Expr | None:
    if not row.banded:
        return None
    actual, score, weight = row.cells["actual"], row.cells["score"], row.cells["weight"]
    low = limit_formula(profile, actual, weight, upper=False)
    high = limit_formula(profile, actual, weight, upper=True)
    return if_(is_number(score), or_(score < low, score > high), expr(False))


def _differs_from_rule(row: IndicatorCells, profile: Profile) -> Expr | None:
    if row.live is None:
        return None
    score, rule = row.cells["score"], row.live
    differs = if_(is_number(score), if_(is_number(rule), apart(score, rule), expr(False)), expr(False))
    return and_(differs, _unexplained(row))


def _unexplained_deduction(row: IndicatorCells, profile: Profile) -> Expr:
    score, weight = row.cells["score"], row.cells["weight"]
    short = if_(and_(is_number(score), is_number(weight)), more(weight, score), expr(False))
    return and_(short, _unexplained(row))


def _unexplained_excess(row: IndicatorCells, profile: Profile) -> Expr | None:
    if not row.rule or row.rule.bounds is not None or row.rule.op not in POSITIVE:
        return None
    actual, target = row.cells["actual"], row.effective_target
    far = and_(target > 0, actual >= round_(target * profile.quantitative.over_fulfilment, 9))
    if profile.quantitative.zero_overshoot is not None:
        far = or_(far, and_(target.eq(0), actual >= expr(profile.quantitative.zero_overshoot)))
    both = if_(is_number(actual), if_(is_number(target), far, expr(False)), expr(False))
    return and_(both, _unexplained(row))


def _unexplained_shortfall(row: IndicatorCells, profile: Profile) -> Expr | None:
    """For forms without scores: full marks out of a hundred would not be due."""
    if not row.rule or "score" in row.cells:
        return None
    actual, target = row.cells["actual"], row.effective_target
    short = row.rule.formula(actual, target, HUNDRED) < HUNDRED
    known = is_number(actual) if row.rule.bounds else and_(is_number(actual), is_number(target))
    return and_(if_(known, short, expr(False)), _unexplained(row))


def row_checks(profile: Profile) -> tuple[RowCheck, ...]:
    """The checks of the indicator table in the order of its columns."""
    times = plain(profile.quantitative.over_fulfilment * HUNDRED)
    score = ("weight", "score")
    return (
        RowCheck(
            "三级指标名称", "name", ("name",), _empty("name"), "每行都有三级指标名称。",
            "行没有三级指标名称，请补填。",
        ),
        RowCheck(
            "指标分值", "weight", ("weight",), _weight, "每项指标都有分值。",
            "项指标没有分值，请补上大于0的分值。",
        ),
        RowCheck(
            "指标值", "initial_target", ("initial_target",), _target, "每项指标都有指标值。",
            "项指标没有指标值，请补填。",
        ),
        RowCheck(
            "实际完成值", "actual", ("actual",), _no_actual, "每项指标都填了实际完成值。",
            "项指标还没有填实际完成值，请逐项填写。", missing=True,
        ),
        RowCheck(
            "定量指标填数字", "actual", ("actual",), _words_for_number, "定量指标的完成值都是数字。",
            "项定量指标的完成值不是数字，请只填数字，不带“≥”和单位。",
        ),
        RowCheck(
            "完成值选档次", "actual", ("actual",), _unknown_phrase, "要选档次的完成值都已从下拉列表中选定。",
            "项指标的完成值不在下拉列表之内，请从列表中选择。",
        ),
        RowCheck(
            "填写得分", "score", score, _score_missing, "要填写的得分都填了。",
            "项指标还没有填得分，请填写。", missing=True,
        ),
        RowCheck(
            "得分范围", "score", score, _score_out_of_range, "各项得分都在0和分值之间。",
            "项得分小于0、超过分值或不是数字，请改正。",
        ),
        RowCheck(
            "得分与档次", "score", ("actual", *score), _outside_band, "定性指标的得分与所选档次相符。",
            "项定性指标的得分不在所选档次的范围内，请改得分或改档次。",
        ),
        RowCheck(
            "得分与规则", "score", score, _differs_from_rule, "由公式计算的得分与计算结果一致。",
            "项得分与计算结果不同又没有写原因，请恢复或说明。",
        ),
        RowCheck(
            "扣分说明原因", "deviation_reason", score, _unexplained_deduction, "扣分的指标都写了原因。",
            "项指标扣了分，没有写原因和改进措施，请补写。",
        ),
        RowCheck(
            "超额完成说明原因", "deviation_reason", ("actual",), _unexplained_excess,
            f"完成值达到指标值{times}%以上的，都写了原因。",
            f"项指标的完成值达到指标值的{times}%以上，没有写原因，请说明。",
        ),
        RowCheck(
            "未完成说明原因", "deviation_reason", ("actual",), _unexplained_shortfall,
            "没有完成指标值的，都写了原因。", "项指标没有完成指标值，又没有写原因和改进措施，请补写。",
        ),
    )  # fmt: skip


def at_field(row: IndicatorCells, field: str) -> At:
    """The cell that a check sends the filler to."""
    return row.cells.get(field) or row.cells["name"]
