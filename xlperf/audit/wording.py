"""What words say: whether a reason is given, whether it names a cause, whether a rate can pass 100 %."""

from __future__ import annotations

import re
from decimal import Decimal

from xlperf.audit.context import Context, Text, written
from xlperf.decimals import half_up, parse_decimal, places_of
from xlperf.model import Entry
from xlperf.values import normalised

_NO_REASON = re.compile(r"(无偏差|没有偏差|不存在偏差|未发生偏差|无扣分|已完成|完成|同上|略)[。.]?\Z")

# 不断、不仅… are no shortfall, 因此 and 未来 no cause, 查缺补漏 and 困难群众 no lack
_BECAUSE = r"因(?!此|地制宜|材施教|时制宜)|由于|原因|导致|造成|致使|受.{1,20}影响"
_DELAYED = r"滞后|推迟|延[迟期误后]|暂[停缓]|取消|中断|受阻|停工|较晚"
_CAUSE = re.compile(
    rf"{_BECAUSE}|{_DELAYED}|影响[了到]|未(?!来|雨绸缪)|尚[未有需待不无]|没有|没能|无法|难以|变更"
    r"|不[足够高好强全多大细深密清准及能便同均平理规科符达熟了]|不到位|不完善|不健全|(?<!查)(?<!补)缺|欠"
    r"|[偏较过][低少慢弱短紧]|[偏过][高大多]|薄弱|短板|差距|有限|下滑|回落|低于|少于|高于|超出"
    r"|有待|仍需|仍有|还需|还有|亟[需待]|存在|困难(?!群|人|家|职|学|户)|时间紧|任务重|人手|周期长|起步|冲突|矛盾|反映"
)
_MONEY_WORD = re.compile(r"执行|支出|支付|资金|预算|结余|结转|节余|经费|拨付|元")
_SPENDING_CAUSE = re.compile(
    rf"{_BECAUSE}|{_DELAYED}|节约|节省|节支|尚[未有待需]|压减|缩减|减少|核减|调减|跨年|质保金|尾款|[低少]于预算"
    r"|未(?=能|及时|按|足额|支付|支出|执行|使用|完成|开展|实施|到位|拨付|下达|结算|验收|招标|采购|达到|付|启动|开工|竣工|到期)"
)
# 结余留用 is the name of a policy of health insurance, 可执行性 no execution figure
_EXECUTION_WORD = re.compile(
    r"执行率|结余(?!留用)|结转|节余|节约|未支付|未支出|未执行|支出进度|支付进度|支出率|支付率|执行数|执行偏低|执行较[低慢]"
)
_PERCENTAGE = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)%")
_SENTENCE_END = re.compile(r"[。;；!！?？\n]")

_RATE = re.compile(r"(?<!效)(?<!频)率(?!先|领|下降|上升|[提增降减])|满意度|知晓度|认可度|覆盖面|占比")
# changes, plan fulfilment and ratios of two different things pass 100 % quite properly
_OPEN_ENDED = re.compile(
    r"([增升变降减缩超速].?|提高|完成|利用|使用|负[债荷]|周转|收益|回报|利润|毛利|产出|杠杆|撬动|带动|放大|偏[差离]"
    r"|比|毛入学|执行|控制|汇|费|税|利|倍|偿债|自给|贡献|效|功)\Z"
)


def has_reason(entry: Entry) -> bool:
    """A deviation reason is written, and it says more than 无 or 无偏差."""
    return written(entry) and not _NO_REASON.match(normalised(entry.text))


def names_cause(text: str) -> bool:
    """The text says why something fell short rather than what was done."""
    return _CAUSE.search(normalised(text)) is not None


def explains_execution(form: Context) -> bool:
    """Somewhere the form says why so little of the budget was spent; figures alone explain nothing."""
    rate = form.scored.execution.rate
    reasons = [row.indicator.deviation_reason.text for row in form.indicators]
    analysed = [text.entry.text for text in form.texts if text.key in ("problems", "improvements")]
    if any(_mentions_execution(text, rate) for text in (*analysed, *reasons)):
        return True
    return any(_tells_cause(text) for text in form.texts if text.key in ("execution", "completion"))


def _mentions_execution(text: str, rate: Decimal | None) -> bool:
    if _EXECUTION_WORD.search(normalised(text)):
        return True
    figures = (parse_decimal(figure) for figure in _PERCENTAGE.findall(normalised(text)))
    return rate is not None and any(
        figure is not None and half_up(rate, places_of(figure)) == figure for figure in figures
    )


def _tells_cause(text: Text) -> bool:
    for sentence in _SENTENCE_END.split(text.entry.text):
        about_money = text.key == "execution" or _MONEY_WORD.search(sentence)
        if about_money and _SPENDING_CAUSE.search(normalised(sentence)):
            return True
    return False


def is_capped_rate(name: str) -> bool:
    """The name is that of a share of a whole (合格率, 覆盖率, 满意度), which cannot pass 100 %."""
    plain = normalised(name)
    found = list(_RATE.finditer(plain))
    if not found:
        return False
    last = found[-1]
    return last[0] != "率" or _OPEN_ENDED.search(plain[: last.start()]) is None
