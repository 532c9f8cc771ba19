"""Projects that are written as a list come back as they were."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.projects.lists import NATIONAL, SHANXI, read, write_csv, write_xlsx
from xlperf.decimals import plain
from xlperf.projects.project import PlannedFund, PlannedIndicator, Project
from xlperf.projects.read import read_projects
from xlperf.resources import shipped

# letters that no rule of the list gives a meaning to
words = st.text("甲乙丙丁戊abc=+@’“（）、%≥", min_size=1, max_size=12).map(lambda text: f"字{text}")
executions = st.none() | st.decimals(0, 10**6, places=4)
# budgets of a project that are far apart are taken for slips of the unit
budgets = st.none() | st.decimals(1, 300, places=4)
levels = st.sampled_from(
    [(level.name, second) for level in NATIONAL.first_levels for second in level.second_levels]
)


@st.composite
def indicators(draw: st.DrawFn) -> tuple[PlannedIndicator, ...]:
    """Indicators whose weights add up to 90."""
    cuts = sorted(draw(st.sets(st.integers(1, 8999), max_size=6)))
    weights = [Decimal(after - before) / 100 for before, after in zip([0, *cuts], [*cuts, 9000], strict=True)]
    names = draw(st.lists(words, min_size=len(weights), max_size=len(weights), unique=True))
    return tuple(
        PlannedIndicator(*draw(levels), name, draw(words), weight, draw(st.just("") | words))
        for name, weight in zip(names, weights, strict=True)
    )


@st.composite
def listed(draw: st.DrawFn) -> tuple[Project, ...]:
    """Up to four projects."""
    codes = draw(
        st.lists(st.from_regex(r"[A-Z][0-9]{1,6}", fullmatch=True), min_size=1, max_size=4, unique=True)
    )
    return tuple(
        Project(
            code=code,
            name=f"{draw(words)}{number}",
            department=draw(words),
            unit=draw(words),
            year=draw(st.integers(2000, 2100)),
            goal=draw(st.just("") | words | st.tuples(words, words).map("\n".join)),
            funds=tuple(
                PlannedFund(
                    source, draw(budgets), Decimal(draw(st.integers(0, 99))), draw(budgets), draw(executions)
                )
                for source in draw(st.lists(words, min_size=1, max_size=3, unique=True))
            ),
            indicators=draw(indicators()),
        )
        for number, code in enumerate(codes)
    )


def as_tables(projects: tuple[Project, ...]) -> dict[str, list[list[str]]]:
    """The projects as staff would list them."""

    def money(amount: Decimal | None) -> str:
        return "" if amount is None else plain(amount)

    return {
        "项目": [
            ["项目编码", "项目名称", "主管部门", "预算单位", "年度", "年度绩效目标"],
            *([p.code, p.name, p.department, p.unit, str(p.year), p.goal] for p in projects),
        ],
        "资金": [
            ["项目编码", "资金来源", "目标申报数", "预算编制数", "全年预算数（万元）", "全年执行数"],
            *(
                [
                    p.code,
                    f.source,
                    *map(money, (f.initial_requested, f.initial_budget, f.full_year_budget, f.executed)),
                ]
                for p in projects
                for f in p.funds
            ),
        ],
        "指标": [
            ["项目编码", "一级指标", "二级指标", "三级指标", "年初指标值", "分值", "调整后指标值"],
            *(
                [
                    p.code,
                    i.first_level,
                    i.second_level,
                    i.name,
                    i.target,
                    plain(i.weight or Decimal(0)),
                    i.adjusted_target,
                ]
                for p in projects
                for i in p.indicators
            ),
        ],
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(listed())
def test_a_written_list_reads_back_the_same(tmp_path: Path, projects: tuple[Project, ...]) -> None:
    assert read(write_csv(tmp_path / "清单", as_tables(projects))).projects == projects
    assert read(write_xlsx(tmp_path / "清单.xlsx", as_tables(projects))).projects == projects


def test_the_example_list_passes_its_own_check(tmp_path: Path) -> None:
    example = read_projects(shipped("examples") / "项目清单", SHANXI, NATIONAL)
    assert len(example.projects) == 6
    assert example.notes == ()
    assert read(write_xlsx(tmp_path / "清单.xlsx", as_tables(example.projects))).projects == example.projects


@pytest.mark.parametrize(("code", "budget"), [("001", "8.65"), ("002", "8.65"), ("003", "2.7")])
def test_the_example_list_has_the_figures_of_the_published_forms(code: str, budget: str) -> None:
    example = read_projects(shipped("examples") / "项目清单" / "项目.csv", SHANXI, NATIONAL)
    project = next(one for one in example.projects if one.code == f"303001-22-{code}")
    assert [fund.full_year_budget for fund in project.funds] == [Decimal(budget)]
    assert sum(indicator.weight or Decimal(0) for indicator in project.indicators) == 90
