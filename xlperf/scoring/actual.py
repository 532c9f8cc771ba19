"""The actual value as the target asks for it: nothing happened, fell by 8 %, fell short of 4."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from xlperf.units import NO_UNIT
from xlperf.values import Kind, Moment, Op, Part, Value, embedded_value, normalised

# what may be said of a thing that did not occur, and what is then counted
_NOTHING = re.compile(
    r"(无|零|没有|未发生|没有发生|未出现|没有出现|未发现|没有发现|未收到|没有收到|零发生)"
    r"(任何|重大|较大|一般|安全|生产|责任|质量|有效|群众|群体性|违法|违规|违纪)*"
    r"(差错|错误|失误|投诉|举报|信访|上访|事故|事件|案件|问题|纠纷|舆情|违规|违法|违纪|延误|逾期)?(情况|现象|发生)?"
)
# a date, a trend or a list of items gives no figure either
_NO_FIGURE = (Kind.DATE, Kind.TREND, Kind.CHECKLIST, Kind.BAND)
# 少于4次 against ≥4次 leaves open how many there were
_LEAVES_OPEN = {(Op.LT, Op.GE), (Op.LT, Op.GT), (Op.LT, Op.EQ), (Op.LE, Op.GE), (Op.LE, Op.GT)}
_SHORT_OF = re.compile(
    r"(不足|不到|不满|不够|[未没](有|能)?(达|满|到|完成|开展|实施)[到成]?|(?<![误偏温时色价逆级])差|少于|低于|[还尚]缺"
    r"|剩余?|[还尚][有余])了?[约近]?[+-]?[\d.]"
)
_LEFT_UNDONE = re.compile(
    r"\d[^\d,，。;；、]{0,4}(尚|还|均|都)?[未没](有|能)?(完成|开展|实施|到位|达[到成]?)\Z"
)
_FALLEN = re.compile(r"(下降|减少|降低|减低|下滑|回落|下跌|负增长|压减|缩减)了?")
_RISEN = re.compile(r"(?<!负)(增长|上升|提高|提升|增加|上涨|增多)了?")
_RISING_NAME = re.compile(r"增|上升|提高|提升|上涨|涨幅")
_FALLING_NAME = re.compile(r"下降|减|降")
_FIRST_FIGURE = re.compile(r"[+-]?\d|[+-]?\.\d")
# for a 29 February that both sides name without a year
_LEAP_YEAR = 2000
_YUAN_FOR_TEN_THOUSAND, _TIMES = Decimal(10_000), Decimal(100)


def answer_to(target: Value, op: Op, name: str, actual: Value) -> Value:
    """The actual value read against a quantitative target; words that give no figure stay words.

    ``op`` is the target's direction, ``name`` the indicator's.
    """
    if not target.quantitative:
        return actual
    plain = normalised(actual.raw).rstrip("。.;")
    if _allows_none(target) and _NOTHING.fullmatch(plain):
        return Value(Kind.NUMBER, actual.raw, number=Decimal(0), unit=target.unit, embedded=True)
    if actual.kind is Kind.NUMBER and (actual.op, op) in _LEAVES_OPEN:
        return Value(Kind.TEXT, actual.raw)
    if actual.kind in _NO_FIGURE:
        actual = Value(Kind.TEXT, actual.raw)
    if actual.kind is not Kind.TEXT:
        return actual
    found = embedded_value(actual.raw, target.unit)
    if found is None or _SHORT_OF.search(plain) or _LEFT_UNDONE.search(plain):
        return actual
    return _signed(found, actual, op, plain, normalised(name))


def in_yuan(target: Value, actual: Value) -> bool:
    """A bare figure against ten thousands of yuan that can only have been meant in yuan."""
    if actual.kind is not Kind.NUMBER or actual.unit != NO_UNIT or target.kind is not Kind.NUMBER:
        return False
    if target.unit.dimension != "money" or target.unit.factor < _YUAN_FOR_TEN_THOUSAND:
        return False
    return target.number > 0 and actual.number >= target.number * _TIMES


def met_deadline(target: Value, actual: Value, year: int | None) -> bool | None:
    """Whether ``actual`` is on time; None where the two do not tell, or where the words leave it open (6月前).

    ``year`` is the form's own, for texts that name none. A deadline's own day is still on time.
    """
    limit, done = target.moment, _done(actual)
    if limit is None or done is None:
        return None
    bare = limit.year is None and done.year is None
    limit_year = limit.year or year or (_LEAP_YEAR if bare else None)
    years = {done.year} if done.year else {year, limit_year} - {None}
    answers = {_on_time(limit, limit_year, done, one) for one in years}
    return answers.pop() if len(answers) == 1 else None


def _done(actual: Value) -> Moment | None:
    """When it was done; 12月 against a deadline is the month, not a number of months."""
    if actual.kind is not Kind.NUMBER or actual.unit.text != "月" or actual.op is not Op.NONE:
        return actual.moment
    whole = actual.number == int(actual.number) and 1 <= actual.number <= 12
    return Moment(None, int(actual.number)) if whole else None


def _on_time(limit: Moment, limit_year: int | None, done: Moment, year: int | None) -> bool | None:
    last = limit.latest(limit_year)
    first_done, last_done = done.earliest(year), done.latest(year)
    if last is None or first_done is None or last_done is None:
        return None
    if last_done <= _certainly(limit, limit_year, last):
        return True
    # 12月前完成 may have been any day before
    return False if first_done > last and not done.before else None


def _certainly(limit: Moment, year: int | None, last: date) -> date:
    """The last day that is on time however the deadline is read: 6月前 may exclude June."""
    first = limit.earliest(year)
    open_ended = limit.before and not limit.day and limit.part is not Part.END
    return first - timedelta(days=1) if open_ended and first else last


def _allows_none(target: Value) -> bool:
    if target.kind is Kind.RANGE:
        return target.number <= 0
    return target.op in (Op.LE, Op.LT, Op.WITHIN) or target.number == 0


def _signed(found: Value, words: Value, op: Op, plain: str, name: str) -> Value:
    """A fall is negative against a growth, a rise against a reduction; where the name tells neither, no figure."""
    first = _FIRST_FIGURE.search(plain)
    before = plain[: first.start()] if first else plain
    fallen = (match := _last(_FALLEN, before)) is not None and match.end() == len(before)
    risen = (match := _last(_RISEN, before)) is not None and match.end() == len(before)
    rising, falling = bool(_RISING_NAME.search(name)), bool(_FALLING_NAME.search(name))
    if fallen and not (falling and not rising):
        reduced = (rising and not falling) or op in (Op.LE, Op.LT)
        return replace(found, number=-abs(found.number)) if reduced else words
    if risen and falling and not rising:
        return replace(found, number=-abs(found.number))
    return found


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter(reversed(list(pattern.finditer(text)))), None)
