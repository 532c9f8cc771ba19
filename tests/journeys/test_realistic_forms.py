"""Right forms of many offices, in the words of clerks: no error and no warning, read from a file drawn by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.form_table import NARRATIVES, NATIONAL
from tests.handmade import PLAIN, Form, FundRow, Habits, IndicatorRow, draw
from tests.journeys import realistic_public_works, realistic_regulation, realistic_services
from xlperf.audit.finding import Severity
from xlperf.decimals import parse_decimal, plain
from xlperf.forms import shipped_templates
from xlperf.scoring.grade import grade_of
from xlperf.validation import Checked, check_file

FORMS = {**realistic_public_works.FORMS, **realistic_services.FORMS, **realistic_regulation.FORMS}
UNTIDY = Habits(
    top=2, left=1, text_numbers=True, rate="format", levels="first", spelling="spaced", units_in_headers=True,
)  # fmt: skip
OUTPUTS = ("数量", "质量", "时效", "成本")


def written(text: str) -> Form:
    """The form of these lines: singles with a colon, funds and indicators with ``|``."""
    singles: dict[str, str] = {}
    funds: list[FundRow] = []
    rows: list[IndicatorRow] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        key, colon, value = line.partition(": ")
        if colon and "|" not in key:
            singles[key] = value
            continue
        first, *cells = (cell.strip() for cell in line.split("|"))
        if first in OUTPUTS or first.endswith(("效益", "可持续影响", "满意度")):
            rows.append(_indicator(first, cells))
        else:
            funds.append(FundRow(first, *cells))
    score = sum((_number(row.score) for row in rows), _number(funds[0].execution_score))
    assert sum(_number(row.weight) for row in rows) == NATIONAL.full_marks - NATIONAL.execution.points
    return Form(
        title=f"{singles['项目名称']}项目支出绩效自评表",
        year=singles["年度"],
        project_name=singles["项目名称"],
        department=singles["主管部门"],
        unit=singles["预算单位"],
        funds=tuple(funds),
        goal=singles["年度目标"],
        completion=singles["完成情况"],
        indicators=tuple(rows),
        total=plain(score),
        grade=grade_of(score, NATIONAL),
        narratives={key: singles[name] for key, (name, _) in NARRATIVES.items()},
    )


def _indicator(second: str, cells: list[str]) -> IndicatorRow:
    name, target, *rest = cells
    initial, _, adjusted = target.partition("→")
    first = "产出" if second in OUTPUTS else "满意度" if second == "满意度" else "效益"
    level = "服务对象满意度指标" if second == "满意度" else f"{second}指标"
    return IndicatorRow(f"{first}指标", level, name, initial, adjusted, *rest)


def _number(text: str) -> Decimal:
    number = parse_decimal(text)
    assert number is not None, text
    return number


@pytest.mark.parametrize("office", FORMS)
@pytest.mark.parametrize("habits", [PLAIN, UNTIDY])
def test_right_forms_of_offices_are_clean(office: str, habits: Habits, tmp_path: Path) -> None:
    path = draw(written(FORMS[office]), tmp_path / f"{office}.xlsx", habits)
    (result,) = check_file(path, shipped_templates(), NATIONAL)
    assert isinstance(result, Checked), result
    assert result.scored.total is not None
    assert [
        f"{one.code} {one.place and one.place.address}: {one.message}"
        for one in result.findings
        if one.severity is not Severity.INFO
    ] == []
