"""Rules for targets that point the wrong way, or that say one thing here and another there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlperf.audit.cells import address, quoted_name
from xlperf.audit.context import Context
from xlperf.audit.finding import Severity
from xlperf.audit.mentions import names_indicator
from xlperf.audit.passages import search
from xlperf.audit.registry import Issue, rule
from xlperf.model import Entry
from xlperf.scoring.assessment import IndicatorScore
from xlperf.units import alike, unit_at_start
from xlperf.values import Kind, Op, Value, normalised, parse_value

GROUP = "指标值的方向"

_AT_LEAST, _AT_MOST = (Op.GE, Op.GT), (Op.LE, Op.LT)
# the less of these the better
_BAD_RATE = (
    r"投诉|差错|失误|误差|错误|事故|事故发生|发生|逾期|故障|退件|返工|超标|漏检|漏报|误报|流失|辍学|发病|死亡|返贫|违约|违规|违法|破损"
    r"|不合格|不良|差评|退回|超支|超期|空置|闲置|案发"
)
_LESS_IS_BETTER = re.compile(
    rf"((?:{_BAD_RATE})(率|量|数|数量|次数|件数|起数|人数)|投诉|(响应|等待|排队|办理|办结|到场|到达|处理|处置|修复|恢复|抢修|审批|审核|反馈|回复|拨付|支付|结算)的?(平均)?(时间|时限|时长|时效))\Z"
)
_TURNED = re.compile(
    r"下降|降低|减少|压减|压降|缩短|节约|节省|节支|提前|控制|无故障|零|不发生|未发生|处理率|办结率|回复率|整改|查处|查办|解决|化解|挽回|排查|识别|发现"
    r"|防范|预防|打击|救治|扣除|剔除|补偿|结果|平均无"
)
# money brought in or promised at a fixed rate is cost all the same, and rightly ≥ or =
_COST_TURNED = re.compile(
    r"节约|节省|节支|降低|下降|压减|压降|压缩|减少|收入|收益|筹集|筹措|引导|撬动|带动|吸引|投入|投资|产值|到位|配套|自筹|回收|标准|补助|补贴|定额|单价|发放|工资"
    r"|薪酬|奖励|奖补|资助|救助|待遇|赔偿|补偿|津贴|缴费|缴纳|执行率|完成率|合规|效益|毛利|利润"
)
_MORE_IS_BETTER = re.compile(
    r"(合格|达标|完整|准确|正确|通过|优良|优秀|及时|覆盖|完成|完好|齐全|成活|入学|就业|知晓|参与|参保|到位|规范|满意|回访|公开|普及|出勤)率\Z|满意度\Z"
)
_NUMBER_OF_GOOD = re.compile(
    r"(受益|惠及|覆盖|服务对象|新建|新增|建成|改造|绿化|造林|种植|救治|脱贫|就业|获奖|宣传)[^,]{0,8}(人次|人数|户数|数量|面积|里程|场次|次数)\Z"
)
_LIMITED = re.compile(
    r"不满意|债务|负债|欠|编外|案件|不合格|不达标|不及时|不规范|未|差错|控制|压减|精简|减少|上限|限额|超|下降|降低|退|流失"
)
_GROWS = re.compile(
    r"((有所|明显|显著|不断|逐步|持续|大幅|大幅度|有效|稳步|进一步|较大|切实|全面|得到)*(提高|提升|增加|增长|上升|增强|加重|扩大|增多)(明显|显著)?)"
)
_BURDEN = (
    r"负担|投诉(率|量|数)?|违法(行为|犯罪)?(率|数)?|违规(行为)?(率|数)?|风险|事故(率|数|起数|发生率)?|差错率?|失误率?|污染(排放|程度)?|浪费|返贫率?"
    r"|流失率|发病率|死亡率|逾期率|故障率|隐患|欺诈骗保(行为)?|骗保(行为)?|犯罪率|欠费率?|等待时间|办事时间|办理时间|拥堵(程度)?"
)
_WRONG_WAY = re.compile(rf"(?:{_BURDEN})\Z")
_WRONG_WAY_INSIDE = re.compile(rf"(?:{_BURDEN}){_GROWS.pattern}\Z")
_AGAINST = re.compile(
    r"抗|防|抵御|化解|降低|减轻|减少|控制|规避|遏制|治理|打击|查处|查办|监测|识别|预警|排查|消除|缓解|受理|处理|处置|管理|意识|揭发|举报|整治|分担"
)


@rule(
    "XP043",
    Severity.WARNING,
    "比较符号的方向与指标不符",
    why="成本、投诉、差错、响应时间越少越好，合格率、满意度越高越好，符号反了，完成得好反而要扣分。",
    basis="财预〔2020〕10号：正向指标用“≥”，反向指标用“≤”。",
    bad="成本指标“设备购置费”的指标值写“≥30万元”。",
    good="成本指标“设备购置费”的指标值写“≤30万元”。",
    fix="请核对批复的绩效目标；符号写反的，改正指标值，并重新计算得分。",
)
def sign_fits_class(form: Context) -> Iterator[Issue]:
    """What should be little has no ≥, what should be much no ≤."""
    for row in form.indicators:
        expected = _expected_sign(row)
        if expected:
            kind, sign = expected
            yield Issue(
                _target_cell(row),
                f"{quoted_name(row.indicator)}{kind}，一般用“{sign}”，指标值现在写的是“{row.target.raw.strip()}”。",
                stated=row.target.op.value,
                expected=sign,
            )


def _target_cell(row: IndicatorScore) -> Entry:
    return next(
        (
            cell
            for cell in (row.indicator.adjusted_target, row.indicator.initial_target)
            if cell.place and cell.text and cell.text in row.target.raw
        ),
        row.indicator.initial_target,
    )


def _expected_sign(row: IndicatorScore) -> tuple[str, str] | None:
    """The kind of indicator and the sign it should have, None where the sign may be right."""
    target, name = row.target, normalised(row.indicator.name.text).rstrip("。.;,")
    if target.kind is not Kind.NUMBER or target.number == 0:
        return None
    second = normalised(row.indicator.second_level.text)
    if (
        target.op in (*_AT_LEAST, Op.EQ)
        and "成本" in second
        and not _COST_TURNED.search(name)
        and target.unit.dimension.partition("/")[0] == "money"
    ):
        return "是成本指标，越少越好", "≤"
    if target.op in _AT_LEAST and _LESS_IS_BETTER.search(name) and not _TURNED.search(name):
        return "越少越好", "≤"
    much = _MORE_IS_BETTER.search(name) or ("数量" in second and _NUMBER_OF_GOOD.search(name))
    share = target.unit.dimension in ("", "ratio") or "数量" in second
    if target.op in _AT_MOST and much and share and not _LIMITED.search(name):
        return "越多越好", "≥"
    return None


@rule(
    "XP044",
    Severity.ERROR,
    "指标值的意思说反了",
    why="负担、投诉、风险是要减少的，写成“明显提高”，意思正好相反。",
    basis="绩效目标应当表述准确，与项目要达到的效果一致。",
    bad="指标“群众费用负担”，指标值写“明显提高”。",
    good="指标“群众费用负担”，指标值写“明显减轻”。",
    fix="请改成“明显减轻”“明显减少”一类的说法，或改正指标名称。",
)
def words_point_the_right_way(form: Context) -> Iterator[Issue]:
    """A burden does not grow by intention."""
    for row in form.indicators:
        name = normalised(row.indicator.name.text).rstrip("。.;,")
        if row.target.kind is not Kind.TEXT or _AGAINST.search(name):
            continue
        target = normalised(row.target.raw).rstrip("。.;,")
        grows = _GROWS.fullmatch(target)
        whole = _WRONG_WAY_INSIDE.search(name) or _WRONG_WAY_INSIDE.fullmatch(target)
        if (grows and _WRONG_WAY.search(name)) or whole:
            wrong = (
                f"{name}{target}"
                if grows and not whole
                else (name if _WRONG_WAY_INSIDE.search(name) else target)
            )
            yield Issue(
                _target_cell(row),
                f"“{wrong}”意思说反了，应为减轻、减少或下降。",
                also=(row.indicator.name,),
                stated=row.target.raw.strip(),
            )


_SIGNED = re.compile(r"(?P<sign>[≥≤><])(?P<figure>\d+(?:\.\d+)?)(?P<unit>%|[^\d,。;:、\s]{0,3})")
_PARTNER = {Op.GE: Op.GT, Op.GT: Op.GE, Op.LE: Op.LT, Op.LT: Op.LE}


@rule(
    "XP045",
    Severity.WARNING,
    "同一指标的“≥”和“>”写得不一致",
    why="“≥85%”含85%，“>85%”不含，正好等于85%时得不得分就说不清了。",
    basis="同一指标的指标值在各处应当一致；以上、以下、以内都含本数。",
    bad="指标值写“≥85%”，年度目标里写“满意度>85%”。",
    good="两处都写“≥85%”。",
    fix="请按批复的绩效目标统一写法，一般用“≥”或“≤”。",
)
def one_sign_everywhere(form: Context) -> Iterator[Issue]:
    """The same bound of one indicator is strict here and not there: in both targets, in the twin table, in prose."""
    for row in form.indicators:
        partner = _PARTNER.get(row.target.op)
        if row.target.kind is Kind.NUMBER and partner is not None:
            other = _written_otherwise(row, partner, form)
            if other is not None:
                cell, words = other
                yield Issue(
                    _target_cell(row),
                    f"{quoted_name(row.indicator)}的指标值写“{row.target.raw.strip()}”，另一处{address(cell)}写“{words}”，"
                    f"一处含{_bound(row)}，一处不含。",
                    also=(cell,),
                    stated=row.target.raw.strip(),
                )
        elif not row.target.quantitative:
            yield from _prose_against_itself(row, form)


def _prose_against_itself(row: IndicatorScore, form: Context) -> Iterator[Issue]:
    """Where the table has no figure, the goal and the texts may still give two."""
    told = list(_signed(row, form))
    for cell, sign, figure, words in told:
        others = [other for other in told if (other[1], other[2]) == (_PARTNER[sign], figure)]
        if others:
            yield Issue(
                cell,
                f"{quoted_name(row.indicator)}一处{address(cell)}写“{words}”，另一处{address(others[0][0])}写“{others[0][3]}”，"
                f"一处含{words.lstrip('≥≤><')}，一处不含。",
                also=tuple(dict.fromkeys(other[0] for other in others)),
                stated=words,
            )
            return


def _signed(row: IndicatorScore, form: Context) -> Iterator[tuple[Entry, Op, Decimal, str]]:
    """Cell, sign, figure and words of the bounds that prose gives for the indicator."""
    for text in form.prose:
        for found in search(_SIGNED, _one_spelling(text.entry.text)):
            if names_indicator(row.indicator.name.text, found.before):
                measure = unit_at_start(found.match["unit"]).text
                words = f"{found.match['sign']}{found.figure}{measure}"
                yield text.entry, Op(found.match["sign"]), found.number, words


def _bound(row: IndicatorScore) -> str:
    return normalised(row.target.raw).lstrip("≥≤><")


def _written_otherwise(row: IndicatorScore, partner: Op, form: Context) -> tuple[Entry, str] | None:
    item = row.indicator
    cells = [item.initial_target, item.adjusted_target]
    cells += [item.twin.target] if item.twin else []
    for cell in cells:
        value = parse_value(cell.text)
        if value.kind is Kind.NUMBER and value.op is partner and _same_figure(value, row.target):
            return cell, cell.text.strip()
    for cell, sign, figure, words in _signed(row, form):
        measure = unit_at_start(words.lstrip("≥≤><0123456789."))
        if sign is partner and figure == row.target.number and alike(measure, row.target.unit):
            return cell, words
    return None


def _one_spelling(text: str) -> str:
    for spelling, sign in ((">=", "≥"), ("<=", "≤"), ("≧", "≥"), ("≦", "≤"), ("＞＝", "≥"), ("＜＝", "≤")):
        text = text.replace(spelling, sign)
    return re.sub(r"\$|\\geq?", lambda found: "" if found[0] == "$" else "≥", text)


def _same_figure(first: Value, second: Value) -> bool:
    return first.number == second.number and alike(first.unit, second.unit)
