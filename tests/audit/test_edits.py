"""From findings to marks, comparisons and the summary sentence."""

from dataclasses import replace
from pathlib import Path

from tests.finding_lines import findings, scored
from tests.form_table import NATIONAL, SHEET, form, from_handmade
from tests.handmade import ANNEX_1
from tests.layout.projects_by_template import TEMPLATES, profile_of, project_for
from xlperf.audit.audit import audit, worst_first
from xlperf.audit.edits import edits, marks, summary
from xlperf.audit.finding import Finding, Severity
from xlperf.forms import shipped_templates
from xlperf.layout.workbook import plan_workbook
from xlperf.model import Assessment
from xlperf.validation import Checked, check_file, results_for
from xlperf.workbook.draw import draw
from xlperf.workbook.edits import Comparison, Edits
from xlperf.workbook.place import Place

E, W, I = Severity  # noqa: E741 - as the catalogue writes them


def results(assessment: Assessment) -> Edits:
    found = scored(assessment)
    return edits(assessment, found, NATIONAL, audit(assessment, found, NATIONAL))


def finding(severity: Severity, *cells: tuple[int, int], code: str = "XP001") -> Finding:
    places = [Place(SHEET, *cell) for cell in cells]
    return Finding(code, severity, "。", "。", places[0] if places else None, tuple(places[1:]))


def test_marks_show_the_worst_of_each_cell() -> None:
    found = [finding(W, (7, 9), (8, 9)), finding(E, (8, 9)), finding(I, (7, 9)), finding(E)]
    assert marks(found) == ((Place(SHEET, 7, 9), W), (Place(SHEET, 8, 9), E))


def test_summary_says_what_to_do() -> None:
    profile = "口径：财预〔2020〕10号通用口径。"
    assert summary([], NATIONAL) == "没有发现问题。" + profile
    assert summary([finding(E), finding(E), finding(W)], NATIONAL) == (
        "发现2处错误、1处提醒。请先改正错误，再核对提醒。" + profile
    )
    assert summary([finding(E), finding(W), finding(I)], NATIONAL) == (
        "发现1处错误、1处提醒、1处提示。请先改正错误，再核对提醒；提示可不改。" + profile
    )
    assert summary([finding(E)], NATIONAL) == "发现1处错误。请改正错误。" + profile
    assert summary([finding(W)], NATIONAL) == "发现1处提醒。没有错误，请核对提醒。" + profile
    assert summary([finding(I)], NATIONAL) == "发现1处提示。没有错误，也没有提醒；提示可不改。" + profile


def test_comparisons_of_a_right_form() -> None:
    done = results(from_handmade(ANNEX_1))
    assert done.comparisons == (
        Comparison("执行率", "72.26%", "72.26%", "一致"),
        Comparison("预算执行率得分", "7.23", "7.23", "一致"),
        Comparison("分值合计", "100", "100", "一致"),
        Comparison("得分合计", "95.23", "95.23", "一致"),
        Comparison("总分", "95.23", "95.23", "一致"),
        Comparison("等级", "优", "优", "一致"),
    )
    assert done.sheet == SHEET
    assert done.beside == ()
    assert done.summary.startswith("发现2处错误、")


def test_comparisons_that_differ() -> None:
    text = """资金总额 | 10 | 10 | 10 | 9.5 | 0.5 | 90 | 8
        质量 | 合格率 | ≥95% | 76% | 15 | 15
        总分: 80
        等级: 良好"""
    assert [line.verdict for line in results(form(text)).comparisons] == ["不一致"] * 6


def test_comparisons_that_cannot_be_made() -> None:
    empty = form("资金总额 | 10 | 10 | | | | |\n质量 | 合格率 | ≥95% | | 10 | \n总分:\n等级:")
    assert [line.verdict for line in results(empty).comparisons] == [
        "无法计算", "无法计算", "一致", "无法计算", "无法计算", "无法计算",
    ]  # fmt: skip
    unsaid = form("资金总额 | 10 | 10 | 10 | 9.5 | 0.5 | |\n总分:\n等级:")
    assert [line.verdict for line in results(unsaid).comparisons] == [
        "未填", "未填", "一致", "未填", "未填", "未填",
    ]  # fmt: skip


def test_grade_words_compare_by_meaning() -> None:
    assert results(form("等级: 优秀")).comparisons[-1].verdict == "一致"


def test_findings_stand_worst_first() -> None:
    found = worst_first(
        [
            finding(I, (9, 2)),
            finding(W, (7, 9)),
            finding(E, (7, 9)),
            finding(E, (7, 10)),
            finding(W),
            finding(E, (8, 1)),
        ]
    )
    assert [(one.place.address if one.place else "", one.severity) for one in found] == [
        ("I7", E), ("J7", E), ("A8", E), ("", W), ("I7", W), ("B9", I),
    ]  # fmt: skip


def test_the_same_form_gives_the_same_findings() -> None:
    assessment = from_handmade(ANNEX_1)
    assert findings(assessment) == findings(replace(assessment))


def test_a_total_raised_for_what_does_not_apply_is_compared_with_the_raised_sum(tmp_path: Path) -> None:
    template = TEMPLATES["evaluation-2023"]
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(plan_workbook(template, profile_of(template), project_for(template, filled=True))))
    (checked,) = check_file(path, shipped_templates())
    assert isinstance(checked, Checked)
    results_of = results_for(checked)
    line = Comparison("得分合计（按适用指标折算）", "94.63", "94.63", "一致")
    assert line in results_of.comparisons
    assert not [one for one in results_of.comparisons if one.label == "得分合计"]
    assert results_of.beside == ()
