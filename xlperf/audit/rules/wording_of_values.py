"""Rules for how targets are written: signs, vague words, figures in the wrong place, nothing to be counted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from xlperf.audit.cells import address, quoted_name
from xlperf.audit.context import Context
from xlperf.audit.finding import Severity
from xlperf.audit.registry import Issue, rule
from xlperf.model import Entry
from xlperf.scoring.assessment import IndicatorScore
from xlperf.units import unit_at_start
from xlperf.values import Kind, Op, normalised, parse_value

GROUP = "指标值的写法"
_SHOWN = 6
_ODD_SIGN = re.compile(r"[》《≧≦⩾⩽＞＜＝﹥﹤﹦％﹪０-９]|[><=][=＝]|=[><]|\$|\\[a-z]+|百分比\Z")
_QUANTIFIABLE = ("数量", "时效", "成本", "满意")
_VAGUE = re.compile(
    r"((有所|明显|显著|不断|逐步|持续|大幅|有效|稳步|进一步|较|比较|基本|全面|切实|大力)*(提高|提升|增加|增长|改善|增强|推进|进行|开展|完善|优化|满意|较好|良好"
    r"|较高|很高|及时|正常|高|好|多)(使用|运行|运转|支付|发放|拨付)?|成效(明显|显著)|效果(明显|显著|良好)|不超(过)?(预算|概算|批复|计划)(数|金额|控制数)?|正常(使用|运行|运转)"
    r"|(严格)?(按照?|依据?|根据).{0,16}(执行|落实|开展|完成|推进|实施|支出|进行|要求)|(严格)?控制在?(预算|概算)(范围|内|以内|之内)*|按(时|期|质|量|计划|进度)(保质|保量)?(完成|落实|推进)?"
    r"|合理|适当|若干|符合(要求|规定|标准|预算)|达标|预算内)"
)
_FIGURE_IN_NAME = re.compile(r"(?<![\dA-Za-z.第〔\[(-])(\d{1,3}(?:,\d{3})+|\d+)(余|多)?(?P<rest>[^\d].*)\Z")
_OTHER_COUNT = re.compile(
    r"(以上|以下|以内|号|级|期|层|楼|路|岁|年|月|日|%|届|五|天|小时|类|要素|大|项(行动|工程|制度))"
)
_NOTHING = re.compile(
    r"(本年|当年|全年|今年|年内|年度内|本年度)?((未|没有?|无)有?(发生|出现|产生|涉及)(此类|该类|相关|该项|符合条件的?)*(情况|业务|对象|人员|案件|事项|申请|事件)*"
    r"|(没有?|无|未有)(此类|该类|相关|该项|符合条件的?)*(业务|对象|案件|事项|申请|需求|事件)+)|不涉及|零(发生|申请|案件)"
)
_NOBODY = re.compile(r"0(人|元|件|次|户|起|例|人次|万元|家|个|项|宗|笔)")
_NO_CASES = re.compile(
    r"(没有|无|未有|未发生)(此类|该类|相关|符合条件的?|应)*(救助|补助|资助|服务|保障|处置|报销|评审|采购)?(对象|申请人?|业务)(?!满意|投诉|反映|流失)"
)


@rule(
    "XP046",
    Severity.INFO,
    "符号写法不统一",
    why="“》”“>=”和全角符号看着像“≥”，系统和公式却不一定认得。",
    basis="指标值统一写成符号加数字加单位，如“≥95%”。",
    bad="指标值写“》95％”。",
    good="指标值写“≥95%”。",
    fix="建议统一写法；不改也不影响这次校验的结果。",
)
def signs_in_one_spelling(form: Context) -> Iterator[Issue]:
    """Targets and actual values with unusual signs, all in one finding; blanks between are nobody's business."""
    cells = (
        cell
        for row in form.indicators
        for cell in (row.indicator.initial_target, row.indicator.adjusted_target, row.indicator.actual)
        if cell.text and cell.number is None and _ODD_SIGN.search(cell.text)
    )
    found = [(cell, usual) for cell in cells if (usual := _usual(cell))]
    if found:
        told = "、".join(f"“{cell.text}”{address(cell)}按“{usual}”" for cell, usual in found[:_SHOWN])
        more = f"等{len(found)}处" if len(found) > _SHOWN else ""
        yield Issue(
            found[0][0],
            f"{told}{more}识别，建议统一写法。",
            also=tuple(cell for cell, _ in found[1:]),
            stated=found[0][0].text,
            expected=found[0][1],
        )


def _usual(cell: Entry) -> str:
    """The usual spelling of a value that was understood, empty for others and where nothing changes."""
    if not parse_value(cell.text).quantitative:
        return ""
    usual = re.sub(r"百分比\Z", "%", normalised(cell.text))
    return "" if usual == "".join(cell.text.split()) else usual


@rule(
    "XP047",
    Severity.INFO,
    "指标值空泛，无法衡量",
    why="数量、时效、成本、满意度都能用数字或时点表示，写“按计划执行”“不超预算”，复核时没有标准可比，可能被扣分。",
    basis="财预〔2020〕10号：绩效指标应当细化、量化，便于衡量。",
    bad="成本指标的指标值写“不超预算”。",
    good="成本指标的指标值写“≤45万元”。",
    fix="下年度申报目标时，建议改为数量、比率或具体时点。",
)
def targets_can_be_measured(form: Context) -> Iterator[Issue]:
    """Vague words where a figure or a date is at hand; 社会效益明显提高 is a legal target, and so is one with its clause."""
    found = []
    for row in form.indicators:
        second = normalised(row.indicator.second_level.text)
        vague = _VAGUE.fullmatch(normalised(row.target.raw).rstrip("。.;,"))
        if (
            row.target.kind is Kind.TEXT
            and vague
            and row.indicator.clause.blank
            and _in(second, _QUANTIFIABLE)
        ):
            found.append(row)
    if found:
        told = "、".join(
            f"{quoted_name(row.indicator)}“{row.target.raw.strip()}”{address(_target(row))}"
            for row in found[:_SHOWN]
        )
        more = f"等{len(found)}项" if len(found) > _SHOWN else ""
        yield Issue(
            _target(found[0]),
            f"下列指标值没有可以衡量的标准，复核时可能扣分：{told}{more}。",
            also=tuple(_target(row) for row in found[1:]),
            stated=found[0].target.raw.strip(),
        )


