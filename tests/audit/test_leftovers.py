"""Rows left as the blank form had them, copied, or typed one column aside: XP009, XP010, XP012."""

from dataclasses import replace

import pytest

from tests.finding_lines import codes, findings, the
from tests.form_table import entry, form


@pytest.mark.parametrize(
    "name",
    ["指标1", "指标2：", "指标一", "……", "……………", "...", "××指标", "请填写三级指标", "（请填写指标名称）"],
)
def test_an_indicator_still_has_the_words_of_the_blank_form(name: str) -> None:
    found = the("XP010", form(f"数量 | {name} | ≥6期 | 7期 | 20 | 20 |"))
    assert found.place is not None
    assert found.place.address == "D12"
    assert found.message.startswith("第12行仍是模板的占位文字")


def test_a_row_of_placeholders_is_one_finding_and_nothing_else_is_said_of_it() -> None:
    left = form("数量 | 举办培训班期数 | ≥6期 | 7期 | 20 | 20 |\n数量 | 指标2 | …… | | | |")
    assert [finding.code for finding in findings(left) if finding.place and finding.place.row == 13] == [
        "XP010"
    ]


def test_rows_left_unused_are_one_finding() -> None:
    base = replace(form(), leftovers=(entry("指标2：", "D13"), entry("……", "D14"), entry("指标2：", "D16")))
    assert "第13、14、16行只有模板的占位文字“指标2：”、“……”" in the("XP010", base).message


@pytest.mark.parametrize(
    "changes",
    [
        "项目名称: 2023年××项目",
        "年度目标: 对照年度目标，说明完成情况",
        "完成情况: （请填写实际完成情况）",
        "年度: （20××年度）",
    ],
)
def test_placeholders_of_the_header_and_of_texts(changes: str) -> None:
    assert "XP010" in codes(form(changes))


@pytest.mark.parametrize("told", ["全年支出××万元。", "举办培训班×××期。", "20××年度实施。"])
def test_a_figure_that_was_never_filled_in(told: str) -> None:
    assert "××" in the("XP010", form(f"产出情况: {told}")).message


@pytest.mark.parametrize(
    "told",
    [
        "向李××等3人发放补助。",
        "拨打热线138××××1234咨询。",
        "3×4米的展板10块。",
        "群众扫码后请填写问卷，共收回200份。",
        "购置X光机2台、XXL号工作服30套。",
        "指标1已经完成，指标2正在推进……",
        "王××个人获奖。",
    ],
)
def test_masked_names_and_ordinary_words_are_no_placeholders(told: str) -> None:
    assert "XP010" not in codes(form(f"产出情况: {told}"))


@pytest.mark.parametrize("name", ["指标体系建设数量", "1号楼改造面积", "指标编制份数", "3×3篮球赛场次", "无"])
def test_names_that_are_no_placeholders(name: str) -> None:
    assert "XP010" not in codes(form(f"数量 | {name} | ≥6期 | 7期 | 20 | 20 |"))


def test_one_name_twice_in_a_class() -> None:
    twice = form(
        "数量 | 参训人次 | ≥6人次 | 7人次 | 10 | 10 |\n数量 | 参训人次。 | ≥9人次 | 9人次 | 10 | 10 |"
    )
    found = the("XP009", twice)
    assert "“参训人次”重复出现2次：（D12）、（D13）" in found.message


def test_one_name_under_output_and_benefit() -> None:
    twice = form("数量 | 参训人数 | ≥6人 | 7人 | 20 | 20 |\n社会效益 | 参 训 人 数 | ≥6人 | 7人 | 15 | 15 |")
    assert "XP009" in codes(twice)


def test_one_object_measured_in_two_ways_is_no_copy() -> None:
    both = form(
        "数量 | 道路养护 | ≥60公里 | 70公里 | 20 | 20 |\n成本 | 道路养护 | ≤10万元 | 9.5万元 | 10 | 10 |"
    )
    assert "XP009" not in codes(both)


def test_names_that_differ_in_a_word_are_two() -> None:
    two = form(
        "数量 | 培训人数（城区） | ≥6人 | 7人 | 10 | 10 |\n数量 | 培训人数（乡镇） | ≥6人 | 7人 | 10 | 10 |"
    )
    assert "XP009" not in codes(two)


def test_a_row_one_column_to_the_left() -> None:
    moved = form("质量 | ≥95% | 97% | 10 | 10 | |")
    # 分值 and 得分 stand under 实际完成值 and 分值
    found = the("XP012", moved)
    assert "第13行的内容看来整体向左错开了一列" in found.message
    assert codes(moved) == ["XP012"]


def test_a_row_one_column_to_the_right() -> None:
    moved = form("质量 | | 培训考核合格率 | ≥95% | 97% | 10 | 10")
    assert "向右错开了一列" in the("XP012", moved).message


@pytest.mark.parametrize(
    "row",
    [
        "质量 | 培训考核合格率 | ≥95% | 97% | 10 | |",
        "质量 | | ≥95% | 97% | 10 | 10 |",
        "质量 | 培训考核合格率 | 97% | 10 | 10 | 10 |",
        "质量 | 100% | ≥95% | 97% | 10 | 10 |",
        "质量 | 培训考核合格率 | ≥95% | 97% | 十分 | 10 | 10",
    ],
)
def test_a_row_with_a_slip_is_not_moved(row: str) -> None:
    assert "XP012" not in codes(form(row))
