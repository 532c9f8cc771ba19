"""A filled form from a few lines of text.

Lines with a colon are single values, lines with ``|`` are rows::

    总分: 98.5
    资金总额 | 10 | 10 | 10 | 9.5 | 0.5 | 95 | 9.5      目标申报、年初预算、全年预算、执行、结余、执行率、得分
    市级资金 | 10 | 10 | 10 | 9.5 | 0.5 | 95
    数量 | 举办培训班期数 | ≥6期 | 7期 | 10 | 10 | 原因    指标值、完成值、分值、得分、偏差原因

What a test does not state is filled in rightly: rows that are not mentioned, a source for the total row, total and
grade. The first row of a class replaces the one of ``DEFAULTS``, further ones are added. ``年初值→调整值`` gives both
targets, ``效益指标/成本`` puts a class under another first level. Cells stand where ``shanxi-2022`` has them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from tests.handmade.form import Form
from xlperf.decimals import parse_decimal, plain
from xlperf.model import Assessment, Entry, Fund, Indicator, Narrative
from xlperf.profiles import profile
from xlperf.scoring.grade import grade_of
from xlperf.values import parse_value
from xlperf.workbook.place import Place, parse_a1

SHEET = "项目支出绩效自评表"
NATIONAL = profile("national-2020")
DEFAULTS = {
    "数量": "举办培训班期数 | ≥6期 | 7期 | 20 | 20 |",
    "质量": "培训考核合格率 | ≥95% | 97.6% | 10 | 10 |",
    "时效": "培训任务完成时限 | ≤10个月 | 9个月 | 10 | 10 |",
    "成本": "培训总成本 | ≤10万元 | 9.5万元 | 10 | 10 |",
    "社会效益": "基层业务能力 | 明显提高 | 达成预期指标 | 15 | 15 |",
    "可持续影响": "培训制度建设 | 持续完善 | 达成预期指标 | 15 | 15 |",
    "满意度": "参训人员满意度 | ≥90% | 94% | 10 | 10 |",
}
TOTAL_FUND = "资金总额 | 10 | 10 | 10 | 9.5 | 0.5 | 95 | 9.5"
SINGLES = {
    "项目名称": "基层业务培训经费",
    "主管部门": "101-示例市教育局",
    "预算单位": "101001-示例市教师进修学校",
    "年度": "（2023年度）",
    "年度目标": "举办基层业务培训班，提高基层业务能力。",
    "完成情况": "举办培训班7期，基层业务能力明显提高。",
    "预算执行情况": "2023年项目预算10万元，实际执行9.5万元，结余0.5万元。",
    "产出情况": "举办培训班7期，考核合格率97.6%。",
    "效益情况": "基层业务能力明显提高。",
    "满意度情况": "发放问卷200份，参训人员满意度94%。",
    "经验": "按岗位分班，每期结束当场考核。",
    "问题": "少数学员基础较弱，进度跟不上。",
    "改进": "按基础分班授课。",
}
NARRATIVES = {
    "execution": ("预算执行情况", "项目实施和预算执行情况及分析"),
    "output": ("产出情况", "产出情况及分析"),
    "benefit": ("效益情况", "效益情况及分析"),
    "satisfaction": ("满意度情况", "满意度情况及分析"),
    "experience": ("经验", "主要经验做法"),
    "problems": ("问题", "项目管理中存在的主要问题及原因分析"),
    "improvements": ("改进", "下一步改进措施及管理建议"),
}
_FUND_COLUMNS = {
    "label": 2,
    "initial_requested": 4,
    "initial_budget": 5,
    "full_year_budget": 6,
    "executed": 7,
    "carry_over": 8,
    "execution_rate": 9,
    "execution_score": 10,
}
_INDICATOR_COLUMNS = {
    "first_level": 2,
    "second_level": 3,
    "name": 4,
    "initial_target": 5,
    "adjusted_target": 6,
    "actual": 7,
    "weight": 8,
    "score": 9,
    "deviation_reason": 10,
}
_FIRST_LEVELS = {"数量": "产出", "质量": "产出", "时效": "产出", "成本": "产出", "满意度": "满意度"}
_FIRST_FUND_ROW = 7


def form(text: str = "", **changes: Any) -> Assessment:
    """The form that ``text`` describes; ``changes`` are fields of the assessment that no line can say."""
    singles, rows = dict(SINGLES), []
    for line in filter(None, map(str.strip, text.splitlines())):
        if "|" in line:
            rows.append([cell.strip() for cell in line.split("|")])
        else:
            key, _, value = line.partition(":")
            assert key in {*SINGLES, "总分", "等级"}, line
            singles[key] = value.strip()
    indicators = [row for row in rows if _is_class(row[0])]
    funds = [row for row in rows if not _is_class(row[0])]
    return _assessment(singles, _all_funds(funds), _all_indicators(indicators), changes)


def from_handmade(drawn: Form) -> Assessment:
    """The assessment that a hand-made form says."""
    fields = dict(
        zip(list(SINGLES)[:4], (drawn.project_name, drawn.department, drawn.unit, drawn.year), strict=True)
    )
    singles = {
        **fields,
        "年度目标": drawn.goal,
        "完成情况": drawn.completion,
        "总分": drawn.total,
        "等级": drawn.grade,
        **{NARRATIVES[key][0]: text for key, text in drawn.narratives.items()},
    }
    funds = [[getattr(fund, field) for field in _FUND_COLUMNS] for fund in drawn.funds]
    rows = [{field: getattr(row, field) for field in _INDICATOR_COLUMNS} for row in drawn.indicators]
    return _assessment(singles, funds, rows, {})


def issued(text: str = "", typed: tuple[str, ...] = ()) -> Assessment:
    """The same as a workbook of our own: computed fields are formulas, but for the cells ``typed`` over."""
    drawn = form(text)

    def live(entry: Entry) -> Entry:
        return replace(entry, live=entry.place is not None and entry.place.address not in typed)

    fund = drawn.total_fund
    results = [fund.execution_rate, fund.execution_score, drawn.total, drawn.grade]
    results += [row.score for row in drawn.indicators if parse_value(row.initial_target.text).quantitative]
    return replace(
        drawn,
        recognised_by="names",
        formulas=frozenset(result.place for result in results if result.place),
        total_fund=replace(
            fund, execution_rate=live(fund.execution_rate), execution_score=live(fund.execution_score)
        ),
        indicators=tuple(
            replace(row, score=live(row.score)) if parse_value(row.initial_target.text).quantitative else row
            for row in drawn.indicators
        ),
        total=live(drawn.total),
        grade=live(drawn.grade),
    )


def _is_class(cell: str) -> bool:
    return _class_of(cell) in {*DEFAULTS, "经济效益", "生态效益"}


def _class_of(cell: str) -> str:
    return cell.rpartition("/")[2].removesuffix("指标")


def _all_funds(rows: list[list[str]]) -> list[list[str]]:
    total = next((row for row in rows if row[0] == "资金总额"), None) or [
        cell.strip() for cell in TOTAL_FUND.split("|")
    ]
    total += [""] * (len(_FUND_COLUMNS) - len(total))
    sources = [row for row in rows if row[0] != "资金总额"] or [["市级资金", *total[1:-1]]]
    return [total, *sources]


def _all_indicators(rows: list[list[str]]) -> list[dict[str, str]]:
    given = {
        _class_of(row[0]): [other for other in rows if _class_of(other[0]) == _class_of(row[0])]
        for row in rows
    }
    found: list[dict[str, str]] = []
    for key, default in DEFAULTS.items():
        own = given.get(key) or [[key, *(cell.strip() for cell in default.split("|"))]]
        found += [_indicator(row) for row in own]
    return found + [_indicator(row) for row in rows if _class_of(row[0]) not in DEFAULTS]


def _indicator(row: list[str]) -> dict[str, str]:
    first, _, second = row[0].rpartition("/")
    name, target, actual, weight, score, reason, *_ = [*row[1:], *[""] * 6]
    initial, _, adjusted = target.partition("→")
    return {
        "first_level": first or _FIRST_LEVELS.get(second, "效益") + "指标",
        "second_level": ("服务对象" if second == "满意度" else "") + second + "指标",
        "name": name,
        "initial_target": initial,
        "adjusted_target": adjusted,
        "actual": actual,
        "weight": weight,
        "score": score,
        "deviation_reason": reason,
    }


def _assessment(
    singles: dict[str, str], funds: list[list[str]], rows: list[dict[str, str]], changes: dict[str, Any]
) -> Assessment:
    fund_rows = [_fund(row, _FIRST_FUND_ROW + number) for number, row in enumerate(funds)]
    goals = _FIRST_FUND_ROW + len(funds) + 1
    indicators = _indicators(rows, goals + 2)
    bottom = goals + 2 + len(rows)
    total = singles.get("总分", _added(fund_rows[0], indicators))
    grade = singles.get("等级", _grade(total))
    year = re.search(r"\d{4}", singles["年度"])
    base = Assessment(
        template="shanxi-2022",
        sheet=SHEET,
        recognised_by="labels",
        title=entry(f"{singles['项目名称']}项目支出绩效自评表", "A1"),
        year=replace(entry(singles["年度"], "A2"), number=Decimal(year[0]) if year else None),
        project_name=entry(singles["项目名称"], "D3"),
        department=entry(singles["主管部门"], "D4"),
        unit=entry(singles["预算单位"], "H4"),
        total_fund=fund_rows[0],
        sources=tuple(fund_rows[1:]),
        goal=entry(singles["年度目标"], f"B{goals}"),
        completion=entry(singles["完成情况"], f"G{goals}"),
        indicators=indicators,
        total=entry(total, f"I{bottom}"),
        grade=entry(grade, f"J{bottom}"),
        narratives=tuple(
            Narrative(key, label, entry(singles[name], f"E{row}"))
            for row, (key, (name, label)) in enumerate(NARRATIVES.items(), bottom + 1)
        ),
    )
    return replace(base, **changes)


def entry(text: str, address: str) -> Entry:
    """A typed cell: a number where the text is one, ``72.26%`` too."""
    row, column = parse_a1(address)
    number = parse_decimal(text.removesuffix("%"))
    return Entry(
        text=text,
        number=number,
        place=Place(SHEET, row, column),
        percent=number is not None and text.endswith("%"),
        error=text if text.startswith("#") else None,
    )


def _cell(text: str, row: int, column: int) -> Entry:
    return entry(text, Place(SHEET, row, column).address)


def _fund(cells: list[str], row: int) -> Fund:
    filled = [*cells, *[""] * len(_FUND_COLUMNS)]
    return Fund(
        **{
            field: _cell(text, row, column)
            for (field, column), text in zip(_FUND_COLUMNS.items(), filled, strict=False)
        }
    )


def _indicators(rows: list[dict[str, str]], first: int) -> tuple[Indicator, ...]:
    found: list[Indicator] = []
    numbered = list(enumerate(rows, first))
    for _, level in groupby(numbered, key=lambda item: item[1]["first_level"]):
        group = list(level)
        for number, row in group:
            cells: dict[str, Any] = {
                field: _cell(row[field], number, column) for field, column in _INDICATOR_COLUMNS.items()
            }
            # merged over the rows of the class
            cells["first_level"] = _cell(row["first_level"], group[0][0], _INDICATOR_COLUMNS["first_level"])
            found.append(Indicator(**cells))
    return tuple(found)


def _added(fund: Fund, indicators: tuple[Indicator, ...]) -> str:
    scores = [fund.execution_score.number, *(row.score.number for row in indicators)]
    return plain(sum((score for score in scores if score is not None), Decimal(0)))


def _grade(total: str) -> str:
    number = parse_decimal(total)
    return "" if number is None else grade_of(number, NATIONAL)