def _in(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)


def _target(row: IndicatorScore) -> Entry:
    item = row.indicator
    return (
        item.adjusted_target
        if item.adjusted_target.text == row.target.raw.strip() != ""
        else item.initial_target
    )


@rule(
    "XP048",
    Severity.WARNING,
    "数字写在指标名称里",
    why="数字写进名称、指标值却是文字，完成了多少就没有数可比。",
    basis="财预〔2020〕10号：定量指标的指标值应为数字。",
    bad="数量指标“慰问老党员320人”，指标值写“按计划完成”。",
    good="数量指标“慰问老党员人数”，指标值写“≥320人”。",
    fix="请把名称里的数字移到指标值，名称只写衡量的内容；指标已批复不能改的，下年度改正。",
)
def figures_stand_in_the_target(form: Context) -> Iterator[Issue]:
    """A quantity in the name of a 数量 indicator whose target is words."""
    for row in form.indicators:
        item = row.indicator
        words = row.target.kind is Kind.TEXT and not re.search(
            r"\d|[一二三四五六七八九十百]", normalised(row.target.raw)
        )
        if not words or "数量" not in normalised(item.second_level.text):
            continue
        quantity = _quantity(item.name)
        if quantity:
            yield Issue(
                item.name,
                f"{quoted_name(item)}的数字“{quantity}”写在指标名称里，指标值却是文字“{row.target.raw.strip()}”，"
                f"请移到指标值，写成“≥{quantity}”。",
                also=(_target(row),),
                stated=row.target.raw.strip(),
                expected=f"≥{quantity}",
            )


def _quantity(name: Entry) -> str:
    found = _FIGURE_IN_NAME.search(unicodedata.normalize("NFKC", "".join(name.text.split())))
    if found is None:
        return ""
    rest = found["rest"]
    measure = unit_at_start(rest)
    counted = measure.dimension not in ("", "ratio", "span", "days", "months")
    if not counted or _OTHER_COUNT.match(rest[len(measure.text) :]) or _OTHER_COUNT.match(rest):
        return ""
    return found[1] + measure.text


@rule(
    "XP049",
    Severity.INFO,
    "“±”按变动幅度理解",
    why="“±5%”没有写明围绕哪个数，只能理解为增减都不超过5%。",
    basis="变动率的绝对值不超过所写的数，即为达标。",
    bad="指标值写“±5%”，没有写明围绕哪个数。",
    good="指标值写“变动率在±5%以内”。",
    fix="理解得对的不用改；不是这个意思的，请写明基数或上下限。",
)
def plus_or_minus_read(form: Context) -> Iterator[Issue]:
    """How a ± without a centre was read, all in one finding."""
    rows = [row for row in form.indicators if row.target.kind is Kind.NUMBER and row.target.op is Op.WITHIN]
    if rows:
        told = "、".join(
            f"{quoted_name(row.indicator)}的“{row.target.raw.strip()}”{address(_target(row))}" for row in rows
        )
        figure = normalised(rows[0].target.raw).lstrip("±")
        limit = f"不超过{figure.removesuffix('以内')}" if len(rows) == 1 else "不超过所写的数"
        yield Issue(
            _target(rows[0]),
            f"{told}按变动率的绝对值{limit}理解。",
            also=tuple(_target(row) for row in rows[1:]),
        )


@rule(
    "XP050",
    Severity.WARNING,
    "没有发生对象，比率无从计算",
    why="没有对象、没有发生，分母是0，“100%”算不出来，照样给满分会被质疑。",
    basis="比率等于完成数除以应完成数，应完成数为0时不能计算。",
    bad="指标“申请办结率”的指标值“＝100%”，完成值写“本年没有申请”。",
    good="完成值写“不适用”，并说明本年没有申请，分值按规定折算。",
    fix="请把完成值改为“不适用”，在偏差原因中说明本年没有发生，并按规定处理这项的分值。",
)
def rate_of_nothing(form: Context) -> Iterator[Issue]:
    """A rate whose actual value, or the reason beside a full one, says that there was no case."""
    for row in form.indicators:
        item, target = row.indicator, row.target
        if target.unit.dimension != "ratio" or target.number < 90 or target.op in (Op.LE, Op.LT, Op.WITHIN):
            continue
        said = normalised(item.actual.text).strip("()。.;,")
        reason = _NO_CASES.search(normalised(item.deviation_reason.text))
        # full points for 0人 can only mean that there was nobody to count
        if _NOTHING.fullmatch(said) or (_NOBODY.fullmatch(said) and row.filled):
            yield _nothing(row, item.actual, said)
        elif reason and row.met:
            yield _nothing(row, item.deviation_reason, reason[0])


def _nothing(row: IndicatorScore, cell: Entry, said: str) -> Issue:
    return Issue(
        cell,
        f"{quoted_name(row.indicator)}写着“{said}”，没有发生对象，指标值“{row.target.raw.strip()}”无从计算。",
        also=(row.indicator.score,),
        stated=said,
    )
