"""On what satisfaction rests: XP073 to XP076."""

from __future__ import annotations

import pytest

from tests.finding_lines import assert_findings, codes, the
from tests.form_table import form

ROW = "满意度 | 参训人员满意度 | ≥90% | 94% | 10 | 10 |"


def told(text: str, row: str = ROW) -> str:
    return f"{row}\n满意度情况: {text}"


@pytest.mark.parametrize(
    "text", ["参训人员满意度94%。", "参训人员普遍满意。", "培训效果好，满意度明显提高。"]
)
def test_a_figure_out_of_nowhere(text: str) -> None:
    assert_findings(form(told(text)), "XP073 G18 完成值是“94%” 没有说明是怎么调查得出的")


@pytest.mark.parametrize(
    "text",
    [
        "发放问卷200份，满意度94%。",
        "通过问卷星调查，满意度94%。",
        "电话回访120人，满意度94%。",
        "现场评议打分，满意度94%。",
        "走访参训学员，满意度94%。",
        "收回评价表180份，满意度94%。",
        "“好差评”系统统计满意度94%。",
        "随机抽取样本60个，满意度94%。",
        "召开座谈会听取意见，满意度94%。",
        "第三方测评满意度94%。",
        "学员扫码评价，满意度94%。",
        "12345热线反馈满意度94%。",
        "街头拦访200人，188人满意。",
        "在手机上参评的学员占九成，满意度94%。",
        "满意和基本满意188人。",
    ],
)
def test_every_way_of_asking_counts(text: str) -> None:
    assert "XP073" not in codes(form(told(text)))
    assert "XP074" not in codes(form(told(text)))


def test_a_basis_in_any_other_text_counts() -> None:
    assert_findings(form(told("满意度94%。") + "\n经验: 每期结束发放问卷。"))
    assert_findings(form(told("满意度94%。", ROW + " 问卷200份")))


def test_a_phrase_is_no_figure() -> None:
    assert "XP073" not in codes(
        form(told("群众满意。", "满意度 | 群众满意度 | 满意 | 达成预期指标 | 10 | 10 |"))
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("全年没有收到群众投诉，满意度较高。", "没有收到群众投诉"),
        ("未接到任何投诉，此项指标完成。", "未接到任何投诉"),
        ("零投诉。", "零投诉"),
        ("设有投诉箱，经统计没有收到参保人的投诉，好评率超90%。", "没有收到参保人的投诉"),
    ],
)
def test_no_complaint_is_no_survey(text: str, said: str) -> None:
    assert_findings(form(told(text)), f"XP074 E23 “{said}” 不能代替满意度调查")


@pytest.mark.parametrize(
    "text",
    [
        "发放问卷200份，满意度94%，全年没有收到投诉。",
        "回访120人，满意117人；未接到投诉。",
        "收到投诉3件，均已办结，问卷满意度94%。",
        "投诉办结率100%，测评满意度94%。",
        "畅通投诉渠道，抽样调查满意度94%。",
    ],
)
def test_no_complaint_beside_a_survey(text: str) -> None:
    assert_findings(form(told(text)))


def test_complaints_may_be_what_the_indicator_counts() -> None:
    counted = "满意度 | 群众有效投诉件数 | ≤3件 | 0件 | 10 | 10 |"
    assert "XP074" not in codes(form(told("全年没有收到投诉。", counted)))


@pytest.mark.parametrize(
    "text", ["收回有效问卷8份，满意度94%。", "调查了12人，满意度94%。", "回访15户，满意度94%。"]
)
def test_a_small_sample(text: str) -> None:
    assert codes(form(told(text))) == ["XP075"]
    assert "偏少" in the("XP075", form(told(text))).message


@pytest.mark.parametrize(
    "text",
    [
        "发放问卷200份，收回有效问卷18份以上，满意度94%。",
        "收回有效问卷30份，满意度94%。",
        "发放问卷12份，12名学员全部参加调查，满意度94%。",
        "向全体参训人员发放问卷9份，满意度94%。",
        "分8期调查，问卷共260份，满意度94%。",
        "问卷设10个问题，收回160份，满意度94%。",
    ],
)
def test_a_sample_that_will_do(text: str) -> None:
    assert "XP075" not in codes(form(told(text)))


def test_awareness_is_no_satisfaction() -> None:
    row = "满意度 | 政策知晓率 | ≥90% | 94% | 10 | 10 |"
    assert_findings(form(row), "XP076 D18 放在“服务对象满意度指标”下 属于社会效益")


@pytest.mark.parametrize(
    "row",
    [
        "满意度 | 参训人员满意度 | ≥90% | 94% | 10 | 10 |",
        "满意度 | 群众对政策知晓情况的满意度 | ≥90% | 94% | 10 | 10 |",
        "满意度 | 学员好评率 | ≥90% | 94% | 10 | 10 |",
        "社会效益 | 政策知晓率 | ≥90% | 94% | 15 | 15 |",
    ],
)
def test_indicators_in_their_place(row: str) -> None:
    assert "XP076" not in codes(form(row))
