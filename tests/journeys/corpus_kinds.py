"""Right forms of the kinds without targets by rule: departments, evaluations, and evaluations by class."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from hypothesis import strategies as st

from tests.handmade import ClassRow, Form, FundRow, IndicatorRow
from tests.journeys.corpus_prose import total_of
from tests.journeys.corpus_rows import CAUSES
from tests.journeys.corpus_tables import CRITERIA, EXECUTION_RATE, POINTS, Point
from xlperf.decimals import HUNDRED, half_up, plain
from xlperf.profiles import Profile
from xlperf.projects.project import PlannedFund, PlannedIndicator, Project
from xlperf.scoring.grade import grade_of

NOT_APPLICABLE = "不适用"
CLASSES = (("决策", 11), ("过程", 20), ("产出", 34), ("效益", 35))


@dataclass(frozen=True)
class Both:
    """One right form, as a project to be drawn and as somebody types it; ``typed``: cells by name, typed afterwards."""

    project: Project
    form: Form
    typed: dict[str, Decimal]


@st.composite
def departments(draw: st.DrawFn, profile: Profile) -> Both:
    """部门整体支出: criteria with a 评分细则, scored as it says."""
    drawn = []
    for one in CRITERIA:
        actual, score = draw(st.sampled_from(one.outcomes))
        cause, measure = draw(st.sampled_from(CAUSES))
        reason = f"{cause}；{measure}。" if Decimal(score) < one.weight else ""
        drawn.append((one, actual, Decimal(score), reason, cause, measure))
    missed = [(one.name, cause, measure) for one, _, _, reason, cause, measure in drawn if reason]
    basic = draw(st.decimals(2_000_000, 9_000_000, places=2))
    spent = draw(st.decimals(100_000, 4_000_000, places=2))
    budget = half_up(spent / Decimal("0.97"), 2)
    funds = (
        PlannedFund("基本支出", None, None, basic, basic),
        PlannedFund("项目支出", None, None, budget, spent),
    )
    rate = plain(half_up((basic + spent) / (basic + budget) * HUNDRED))
    total = sum((score for _, _, score, *_ in drawn), Decimal(0))
    year = draw(st.integers(2020, 2024))
    narratives = {
        "execution": f"部门整体支出预算{plain(basic + budget)}元，实际支出{plain(basic + spent)}元，执行率{rate}%。"
        f"其中：基本支出{plain(basic)}元，项目支出{plain(spent)}元，未支付的{plain(budget - spent)}元为设备尾款。",
        "conclusion": f"自评得分{plain(total)}分，等级为“{grade_of(total, profile)}”。",
        "problems": _numbered([f"{name}扣分，{cause}" for name, cause, _ in missed])
        or "业务培训的次数偏少。",
        "improvements": _numbered([f"针对{name}，{measure}" for name, _, measure in missed])
        or "增加业务培训。",
        "budget_link": f"评价结果作为{year + 1}年预算安排的依据，对执行率低于80%的项目压减5%。",
    }
    project = Project(
        "P001", f"{year}年度部门整体支出", "孝川市医疗保障局", "孝川市医疗保障局机关", year,
        goal="落实医保政策，居民参保覆盖率不低于90%，群众满意度不低于95%。",
        completion="参保扩面、基金监管和经办服务各项工作均已开展，详见下表。",
        funds=funds,
        indicators=tuple(
            PlannedIndicator(
                one.first_level, one.second_level, one.name, one.target, Decimal(one.weight), actual=actual,
                score=score if "酌情" in one.clause else None, deviation_reason=reason,
                explanation=one.explanation or f"{one.name}的实际情况", clause=one.clause, evidence=f"{year}年决算表",
            )
            for one, actual, score, reason, *_ in drawn
        ),
        narratives=narratives,
    )  # fmt: skip
    rows = tuple(
        IndicatorRow(
            one.first_level, one.second_level, one.name, one.target, "", actual, str(one.weight), plain(score), reason,
            explanation=one.explanation or f"{one.name}的实际情况", clause=one.clause, evidence=f"{year}年决算表",
        )
        for one, actual, score, reason, *_ in drawn
    )  # fmt: skip
    form = _form(project, "department-2021", rows, total, profile)
    return Both(project, replace(form, class_scores=_by_class(rows, "总分")), {})


@st.composite
def evaluations(draw: st.DrawFn, profile: Profile) -> Both:
    """评价指标体系: points at three levels, what was taken off and why, rows that do not apply."""
    funds = (_fund(draw, "中央财政资金"), _fund(draw, "地方财政资金"))
    budget, executed = total_of(funds, "full_year_budget"), total_of(funds, "executed")
    rate = half_up(executed / budget * HUNDRED)
    rows: list[IndicatorRow] = []
    for one in POINTS:
        score, reason = str(one.weight), ""
        chance = draw(st.booleans())
        if one.name == EXECUTION_RATE:
            score = plain(half_up(executed / budget * one.weight))
            reason = f"执行率{plain(rate)}%，因合同结算推迟。" if executed < budget else ""
        elif one.optional and chance:
            score = NOT_APPLICABLE
        elif one.lost and chance:
            lost, why = draw(st.sampled_from(one.lost))
            score, reason = plain(one.weight - Decimal(lost)), f"{why}。"
        lost_points = "" if score == NOT_APPLICABLE else plain(one.weight - Decimal(score))
        rows.append(
            IndicatorRow(
                one.first_level, one.second_level, one.name, weight=str(one.weight), score=score,
                deviation_reason=reason, first_weight=_sum(one, 1), second_weight=_sum(one, 2), deducted=lost_points,
            )
        )  # fmt: skip
    counted = [row for row in rows if row.score != NOT_APPLICABLE]
    scores = sum((Decimal(row.score) for row in counted), Decimal(0))
    weights = sum((Decimal(row.weight) for row in counted), Decimal(0))
    total = half_up(scores / weights * HUNDRED)
    problems = [
        f"{row.name}扣{row.deducted}分：{row.deviation_reason.rstrip('。')}"
        for row in rows
        if row.deviation_reason
    ]
    narratives = {
        "execution": f"全年预算{plain(budget)}万元，实际支出{plain(executed)}万元，结余{plain(budget - executed)}万元，"
        f"执行率{plain(rate)}%。" + ("结余为合同尾款。" if executed < budget else ""),
        "output": "召开医保工作会议2次，检查定点医药机构186家，追回违规资金27.3万元。",
        "satisfaction": "发放问卷300份，收回有效问卷288份。",
        "conclusion": f"综合评价得分{plain(total)}分，评价等级为“{grade_of(total, profile)}”。",
        "problems": _numbered(problems) or "部门之间数据共享还不充分。",
        "improvements": "1.加快合同结算；2.修订资金管理办法；3.补配经办人员；4.完善绩效指标。",
    }  # fmt: skip
    project = Project(
        "P001", "医疗服务与保障能力提升补助", "金川区医疗保障局", "金川区医保事务中心", draw(st.integers(2021, 2024)),
        funds=funds,
        indicators=tuple(
            PlannedIndicator(
                row.first_level, row.second_level, row.name, "", Decimal(row.weight),
                actual=NOT_APPLICABLE if row.score == NOT_APPLICABLE else "",
                score=None if row.score == NOT_APPLICABLE or row.name == EXECUTION_RATE else Decimal(row.score),
                deviation_reason=row.deviation_reason,
            )
            for row in rows
        ),
        narratives=narratives,
    )  # fmt: skip
    form = _form(project, "evaluation-2023", tuple(rows), total, profile)
    taken = sum((Decimal(row.deducted) for row in counted), Decimal(0))
    classes = _by_class(tuple(rows), "合计") if len(counted) == len(rows) else ()
    return Both(project, replace(form, deducted_total=plain(taken), class_scores=classes), {})


@st.composite
def class_evaluations(draw: st.DrawFn, profile: Profile) -> Both:
    """财政评价: scores by class only."""
    funds = tuple(replace(_fund(draw, name), executed=None) for name in ("中央", "省级", "本级", "上年结转"))
    budget = total_of(funds, "full_year_budget")
    # what was spent is told in the total row alone
    executed = half_up(budget * draw(st.sampled_from([Decimal(1), Decimal("0.9"), Decimal("0.74")])), 2)
    scores = [draw(st.decimals(weight * 6 // 10, weight, places=2)) for _, weight in CLASSES]
    total = sum(scores, Decimal(0))
    rate = plain(half_up(executed / budget * HUNDRED))
    lowest = min(zip(CLASSES, scores, strict=True), key=lambda one: one[1] / one[0][1])[0][0]
    left = f"，结余{plain(budget - executed)}万元，因工程结算推迟" if executed < budget else ""
    narratives = {
        "background": "依据《农村公路养护管理办法》（县政发〔2018〕14号）设立。",
        "content": "对126条县道、乡道开展日常养护和小修，养护里程420公里。",
        "scope": "本年度安排的全部补助资金，抽查资金占比62%。",
        "evaluation_basis": "财预〔2020〕10号和县级预算绩效管理办法。",
        "indicator_system": "决策11分，过程20分，产出34分，效益35分，共设三级指标26个。",
        "method": "采用比较法、公众评判法，现场核查5个乡镇，发放问卷200份，收回192份。",
        "problems": f"一是“{lowest}”类指标失分较多，个别路段验收滞后；二是资金支出{plain(executed)}万元，执行率{rate}%{left}。",
        "improvements": "一是按季度验收，验收结果与拨款挂钩；二是及时办理工程结算，加快资金支付。",
    }
    project = Project(
        "P001", "农村公路养护补助", "石川县交通运输局", "石川县公路养护中心", draw(st.integers(2021, 2024)),
        goal="养护农村公路420公里，优良路率达到85%。", completion="养护农村公路426公里，优良路率为86.2%。",
        funds=funds, narratives=narratives,
    )  # fmt: skip
    typed = {f"class_{number}_score": score for number, score in enumerate(scores, 1)}
    typed["fund_0_executed"] = executed
    rows = [
        ClassRow(name, str(weight), plain(score), plain(half_up(score / weight * HUNDRED)))
        for (name, weight), score in zip(CLASSES, scores, strict=True)
    ]
    rows.append(ClassRow("合计", "100", plain(total), plain(total)))
    form = _form(project, "fiscal-evaluation-2023", (), total, profile)
    head = FundRow(
        "合计", full_year_budget=plain(budget), arrived=plain(budget), executed=plain(executed),
        carry_over=plain(budget - executed), execution_rate=rate,
    )  # fmt: skip
    sources = (
        FundRow(fund.source, full_year_budget=_shown(fund.full_year_budget), arrived=_shown(fund.arrived)) for fund in funds
    )  # fmt: skip
    return Both(
        project, replace(form, funds=(head, *sources), class_scores=tuple(rows), weight_total=""), typed
    )


def _form(
    project: Project, kind: str, rows: tuple[IndicatorRow, ...], total: Decimal, profile: Profile
) -> Form:
    def row(label: str, funds: tuple[PlannedFund, ...]) -> FundRow:
        budget, executed = (
            total_of(funds, "full_year_budget"),
            sum((one.executed or Decimal(0) for one in funds), Decimal(0)),
        )
        return FundRow(
            label, full_year_budget=plain(budget), executed=plain(executed), carry_over=plain(budget - executed),
            execution_rate=plain(half_up(executed / budget * HUNDRED)),
        )  # fmt: skip

    return Form(
        title=f"{project.year}年度{project.name}",
        year=f"（{project.year}年度）",
        project_name=project.name,
        department=project.department,
        unit=project.unit,
        funds=(row("年度资金总额", project.funds), *(row(fund.source, (fund,)) for fund in project.funds)),
        goal=project.goal,
        completion=project.completion,
        indicators=rows,
        total=plain(total),
        grade=grade_of(total, profile),
        weight_total=plain(profile.full_marks),
        narratives=project.narratives,
        kind=kind,
    )


def _fund(draw: st.DrawFn, source: str) -> PlannedFund:
    budget = draw(st.decimals(5, 600, places=2))
    executed = half_up(budget * draw(st.sampled_from([Decimal(1), Decimal("0.93"), Decimal("0.84")])), 2)
    return PlannedFund(source, None, budget, budget, executed, budget)


def _by_class(rows: tuple[IndicatorRow, ...], total: str) -> tuple[ClassRow, ...]:
    found = []
    for name, group in groupby(rows, key=lambda row: row.first_level):
        members = list(group)
        found.append(ClassRow(name, _added(members, "weight"), _added(members, "score")))
    return (*found, ClassRow(total, _added(list(rows), "weight"), _added(list(rows), "score")))


def _added(rows: list[IndicatorRow], field: str) -> str:
    return plain(sum((Decimal(getattr(row, field)) for row in rows), Decimal(0)))


def _sum(one: Point, depth: int) -> str:
    levels = (one.first_level, one.second_level)[:depth]
    same = (other.weight for other in POINTS if (other.first_level, other.second_level)[:depth] == levels)
    return str(sum(same))


def _numbered(parts: list[str]) -> str:
    return "".join(f"{number}.{part}。" for number, part in enumerate(parts, 1))


def _shown(amount: Decimal | None) -> str:
    return "" if amount is None else plain(amount)
