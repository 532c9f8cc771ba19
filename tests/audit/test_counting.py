"""Numbers in prose: XP081 and XP096."""

from __future__ import annotations

import pytest

from tests.finding_lines import assert_findings, codes, the
from tests.form_table import form


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "已完成指标共4个，具体为：举办培训班期数、培训考核合格率、培训总成本等4个指标。",
            "“已完成指标”4个 实际列出的指标是3个",
        ),
        (
            "已完成指标共5个：举办培训班期数；培训考核合格率；培训总成本。",
            "“已完成指标”5个 实际列出的指标是3个",
        ),
        ("未完成指标共3项，分别为举办培训班期数、培训总成本。", "“未完成指标”3个 实际列出的指标是2个"),
    ],
)
def test_so_many_names_too_few(said: str, words: str) -> None:
    assert_findings(form(f"完成情况: {said}"), f"XP081 G10 {words}")


def test_parts_that_do_not_make_the_sum() -> None:
    said = "召开工作会议1次，召开推进会议1次，召开座谈会议1次，共计4次。"
    assert_findings(form(f"产出情况: {said}"), "XP081 E21 “共计4次” 1＋1＋1＝3次")


@pytest.mark.parametrize(
    "said",
    [
        "已完成指标共3个，具体为：举办培训班期数、培训考核合格率、培训总成本。",
        "已完成指标共7个，包括举办培训班期数、培训总成本等。",
        "召开工作会议1次，召开推进会议1次，共计2次。",
        "公开信息8条，其中政策2条、预决算2条，共计8条。",
        "举办培训班3期，每期4次，共计12次。",
        "举办培训班7期，参训200人次，合格率97.6%。",
        "上年举办3期，本年举办4期，共计5期。",
        "发放资料100余份、手册50份，共计200份。",
        "甲县2次、乙县3次、丙县4次，合计9次。",
        "已完成指标共2个，具体为：制度建设、业务能力、培训质量。",
        "检查医院3家、药店4家，检查5次，共计7家。",
        "共计7期，其中春季3期、夏季2期。",
    ],
)
def test_counts_that_are_right(said: str) -> None:
    assert "XP081" not in codes(form(f"完成情况: {said}"))


BETTER = "2022年举办讲座4场，发布文章30篇。2023年举办讲座2场，发布文章60篇，与2022年相比有所提高。"


def test_both_years_in_one_remark() -> None:
    said = "与2022年相比有所提高：2022年举办讲座4次、宣传21次；2023年举办讲座2期、宣讲5次。"
    assert "讲座4次→2期" in the("XP096", form(f"效益情况: {said}")).message


def test_better_in_words_and_fewer_in_figures() -> None:
    assert "讲座4场→2场" in the("XP096", form(f"效益情况: {BETTER}")).message
    assert "文章" not in the("XP096", form(f"效益情况: {BETTER}")).message


@pytest.mark.parametrize(
    "said",
    [
        "2022年举办讲座2场。2023年举办讲座4场，与2022年相比有所提高。",
        "2022年举办讲座4场。2023年举办讲座4场，与2022年相比有所提高。",
        "2022年举办讲座4场。2023年举办讲座2场，比2022年减少2场。",
        "2023年举办讲座2场，与2022年相比有所提高。",
        "2022年发生投诉4次，2023年办事效率与2022年相比有所提高。",
        "2022年举办讲座4场。2023年举办竞赛2场，与2022年相比有所提高。",
        "2021年举办讲座9场。2022年举办讲座2场。2023年举办讲座4场，与2022年相比有所提高。",
        "2022年一季度讲座4场，二季度讲座5场。2023年举办讲座6场，与2022年相比有所提高。",
        "服务水平与2022年相比明显提高。",
        "2023年讲座2场；2024年计划讲座1场。与2022年相比有所提高。",
    ],
)
def test_claims_that_hold(said: str) -> None:
    assert "XP096" not in codes(form(f"效益情况: {said}"))
