"""A form with right figures never gets an error or a warning, however its figures fall."""

from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.finding_lines import assert_findings, scored
from tests.form_table import NATIONAL, entry, form
from xlperf.audit.audit import audit
from xlperf.decimals import half_up, plain, truncated
from xlperf.scoring.quantitative import QuantitativeRule
from xlperf.values import Op

REASON = "因实施条件变化，与年初计划有差距；下年度提前安排。"
CLASSES = {
    "产出": ("数量", "质量", "时效", "成本"),
    "效益": ("社会效益", "可持续影响"),
    "满意度": ("满意度",),
}
WEIGHTS = {"产出": 50, "效益": 30, "满意度": 10}
NAMES = [
    "走访慰问",
    "设备更新",
    "政策宣讲",
    "业务评审",
    "数据治理",
    "窗口服务",
    "档案整理",
    "道路养护",
    "病虫防治",
    "技能竞赛",
]


@dataclass(frozen=True)
class Row:
    """A row in the making: target, actual value, score and reason as typed."""

    target: str
    actual: str
    score: str
    reason: str


@st.composite
def quantitative(draw: st.DrawFn, weight: Decimal, *, cost: bool = False) -> Row:
    """A target of any comparator, met or missed, scored by the rule."""
    op = draw(st.sampled_from([Op.LE, Op.LT] if cost else [Op.GE, Op.GT, Op.EQ, Op.LE, Op.LT]))
    unit = draw(st.sampled_from(["次", "户", "人次", "台(套)", "个月", "万元"]))
    target = draw(st.decimals("0.5", "500", places=draw(st.integers(0, 2))).filter(lambda number: number > 0))
    actual = half_up(target * draw(st.decimals("0", "2.5", places=2)), draw(st.integers(0, 2)))
    rule = QuantitativeRule(op, "linear")
    score = rule.score(actual, target, weight)
    far = actual >= target * Decimal("1.3")
    reason = REASON if score < weight or far else draw(st.sampled_from(["", "无"]))
    return Row(f"{op}{plain(target)}{unit}", f"{plain(actual)}{unit}", plain(score), reason)


@st.composite
def percentage(draw: st.DrawFn, weight: Decimal) -> Row:
    """A share of a whole against a percentage."""
    target = draw(st.decimals("50", "100", places=draw(st.integers(0, 1))))
    sign = "≥" if target < 100 else "="
    actual = draw(st.decimals("0", "100", places=draw(st.integers(0, 2))))
    score = QuantitativeRule(Op.GE, "linear").score(actual, target, weight)
    return Row(f"{sign}{plain(target)}%", f"{plain(actual)}%", plain(score), REASON if score < weight else "")


@st.composite
def qualitative(draw: st.DrawFn, weight: Decimal) -> Row:
    """A phrase, scored inside its band."""
    band = draw(st.sampled_from(NATIONAL.bands))
    phrase = draw(st.sampled_from([band.phrase, *band.aliases]))
    share = draw(st.decimals(band.low, band.high, places=0))
    score = half_up(weight * share / 100)
    return Row("持续改善", phrase, plain(score), REASON if score < weight else "")


@st.composite
def indicator_lines(draw: st.DrawFn) -> str:
    """All classes with one to three rows each, weights as the profile has them."""
    lines, names = [], iter(draw(st.permutations(NAMES)))
    for level, keys in CLASSES.items():
        rest = Decimal(WEIGHTS[level])
        for number, key in enumerate(keys, 1):
            weight = (
                rest if number == len(keys) else Decimal(draw(st.integers(1, int(rest) - len(keys) + number)))
            )
            rest -= weight
            if key in ("质量", "满意度"):
                row, name = (
                    draw(percentage(weight)),
                    next(names) + ("满意度" if key == "满意度" else "合格率"),
                )
            else:
                # 数量, 时效 and 成本 can all be counted
                kind = quantitative if key in CLASSES["产出"] or draw(st.booleans()) else qualitative
                made = quantitative(weight, cost=True) if key == "成本" else kind(weight)
                row, name = draw(made), next(names)
            lines.append(
                f"{key} | {name} | {row.target} | {row.actual} | {plain(weight)} | {row.score} | {row.reason}"
            )
    return "\n".join(lines)


@st.composite
def fund_lines(draw: st.DrawFn) -> str:
    """One to three sources in yuan, shown in 万元 with few decimals; rates and score worked out in yuan."""
    decimals = draw(st.integers(2, 4))
    cut = draw(st.sampled_from([half_up, truncated]))
    budgets = draw(st.lists(st.integers(10_000, 5_000_000), min_size=1, max_size=3))
    executed = [draw(st.integers(budget // 50, budget)) for budget in budgets]
    # amounts that all show as whole 万元 are taken at their word, so theirs must not hide a rounding
    assume(any(half_up(Decimal(sum(own)) / 10_000, decimals) % 1 for own in (budgets, executed)))

    def line(label: str, budget: int, spent: int, *, total: bool) -> str:
        shown = [
            plain(half_up(Decimal(amount) / 10_000, decimals)) for amount in (budget, spent, budget - spent)
        ]
        rate = Decimal(spent) / budget * 100
        score = plain(half_up(rate / 10)) if total else "—"
        cells = [label, shown[0], shown[0], *shown, plain(cut(rate, 2)), score]
        return " | ".join(cells)

    lines = [line("资金总额", sum(budgets), sum(executed), total=True)]
    sources = zip("甲乙丙", budgets, executed, strict=False)
    lines += [line(f"{name}级资金", budget, spent, total=False) for name, budget, spent in sources]
    told = (
        f"项目预算{plain(half_up(Decimal(sum(budgets)) / 10_000, decimals))}万元，实际支出{sum(executed)}元。"
    )
    return "\n".join([*lines, f"预算执行情况: {told}", "问题: 招标推迟，支付较晚。"])


@given(indicator_lines(), fund_lines())
def test_right_figures_are_never_called_wrong(indicators: str, funds: str) -> None:
    assert_findings(form(f"{indicators}\n{funds}\n完成情况: 各项任务完成。\n产出情况: 各项任务完成。"))


TYPED = st.text("≥≤><=±0123456789.%万元次年月日、，。()（）达成未完预期指标部分效果实际执行预算", max_size=20)


@given(TYPED, TYPED, st.text(max_size=30))
def test_whatever_is_typed_the_audit_answers_in_sentences(actual: str, target: str, told: str) -> None:
    base = form()
    row = base.indicators[1]
    typed = replace(row, actual=entry(actual, "G13"), initial_target=entry(target, "E13"))
    texts = tuple(replace(text, entry=entry(actual + told, "E20")) for text in base.narratives)
    changed = replace(base, indicators=(base.indicators[0], typed, *base.indicators[2:]), narratives=texts)
    for finding in audit(changed, scored(changed), NATIONAL):
        assert finding.message.endswith("。")
        assert finding.fix.endswith("。")
