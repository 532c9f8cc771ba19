"""Years and grade bands that texts state: XP014, XP016."""

from dataclasses import replace

import pytest

from tests.finding_lines import codes, the
from tests.form_table import entry, form


def titled(title: str) -> list[str]:
    return codes(replace(form(), title=entry(title, "A1")))


def test_the_title_is_of_another_year() -> None:
    base = replace(form(), title=entry("2022年度项目支出绩效自评表", "A1"))
    assert "标题写的是2022年度，表头的年度是2023年（A2）" in the("XP014", base).message
    assert "XP014" not in titled("2023年度项目支出绩效自评表")


def test_a_project_named_after_an_older_year() -> None:
    base = replace(
        form("项目名称: 2021年度高标准农田建设"),
        title=entry("2021年度高标准农田建设项目支出绩效自评表", "A1"),
    )
    assert "XP014" not in codes(base)


@pytest.mark.parametrize(
    "goal", ["2022年计划举办培训班6期。", "2022年度绩效目标：举办培训班6期。", "1.2021年，举办培训班6期。"]
)
def test_a_goal_of_another_year(goal: str) -> None:
    assert "年度目标写的却是202" in the("XP014", form(f"年度目标: {goal}")).message


@pytest.mark.parametrize(
    "goal",
    [
        "2023年计划举办培训班6期。",
        "2022年立项，2023年完成主体工程。",
        "按照2021—2025年规划，举办培训班6期。",
        "参照2022年检查频次，举办培训班6期。",
        "2022年度中央补助资金用于举办培训班6期。",
        "在2022年目标已完成的基础上，举办培训班6期。",
        "2024年底前建成投用。",
        "2022年结转项目，继续举办培训班。",
    ],
)
def test_other_years_that_a_goal_may_name(goal: str) -> None:
    assert "XP014" not in codes(form(f"年度目标: {goal}"))


@pytest.mark.parametrize("key", ["年度目标", "完成情况"])
@pytest.mark.parametrize(
    "told",
    [
        "2022年图书馆接待读者12万人次。",
        "2022年，图书馆接待读者12万人次。",
        "2022年度培训学员300人，合格率95%。",
    ],
)
def test_a_text_that_begins_with_an_earlier_year(key: str, told: str) -> None:
    assert "写的却是2022年的情况，没有提到2023年" in the("XP014", form(f"{key}: {told}")).message


@pytest.mark.parametrize("key", ["年度目标", "完成情况"])
@pytest.mark.parametrize(
    "told",
    [
        "2023年图书馆接待读者12万人次。",
        "2022年图书馆接待读者10万人次，2023年接待12万人次。",
        "2022年接待读者10万人次，今年接待12万人次。",
        "2022年中央补助资金用于举办培训班6期。",
        "2022年底前举办培训班6期。",
        "2022年9月至次年6月举办培训班6期。",
        "2022年秋季学期资助学生300人。",
        "2022年以来，举办培训班6期。",
        "2022年立项的培训楼按期建成。",
        "2022年批复的课题全部结题。",
        "2022年招录的学员300人全部结业。",
        "2022级学员300人全部结业。",
        "2022年开工的培训楼主体完工。",
        "2022年建设的平台运行良好。",
        "2022年购置的设备正常运行。",
        "2022年与2023年两年举办培训班6期。",
        "2022-2023学年资助学生300人。",
        "2022年提前下达的指标全部使用。",
        "2024年举办培训班6期。",
    ],
)
def test_texts_that_may_begin_with_another_year(key: str, told: str) -> None:
    assert "XP014" not in codes(form(f"{key}: {told}"))


def test_goal_and_completion_of_an_earlier_year_are_one_finding() -> None:
    found = the("XP014", form("年度目标: 2022年培训学员300人。\n完成情况: 2022年培训学员310人。"))
    assert len(found.places) == 2


def test_the_executed_amount_of_this_year_told_of_last_year() -> None:
    text = "资金总额 | 8.65 | 8.65 | 8.65 | 6.25 | 2.4 | 72.26 | 7.23\n预算执行情况: 2022年实际执行6.25万元。"
    assert "写成了2022年的" in the("XP014", form(text)).message


@pytest.mark.parametrize(
    "told",
    [
        "2022年实际执行9.5万元，2023年实际执行9.5万元。",
        "2022年实际执行8.5万元。",
        "实际执行9.5万元。",
        "2024年3月完成自评。2023年实际执行9.5万元。",
    ],
)
def test_a_look_back(told: str) -> None:
    assert "XP014" not in codes(form(f"预算执行情况: {told}"))


@pytest.mark.parametrize(
    "told",
    [
        "评价等级：90-100分为优，80-89分为良，60-79分为中，60分以下为差。",
        "优（90—100分）、良（80—89分）、中（60—79分）、差（60分以下）。",
        "90分~100分（含90分）为优；80分~89分（含80分）为良。",
    ],
)
def test_bands_with_gaps(told: str) -> None:
    assert "有空档：89.5分落在89与90之间" in the("XP016", form(f"经验: {told}")).message


def test_bands_that_overlap() -> None:
    assert "有重叠：90分到92分有两个等级" in the("XP016", form("经验: 90-100分为优，80-92分为良。")).message


@pytest.mark.parametrize(
    "told",
    [
        "评价结果90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差。",
        "90-100分为优，80-90分为良，60-80分为中。",
        "90分以上为优，80分至90分为良。",
        "培训考核优秀率为85-90%，良好率为10-15%。",
        "得分80-89分的学员20人，90-100分的学员30人。",
    ],
)
def test_bands_that_meet_and_other_ranges(told: str) -> None:
    assert "XP016" not in codes(form(f"经验: {told}"))
