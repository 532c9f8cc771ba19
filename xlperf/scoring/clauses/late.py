"""Pattern T: full marks for being in time, points off for every day or month too late (每延迟1天扣0.5分)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from xlperf.decimals import half_up, plain
from xlperf.formula import Expr, Operand
from xlperf.scoring.clauses.answers import Answer, Unusable
from xlperf.scoring.clauses.clause import Clause, falling
from xlperf.scoring.clauses.outcome import Answered, Outcome, undecided
from xlperf.scoring.clauses.spelling import COUNT, figure, spelled
from xlperf.units import Unit, alike, convert, unit
from xlperf.values import Kind, Op, Value

IN_TIME = re.compile(
    r"(?:[一-龥]{0,8}?)(?:按照?|在)?(?:按[期时]|及时|如期|计划(?:时间|进度|工期)?|(?:规定|计划|约定|合同约定)(?:的)?(?:时间|时限|期限|工期)(?:内|节点)?)"
    r"(?:要求)?(?:全部)?(?:完成|完工|竣工|支付|发放|拨付|办结|报送|公开|交付|到位|验收|开展)?(?:的|时)*"
)
_NOT = re.compile(r"[未不没]")
_TOO_LATE = re.compile(
    rf"(?:[一-龥]{{0,6}}?)(?:延迟|延误|延期|推迟|逾期|拖延|晚|迟|超期)了?(?P<size>{COUNT})(?P<unit>天|日|个工作日|工作日|周|个月|月)"
    r"(?:完成|完工|竣工|支付|发放|拨付|办结|报送|公开|交付|到位|验收)?"
)
_LONGEST = 60


@dataclass(frozen=True)
class Late(Clause):
    """The weight less ``points`` for every ``size`` of time too late, not below ``floor``."""

    pattern = "T"
    answered_by = Answered.WORDS

    size: Decimal
    unit: Unit
    points: Decimal
    floor: Decimal

    @property
    def best(self) -> Decimal:
        return self.weight

    def reachable(self) -> tuple[Decimal, ...] | None:
        return falling(self.weight, self.floor, self.points)

    def _score(self, answer: Answer) -> Outcome:
        late = self._late(answer)
        if isinstance(late, Unusable):
            return undecided(late.why)
        if late <= 0:
            return Outcome((self.weight,), f"按时完成，得{plain(self.weight)}分")
        count = late / self.size
        if count != int(count):
            return undecided(f"延迟{plain(late)}{self.unit.text}不足一档的部分，细则没有规定怎么扣")
        left = self.weight - self.points * count
        score = half_up(max(self.floor, left))
        sum_ = f"{plain(self.weight)}－{plain(self.points)}×{plain(count)}"
        under = f"{sum_}＜{plain(self.floor)}，得{plain(score)}分"
        said = under if left < self.floor else f"{sum_}＝{plain(score)}分"
        return Outcome((score,), f"延迟{plain(late)}{self.unit.text}，{said}")

    def _late(self, answer: Answer) -> Decimal | Unusable:
        plain_text = spelled(answer.text[:_LONGEST]).rstrip("。.;")
        if IN_TIME.fullmatch(plain_text) and not _NOT.search(plain_text):
            return Decimal(0)
        match = _TOO_LATE.fullmatch(plain_text)
        size, measure = (figure(match["size"]), unit(match["unit"])) if match else (None, None)
        if size is not None and measure is not None and alike(measure, self.unit):
            return convert(size, measure, self.unit)
        return self._beyond(answer)

    def _beyond(self, answer: Answer) -> Decimal | Unusable:
        """A target of at most so many days, answered by days."""
        goal, value = answer.goal, answer.value
        if (
            goal.kind is value.kind is Kind.NUMBER
            and goal.op in (Op.LE, Op.EQ)
            and not (goal.approximate or value.approximate)
            and goal.unit.dimension == value.unit.dimension == self.unit.dimension
        ):
            return convert(value.number, value.unit, self.unit) - convert(goal.number, goal.unit, self.unit)
        return Unusable(f"从完成值“{answer.text}”看不出晚了几{self.unit.text}")

    def _formula(self, actual: Operand, target: Operand, weight: Operand, goal: Value) -> Expr | None:
        return None
