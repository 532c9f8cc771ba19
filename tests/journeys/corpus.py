"""Forms that are right in everything: hypothesis draws a project, its results, scores by rule and the texts that fit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from tests.handmade import Form, FundRow, IndicatorRow
from tests.journeys.corpus_prose import narratives, total_of
from tests.journeys.corpus_rows import Result, rows_of_subject
from tests.journeys.corpus_subjects import SUBJECTS, Subject
from xlperf.decimals import HUNDRED, half_up, plain
from xlperf.profiles import Profile
from xlperf.projects.project import PlannedFund, PlannedIndicator, Project
from xlperf.scoring.execution import ExecutionRule
from xlperf.scoring.grade import grade_of

SOURCES = ("当年财政拨款", "上级补助资金", "其他资金")
ADJUSTED_TARGETS = "shanxi-2022"
"""the kind of form that has room for them"""


@dataclass(frozen=True)
class Filled:
    """A project filled in rightly, and what the rules give for it."""

    project: Project
    rows: tuple[Result, ...]
    execution_score: Decimal
    total: Decimal
    grade: str


@st.composite
def _funds(draw: st.DrawFn) -> tuple[PlannedFund, ...]:
    places = draw(st.integers(0, 4))
    budgets = draw(st.lists(st.decimals(5, 800, places=places), min_size=1, max_size=len(SOURCES)))
    share = Decimal(draw(st.sampled_from(["1", "1", "1", "0.96", "0.87", "0.71", "0.45", "0"])))
    change = draw(st.sampled_from(["1", "1", "1", "1.25", "0.8"]))
    rows = []
    for source, initial in zip(SOURCES, budgets, strict=False):
        full = half_up(initial * Decimal(change), places)
        rows.append(PlannedFund(source, initial, initial, full, half_up(full * share, places), full))
    if draw(st.integers(0, 3)) == 0:
        kept = draw(st.decimals(2, 90, places=places))
        rows.append(PlannedFund("上年结转资金", kept, kept, kept, half_up(kept * share, places), kept))
    return tuple(rows)


@st.composite
def filled(draw: st.DrawFn, profile: Profile, kind: str = "") -> Filled:
    """A project filled in rightly under the profile."""
    subject = draw(st.sampled_from(SUBJECTS))
    rows = draw(rows_of_subject(subject, profile, adjusts=kind == ADJUSTED_TARGETS))
    funds = draw(_funds())
    budget, executed = total_of(funds, "full_year_budget"), total_of(funds, "executed")
    execution = ExecutionRule(profile.execution.points, profile.execution).score(executed / budget * HUNDRED)
    total = half_up(execution + sum(row.score for row in rows))
    grade = grade_of(total, profile)
    project = Project(
        code="P001",
        name=subject.name,
        department=subject.department,
        unit=subject.unit,
        year=draw(st.integers(2020, 2025)),
        goal=_goal(subject, rows),
        completion=_completion(rows, funds),
        funds=funds,
        indicators=tuple(_planned(row) for row in rows),
        narratives=draw(narratives(rows, funds, total, grade)),
    )
    return Filled(project, rows, execution, total, grade)


def _planned(row: Result) -> PlannedIndicator:
    return PlannedIndicator(
        row.first_level,
        row.asked.second_level,
        row.asked.name,
        row.initial or row.target,
        row.weight,
        adjusted_target=row.target if row.initial else "",
        actual=f"{row.actual}%" if row.unit == "%" else row.actual,
        score=None if row.counted else row.score,
        deviation_reason=row.reason,
    )


def _goal(subject: Subject, rows: tuple[Result, ...]) -> str:
    """What the office set out to do; each figure has its indicator."""
    promised = [
        f"{row.asked.name}不少于{plain(row.goal)}{row.unit}"
        for row in rows
        if row.asked in subject.counted and not row.initial
    ]
    return subject.goal + (f"全年{'，'.join(promised)}。" if promised else "")


def _completion(rows: tuple[Result, ...], funds: tuple[PlannedFund, ...]) -> str:
    told = "，".join(f"{row.asked.name}{row.shown}" for row in rows[:3] if row.counted)
    left = total_of(funds, "full_year_budget") - total_of(funds, "executed")
    paid = "因合同结算推迟，部分款项没有支付，年末有结余。" if left else "资金全部用于项目支出。"
    return f"全年{told}。{paid}"


def by_hand(form: Filled, profile: Profile, kind: str) -> Form:
    """The same form as somebody would type it: every figure written out."""
    project = form.project
    total_row = _amounts(project.funds) | {
        "execution_score": plain(form.execution_score),
        "weight": plain(profile.execution.points),
    }
    return Form(
        title=f"{project.name}项目支出绩效自评表",
        year=f"（{project.year}年度）",
        project_name=project.name,
        department=project.department,
        unit=project.unit,
        funds=(
            FundRow("年度资金总额", **total_row),
            *(FundRow(fund.source, **_amounts((fund,))) for fund in project.funds),
        ),
        goal=project.goal,
        completion=project.completion,
        indicators=tuple(_typed(row) for row in form.rows),
        total=plain(form.total),
        grade=form.grade,
        weight_total=plain(profile.full_marks),
        narratives=project.narratives,
        kind=kind,
    )


def _typed(row: Result) -> IndicatorRow:
    return IndicatorRow(
        row.first_level, row.asked.second_level, row.asked.name, row.initial or row.target,
        row.target if row.initial else "", row.shown, plain(row.weight), plain(row.score), row.reason,
    )  # fmt: skip


def _amounts(funds: tuple[PlannedFund, ...]) -> dict[str, str]:
    fields = ("initial_requested", "initial_budget", "full_year_budget", "executed")
    sums = {field: total_of(funds, field) for field in fields}
    left = sums["full_year_budget"] - sums["executed"]
    rate = half_up(sums["executed"] / sums["full_year_budget"] * HUNDRED)
    return {field: plain(one) for field, one in sums.items()} | {
        "carry_over": plain(left),
        "execution_rate": plain(rate),
    }
