"""Pattern N: points off for every occurrence (每发现一起扣1分)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from xlperf.decimals import half_up, plain
from xlperf.formula import Expr, Operand, expr
from xlperf.functions import cents, if_, is_number, max_, whole
from xlperf.scoring.clauses.answers import Answer, Unusable, figure_of, level
from xlperf.scoring.clauses.clause import Clause, falling, number_in
from xlperf.scoring.clauses.outcome import Answered, Line, Outcome, undecided
from xlperf.units import NO_UNIT, Unit, unit_at_start
from xlperf.values import Kind, Op, Value, normalised

_WHAT = r"(?:事故|案件|案例|投诉|举报|上访|信访|问题|情况|现象|事件|差错|失误|违规|违纪|违法|行为|纠纷|舆情)"
_NONE = re.compile(
    rf"(?:未|没有|无|零)(?:发生|出现|发现|存在|收到|接到)过?(?:[一-龥]{{0,10}}{_WHAT})?"
    rf"|(?:无|没有|零|0)(?:任何)?[一-龥]{{0,8}}?{_WHAT}(?:发生)?"
)
_NONE_WANTED = re.compile(r"[无未不没零]|杜绝|避免|防止|安全|合规|合格|规范|正常")
_HAPPENED = re.compile(r"发生|出现|发现|收到")
_COUNTED = re.compile(
    r"(?:共|累计)?(?:发生|出现|发现|收到)?[一-龥]{0,8}?(?P<count>\d+)(?P<thing>[^\d,;。]{1,18})"
)
_OTHER = re.compile(r"[未不没]|整改|完成|处理|化解")
_LONGEST = 200


@dataclass(frozen=True)
class Occurrences(Clause):
    """The weight less ``points`` for each, not below ``floor``; counted in ``unit``."""

    pattern = "N"
    answered_by = Answered.NUMBER

    points: Decimal
    floor: Decimal
    unit: Unit
    clean: str = ""
    """the words for none at all: 资金使用合规"""

    @property
    def best(self) -> Decimal:
        return self.weight

    @property
    def full_marks_line(self) -> Line | None:
        return Line(Op.LE, Decimal(0), self.unit)

    def reachable(self) -> tuple[Decimal, ...] | None:
        return falling(self.weight, self.floor, self.points)

    def _score(self, answer: Answer) -> Outcome:
        count = self._count(answer)
        if isinstance(count, Unusable):
            return undecided(count.why)
        if count < 0 or count != int(count):
            return undecided(f"完成值“{answer.text}”不是次数")
        if not count:
            return Outcome((self.weight,), f"没有发生，得{plain(self.weight)}分")
        left = self.weight - self.points * count
        score = half_up(max(self.floor, left))
        sum_ = f"{plain(self.weight)}－{plain(self.points)}×{plain(count)}"
        result = (
            f"{sum_}＜{plain(self.floor)}，扣完为止，得{plain(score)}分"
            if left < self.floor
            else f"{sum_}＝{plain(score)}分"
        )
        return Outcome((score,), f"发生{plain(count)}{self.unit.text}，{result}")

    def _count(self, answer: Answer) -> Decimal | Unusable:
        plain_text = normalised(answer.text[:_LONGEST]).rstrip("。.;")
        if answer.value.kind is Kind.NUMBER and self._counts(answer.goal):
            return figure_of(answer, self.unit)
        if _NONE.fullmatch(plain_text) and not _OTHER.search(plain_text.lstrip("未没无")):
            return Decimal(0)
        if self.clean and level(answer.text) == level(self.clean):
            return Decimal(0)
        match = _COUNTED.fullmatch(plain_text)
        happened = self._counts(answer.goal) or _HAPPENED.search(plain_text)
        if (
            match
            and happened
            and unit_at_start(match["thing"]) == self.unit
            and not _OTHER.search(plain_text)
        ):
            return Decimal(match["count"])
        return Unusable(f"从完成值“{answer.text}”看不出发生了几{self.unit.text}")

    def _counts(self, goal: Value) -> bool:
        """The target counts the same misfortune: ≤0起, 0次; a target of ≥5次 counts something else."""
        if not goal.quantitative:
            return goal.kind in (Kind.BLANK, Kind.NOT_APPLICABLE) or bool(_NONE_WANTED.search(goal.raw))
        return goal.kind is Kind.NUMBER and (goal.op in (Op.LE, Op.LT) or goal.number == 0)

    def _formula(self, actual: Operand, target: Operand, weight: Operand, goal: Value) -> Expr | None:
        if not self._counts(goal):
            return None
        count = number_in(actual, goal, self.unit)
        if count is None or (goal.unit != NO_UNIT and goal.unit.dimension in ("ratio", "money")):
            return None
        score = cents(max_(self.floor, expr(self.weight) - count * self.points))
        return if_(is_number(actual), if_(count >= 0, if_(count.eq(whole(count)), score, ""), ""), "")
