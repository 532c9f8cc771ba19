"""Whether the form says somewhere why money was left over; accepted generously, since people put it in many ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlperf.audit.context import Context
from xlperf.audit.explain import same_amount
from xlperf.audit.passages import FIGURE, search
from xlperf.audit.wording import BECAUSE, DELAYED
from xlperf.decimals import half_up, parse_decimal, places_of
from xlperf.units import UNITS, convert
from xlperf.values import normalised

# where reasons belong: there the mention of the surplus or of the rate is enough
_REASONS = ("problems", "improvements")
_MONEY_WORD = re.compile(r"执行|支出|支付|资金|预算|结余|结转|节余|经费|拨付|款|元")
_LATE = r"滞后|推迟|延[迟期误后]|偏慢|缓慢|较慢|过慢|不快|慢|偏低|较低|不高|较晚|偏晚|停工|暂停|未按期"
_SPENDING_CAUSE = re.compile(
    rf"{BECAUSE}|{DELAYED}|节约|节省|节支|省下|省了|尚[未有待需]|压减|缩减|减少|核减|调减|跨年|质保金|尾款|余款|[低少]于预算"
    r"|未(?=能|及时|按|足额|支付|支出|执行|使用|完成|开展|实施|到位|拨付|下达|结算|验收|招标|采购|达到|付|启动|开工|竣工|到期)"
    r"|没有?(?=支付|付|拨付|到位|下达|用完|花完|使用完|结算|完工|验收)|紧张|不到位|财力|停止拨付|关账|退回|交回|收回|上交|缴回"
)
# these speak of money that was not spent wherever they stand
_UNSPENT = re.compile(
    r"未[支能]?付(?!费)|没有?(支付|付清|付完|拨付|用完|花完)|未能?(支付|付出|拨付|付清)|暂[缓不](支付|拨付|实施)|缓付"
    r"|(次年|跨年|下年|明年|跨年度|下一?年度)[^,，。;；]{0,4}(支付|付款|结算|支出|使用)|质保金|质量保证金|余款|尾款"
    r"|(剩余|剩下|其余|余下)([^,，。;；]{0,4}(资金|款|经费)|[^。;；]{0,16}(支付|付清|拨付))"
    r"|[多两三四五]年期|分[两三四五]?[年期次批](付款|支付|拨付|实施)|省[下了出]|节[约省支余][^,，。;；]{0,4}(资金|经费|预算|成本|支出|开支|元)"
    r"|停止拨付|国库[^,，。;；]{0,6}(停|关账|退)|未下达|下达[较过偏]?[晚迟]|(资金|财[政力])[^,，。;；]{0,4}(紧张|困难|限制|不足|不到位|未到位)"
    rf"|(招标|采购|开工|施工|验收|审批|审计|结算|支付|拨付|执行|支出|工程|建设|实施)[^,，。;；]{{0,6}}({_LATE})"
    r"|(招标|采购)[^,，。;；]{0,6}(节约|节省|低于|结余)"
)
# 结余留用 is the name of a policy of health insurance, 可执行性 no execution figure
_EXECUTION_WORD = re.compile(
    r"执行率|结余(?!留用)|结转|节余|节约|未支付|未支出|未执行|支出进度|支付进度|支出率|支付率|执行数|执行[偏较]?[低慢]"
)
_ADMITS_LOW = re.compile(r"执行率(略|偏|较|过|比较)(低|不高)|执行率不(够)?高")
_LEFT_WORD = re.compile(r"[余剩省]|节[约支]|未|没有?|尚|待|结转|缓|压减|收回|交回")
_PERCENTAGE = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)%")
_AMOUNT = re.compile(rf"{FIGURE}(?P<unit>亿元|百万元|万元|千元|元|万)")
_SENTENCE_END = re.compile(r"[。;；!！?？\n]")


def explains_execution(form: Context) -> bool:
    """Somewhere the form says why so little of the budget was spent; figures alone explain nothing."""
    if form.reasons_unread:
        return True
    reasons = [row.indicator.deviation_reason.text for row in form.indicators]
    analysed = [text.entry.text for text in form.texts if text.key in _REASONS]
    # the remark on the execution rate itself only repeats the figures
    remarks = [row.indicator.deviation_reason.text for row in form.indicators if not row.is_execution]
    if any(_mentions_execution(text, form.scored.execution.rate) for text in (*analysed, *remarks)):
        return True
    passages = [(text.key, text.entry.text) for text in form.texts] + [("reason", text) for text in reasons]
    if any(_tells_cause(key, text) for key, text in passages):
        return True
    # who writes that the rate is low owes the cause: the surplus alone is none
    admitted = any(_ADMITS_LOW.search(normalised(text)) for _, text in passages)
    return not admitted and any(_names_surplus(text, form) for _, text in passages)


def _mentions_execution(text: str, rate: Decimal | None) -> bool:
    if _EXECUTION_WORD.search(normalised(text)):
        return True
    figures = (parse_decimal(figure) for figure in _PERCENTAGE.findall(normalised(text)))
    return rate is not None and any(
        figure is not None and half_up(rate, places_of(figure)) == figure for figure in figures
    )


def _tells_cause(key: str, text: str) -> bool:
    for sentence in _SENTENCE_END.split(text):
        plain = normalised(sentence)
        if _UNSPENT.search(plain):
            return True
        if (key == "execution" or _MONEY_WORD.search(plain)) and _SPENDING_CAUSE.search(plain):
            return True
    return False


def _names_surplus(text: str, form: Context) -> bool:
    """The very amount that is left, told as left."""
    for left in _surpluses(form):
        for found in search(_AMOUNT, text):
            amount = convert(found.number, UNITS[found.match["unit"]], form.money)
            same = same_amount(amount, found.decimals, left, form.money_decimals)
            if same and _LEFT_WORD.search(found.clause):
                return True
    return False


def _surpluses(form: Context) -> Iterator[Decimal]:
    fund = form.assessment.total_fund
    budget, executed = fund.full_year_budget.number, fund.executed.number
    if budget is not None and executed is not None and budget > executed:
        yield budget - executed
