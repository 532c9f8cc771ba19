"""What the form prints for its fields, and headings that may mean a column that was not found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.finding_lines import findings
from tests.form_table import form
from tests.handmade import NATIONAL, Form, draw
from xlperf.forms import shipped_templates, template
from xlperf.model import REASONS, Assessment
from xlperf.report.text_report import text_report
from xlperf.validation import Checked, check_file
from xlperf.workbook.printed import printed_labels


def checked(drawn: Form, path: Path, renamed: dict[str, str] | None = None) -> Checked:
    """The form drawn by hand, its headings renamed, and checked."""
    book = load_workbook(draw(drawn, path))
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if other := (renamed or {}).get(str(cell.value)):
                cell.value = other
    book.save(path)
    (result,) = check_file(path, shipped_templates())
    assert isinstance(result, Checked)
    return result


def test_labels_are_those_of_the_template() -> None:
    assert printed_labels(template("sichuan-2023")) == {
        "unit": "实施单位",
        "full_year_budget": "调整后预算数",
        "executed": "预算执行数",
        "deviation_reason": "未完成原因分析",
    }
    assert printed_labels(template("transfer-2020"))["unit"] == "资金使用单位"
    assert printed_labels(template("transfer-2020"))["executed"] == "全年执行数"
    assert Assessment("", "", "labels").label("deviation_reason") == "偏差原因分析及改进措施"


@pytest.mark.parametrize(
    ("heading", "renamed", "name"),
    [("偏差原因分析及改进措施", "没完成的原因", REASONS), ("得分", "评委意见分", "得分")],
)
def test_a_heading_that_may_be_meant(tmp_path: Path, heading: str, renamed: str, name: str) -> None:
    result = checked(NATIONAL, tmp_path / "表.xlsx", {heading: renamed})
    assert result.assessment.unrecognised == (name,)
    assert result.assessment.headings[name].text == renamed
    found = {finding.code: finding for finding in result.findings}
    assert set(found) == {"XP107"}
    place = result.assessment.headings[name].place
    assert place is not None
    assert found["XP107"].place == place


def test_a_form_without_reasons_is_not_told_of_them(tmp_path: Path) -> None:
    result = checked(NATIONAL, tmp_path / "表.xlsx")
    assert (result.assessment.unrecognised, result.assessment.headings) == ((), {})


def test_messages_name_what_the_form_prints() -> None:
    text = """预算单位:
        资金总额 | 10 | 10 | 10 | 4 | 6 | 40 | 4
        质量 | 培训考核合格率 | ≥95% | 90% | 10 | 9.47 |
        问题: 参训人员基础较弱。
        预算执行情况: 按计划执行。"""
    labels = printed_labels(template("sichuan-2023"))
    found = findings(replace(form(text), labels=labels))
    texts = {finding.code: f"{finding.message}{finding.fix}{finding.basis}" for finding in found}
    assert "实施单位没有填写" in texts["XP013"]
    assert "请在“未完成原因分析”中写明扣分的原因" in texts["XP061"]
    assert "调整后预算数10－预算执行数4＝6万元没有支出" in texts["XP026"]


def test_a_low_rate_is_explained_where_the_form_has_room(tmp_path: Path) -> None:
    funds = tuple(
        replace(fund, executed=executed, execution_rate=rate, execution_score=score)
        for fund, executed, rate, score in zip(
            NATIONAL.funds,
            ("80", "70", "10", ""),
            ("44.44", "43.75", "50", ""),
            ("4.44", "—", "—", "—"),
            strict=True,
        )
    )
    result = checked(replace(NATIONAL, funds=funds, total="92.94"), tmp_path / "表.xlsx")
    fix = next(finding.fix for finding in result.findings if finding.code == "XP026")
    assert fix.startswith("请在“实际完成情况”（")


def test_a_total_of_more_than_full_marks_means_nothing(tmp_path: Path) -> None:
    rows = tuple(
        replace(row, weight="20", score="20") if row.name == "运营服务站个数" else row
        for row in NATIONAL.indicators
    )
    result = checked(replace(NATIONAL, indicators=rows, total="108"), tmp_path / "表.xlsx")
    said = "\n".join(line for line, _ in text_report([result]))
    assert "分值合计110分，超过满分100分，算出的108分没有意义，请先改分值。" in said
    assert "系统核算" not in said
