"""The workbook itself: XP910 to XP912."""

from dataclasses import replace

from tests.finding_lines import assert_findings, codes, the
from tests.form_table import entry, form, issued
from xlperf.audit.finding import Severity
from xlperf.model import Assessment


def test_formulas_typed_over() -> None:
    touched = issued(typed=("I12", "I19"))
    assert_findings(touched, "XP910 I12 有2处 “举办培训班期数”的得分、总分")
    assert [place.address for place in the("XP910", touched).places] == ["I12", "I19"]
    assert the("XP910", touched).severity is Severity.WARNING


def test_formulas_kept() -> None:
    assert_findings(issued())


def test_a_foreign_form_has_no_formulas_to_keep() -> None:
    assert_findings(form())


def test_scores_of_phrases_are_typed_anyway() -> None:
    base = issued()
    assert not base.indicators[4].score.live
    assert codes(base) == []


def drawn_before_formulas_were_recorded(typed: tuple[str, ...]) -> Assessment:
    base = issued(typed=typed)
    weights = tuple((row.weight, row.weight.text, "分值") for row in base.indicators)
    return replace(base, formulas=None, issued=weights)


def test_typed_over_in_a_workbook_that_does_not_say_what_was_drawn_as_formula() -> None:
    old = drawn_before_formulas_were_recorded(("I12", "I19"))
    assert_findings(old, "XP910 I12 有2处 “举办培训班期数”的得分、总分")


def test_editable_scores_may_be_typed() -> None:
    assert_findings(replace(drawn_before_formulas_were_recorded(("I12",)), scores_editable=True))


def test_scores_of_a_blank_form_are_typed() -> None:
    # nothing was issued sealed, so no target could decide a score
    base = issued(typed=("I12",))
    assert_findings(replace(base, formulas=None))
    assert base.formulas is not None
    assert_findings(replace(base, formulas=base.formulas - {base.indicators[0].score.place}))


def test_scores_by_a_clause_are_typed_where_nothing_else_is_said() -> None:
    old = drawn_before_formulas_were_recorded(("I12",))
    first = replace(old.indicators[0], clause=entry("组织有序、效果明显的得满分，其余酌情给分。", "K12"))
    assert "XP910" not in codes(replace(old, indicators=(first, *old.indicators[1:])))


def test_sealed_cells() -> None:
    base = form()
    target = base.indicators[0].initial_target
    changed = replace(
        base,
        issued=((target, "≥8期", "“举办培训班期数”的年初指标值"), (base.unit, base.unit.text, "预算单位")),
    )
    assert_findings(changed, "XP911 E12 年初指标值下发时是“≥8期”，现在是“≥6期”")
    assert (the("XP911", changed).stated, the("XP911", changed).expected) == ("≥6期", "≥8期")


def test_sealed_cells_written_otherwise() -> None:
    base = form()
    weight, target = base.indicators[0].weight, base.indicators[0].initial_target
    assert_findings(replace(base, issued=((weight, "20.0", "分值"), (target, "≥ 6 期", "年初指标值"))))


def test_a_sealed_cell_emptied_is_reported_as_empty() -> None:
    base = form("项目名称:")
    assert_findings(replace(base, issued=((base.project_name, "培训经费", "项目名称"),)), "XP013 D3")


def test_a_sealed_cell_filled_that_was_empty() -> None:
    base = form()
    changed = replace(base, issued=((base.indicators[0].name, "", "三级指标"),))
    assert_findings(changed, "XP911 D12 下发时是空的，现在是“举办培训班期数”")


def test_error_words() -> None:
    base = form("总分: #VALUE!\n质量 | 合格率 | ≥95% | 97.6% | 10 | #DIV/0!\n等级: 优")
    assert_findings(base, "XP912 I13 有2个单元格显示错误值 “合格率”的得分、总分 除数为0")
    single = form("质量 | 合格率 | ≥95% | #REF! | 10 | 10")
    assert_findings(single, "XP912 G13 “合格率”的实际完成值显示的是错误值（公式引用的单元格已被删除）")


def test_an_error_word_in_a_merged_cell_is_one_cell() -> None:
    base = form()
    level = entry("#NAME?", "B12")
    rows = tuple(replace(row, first_level=level) for row in base.indicators[:4])
    found = the("XP912", replace(base, indicators=rows + base.indicators[4:]))
    assert [place.address for place in found.places] == ["B12"]
