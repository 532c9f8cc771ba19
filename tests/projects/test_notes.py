"""What is understood all the same, left aside or odd is said in notes, and nothing else is."""

from __future__ import annotations

import pytest

from tests.projects.lists import GOOD, projects, read_text


def test_without_any_money_unit_the_template_s_is_taken_and_said() -> None:
    found = read_text(GOOD.replace("（万元）", ""))
    assert found.projects == projects(GOOD)
    assert found.notes == ("“资金”表没有写明金额单位，按万元读取。",)


def test_columns_that_are_not_used_are_named() -> None:
    text = GOOD.replace("| 年度 | 年度绩效目标", "| 年度 | 联系电话")
    assert read_text(text).notes == ("“项目”表的“联系电话”列没有用到。",)


@pytest.mark.parametrize(
    "heading", ["预算执行率", "资金结余", "上年预算数", "经办人", "支付进度", "（备用）"]
)
def test_columns_that_only_look_a_little_like_others_are_left_aside(heading: str) -> None:
    text = GOOD.replace("| 目标申报数 |", f"| {heading} |")
    assert read_text(text).notes == (f"“资金”表的“{heading}”列没有用到。",)


def test_an_empty_column_is_no_question() -> None:
    text = GOOD.replace("年度指标值 | 分值", "年度指标值 | 分值 | 调整后的指标数值")
    assert read_text(text).notes == ("“指标”表的“调整后的指标数值”列没有用到。",)


@pytest.mark.parametrize(
    "target", ["≥95%左右", "每月≥3次", "约42座", "不低于上年水平", "2022年6月底前完成3座"]
)
def test_targets_that_look_like_figures_but_are_words_are_named(target: str) -> None:
    [note] = read_text(GOOD.replace("≥800人", target)).notes
    assert note == (
        f"以下1处指标值按文字处理，不会自动计分：“甲项目”的“受益学生”（{target}）；"
        "要自动计分的，请写成“≥95%”“≤20元”这样，只留符号、数字和单位。"
    )


@pytest.mark.parametrize(
    "target",
    [
        "2022年12月底前",
        "11月30日前",
        "9月底前完成",
        "≤2022年12月",
        "2022.6.30前",
        "2022-12-31",
        "第4季度前",
        "2022年度内",
        "明显增加",
        "40余人",
        "5-8次",
    ],
)
def test_dates_and_plain_words_and_figures_are_not(target: str) -> None:
    assert read_text(GOOD.replace("≥800人", target)).notes == ()


def test_unusual_weights_are_named() -> None:
    text = GOOD.replace("册 | 50", "册 | 60").replace("有所增加 | 30", "有所增加 | 20")
    assert read_text(text).notes == (
        (
            "有1个项目的一级指标分值与通常的（产出指标50、效益指标30、满意度指标10）不同，表发下去后不能再改，"
            "请确认：“乙项目”（产出指标60、效益指标20、满意度指标10）。"
        ),
    )


def test_a_large_amount_without_a_unit_is_named() -> None:
    text = GOOD.replace("（万元）", "").replace("8.65 | 8.65 | 8.65", "580000 | 580000 | 580000")
    assert read_text(text).notes == (
        (
            "“资金”表没有写明金额单位，按万元读取。有1处金额很大，如果是按元填写的，请在列名里写明“（元）”："
            "“甲项目”的“当年财政拨款”（580000万元）。"
        ),
    )


def test_targets_that_are_bare_numbers_are_named() -> None:
    [note] = read_text(GOOD.replace("≥800人", "800")).notes
    assert note == (
        "有1处指标值只有数字，没有“≥”“%”之类的符号和单位，请确认是否完整：“甲项目”的“受益学生”（800）。"
    )
