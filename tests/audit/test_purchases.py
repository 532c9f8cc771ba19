"""XP086: a purchase told in prose and in a table has one method; where it may be another purchase, nothing is said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from time import process_time

import pytest

from tests.form_table import entry, form
from xlperf.audit.audit import audit
from xlperf.audit.finding import Finding, Severity
from xlperf.model import BLANK, Assessment, Entry, Purchase
from xlperf.profiles import profile
from xlperf.purchase_methods import exclude, methods_in, stated_methods
from xlperf.scoring.assessment import score_assessment
from xlperf.workbook.place import Place

NATIONAL = profile("national-2020")
TABLE = """
    2021年委托第三方机构经办市直医保业务（续签） | 单一来源 | 1800000
    办公设备采购 | 公开招标 | 500000
    物业管理服务 | 竞争性磋商 | 300000
    台式机、打印机采购 | 电子卖场 | 36815
    购 A4 复印纸 | 自行采购 | 3900
"""
FIRST = 60


def purchases(
    text: str, unit: str | None = "元", heading: str = "采购方式", caption: str = ""
) -> tuple[Purchase, ...]:
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return tuple(
        Purchase(
            entry(name, f"B{row}"),
            entry(method, f"E{row}"),
            entry(heading, f"E{FIRST - 1}"),
            tuple((entry(amount, f"C{row}"), unit) for amount in amounts if amount),
            entry(caption, f"A{FIRST - 2}"),
        )
        for row, (name, method, *amounts) in enumerate(rows, FIRST)
    )


def filled(
    said: str, table: str | tuple[Purchase, ...] = TABLE, more: str = "", key: str = "产出情况"
) -> Assessment:
    rows = purchases(table) if isinstance(table, str) else table
    year = replace(entry("（2021年度）", "A2"), number=Decimal(2021))
    return form(f"{key}: {said}\n{more}", purchases=rows, year=year)


def found(drawn: Assessment) -> list[Finding]:
    return [one for one in audit(drawn, score_assessment(drawn, NATIONAL), NATIONAL) if one.code == "XP086"]


def cells(drawn: Assessment) -> list[str]:
    """The rows of the table that are contradicted."""
    return [place.address for one in found(drawn) for place in one.related]


REAL = (
    "预算总金额为1833900元，实际执行总金额为1832515元。购A4复印纸预算金额4000元，实际执行金额3900元，自行采购；"
    "2021年委托第三方机构经办市直医保业务预算金额1800000元，实际执行金额1800000元，自行采购；"
    "打印纸预算金额4000元，实际执行金额3900元，自行采购；具体如下表4所示。"
)


def test_both_statements_are_shown_with_their_cells() -> None:
    drawn = filled(REAL)
    (one,) = found(drawn)
    assert one.severity is Severity.ERROR
    assert one.place == drawn.narrative("output").place
    assert [place.address for place in one.related] == ["E60"]
    assert (one.stated, one.expected) == ("自行采购", "单一来源")
    assert one.message == (
        "文中说“2021年委托第三方机构经办市直医保业务预算金额1800000元，实际执行金额1800000元，自行采购”，"
        "表中“2021年委托第三方机构经办市直医保业务（续签）”的采购方式写的是“单一来源”（E60）。"
    )


def test_the_sheet_is_named_where_it_is_another() -> None:
    (row,) = purchases("办公设备采购 | 公开招标 | 500000")
    place = Place("采购表", 3, 5)
    (one,) = found(
        filled("办公设备50万元，单一来源。", (replace(row, method=replace(row.method, place=place)),))
    )
    assert one.message.endswith("写的是“公开招标”（工作表“采购表”的E3）。")


def test_a_cell_of_a_document_has_its_own_name() -> None:
    (row,) = purchases("办公设备采购 | 公开招标 | 500000")
    place = Place("表格2", 3, 5, "表格2第3行第5格")
    (one,) = found(
        filled("办公设备50万元，单一来源。", (replace(row, method=replace(row.method, place=place)),))
    )
    assert one.message.endswith("写的是“公开招标”（表格2第3行第5格）。")


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("办公设备采用询价方式采购，金额50万元。", 61),
        ("通过单一来源方式采购办公设备50万元。", 61),
        ("以邀请招标方式购置了办公设备，合同金额500000元。", 61),
        ("办公设备采购项目（预算50万元，成交50万元）采用邀请招标。", 61),
        ("2021年办公设备采购50万元，经局党组会研究同意，采用竞争性谈判方式。", 61),
        ("物业管理服务经局党组会研究同意，采用单一来源方式采购。", 62),
        ("办公设备、物业管理服务均采用单一来源。", 62),
        ("物业管理服务（30万元）单一来源，办公设备（50万元）公开招标。", 62),
        ("物业管理服务由单位自行采购。", 62),
        ("台式机、打印机采用公开招标方式采购。", 63),
        ("台式机等电脑耗材共计36815元，公开招标。", 63),
        ("采购方式：办公设备采购自行采购。", 61),
        ("1.物业管理服务，自主采购，合同价300,000元。", 62),
        ("全年物业管理服务费30万元，采购方式为询价。", 62),
        ("大楼物业管理服务项目30万元，采用公开招标。", 62),
    ],
)
def test_another_method_is_found(said: str, row: int) -> None:
    assert cells(filled(said)) == [f"E{row}"]


@pytest.mark.parametrize(
    "said",
    [
        # the same, or ways that overlap
        "办公设备50万元，采用公开招投标方式。",
        "台式机、打印机36815元，自行采购。",
        "台式机、打印机36815元，询价采购。",
        "购A4复印纸3900元，网上超市直购。",
        # who buys is not how
        "办公设备50万元，分散采购。",
        "物业管理服务30万元，委托代理机构集中采购。",
        # no method of its own, or several
        "办公设备50万元，已验收。",
        "办公设备50万元未达到公开招标条件，采用邀请招标。",
        "办公设备50万元原定公开招标，后改为单一来源。",
        "办公设备、物业管理服务分别采用单一来源、公开招标。",
        "办公设备公开招标或者询价。",
        # not done
        "办公设备50万元拟采用单一来源方式采购。",
        "明年物业管理服务采用公开招标。",
        "办公设备超过40万元的应采用邀请招标。",
        # another year
        "2020年物业管理服务30万元，自行采购。",
        "上年物业管理服务30万元，自行采购。",
        # another purchase
        "医疗设备50万元，自行采购。",
        "零星办公设备2万元，自行采购。",
        "办公设备2万元，自行采购。",
        "办公设备维修，自行采购。",
        "宣传品30万元，单一来源。",
        "30万元，单一来源。",
        "设备采购，单一来源。",
        # the object of something else
        "物业管理服务按合同支付，通过单一来源采购会议室音响。",
        "以单一来源方式确定某某公司为供应商，物业管理服务30万元。",
        "公开招标限额以下的物业管理服务自行采购。",
        # said once rightly
        "办公设备50万元，公开招标。办公设备50万元，单一来源。",
    ],
)
def test_no_wolf_is_cried(said: str) -> None:
    assert cells(filled(said)) == []


def test_only_an_amount_in_both_tells_two_names_apart_no_more() -> None:
    table = "办公设备采购 | 公开招标 | 36815\n会议室音响 | 公开招标 | 36815"
    assert cells(filled("电脑一批36815元，单一来源。", table)) == []
    assert cells(filled("电脑一批36815元，单一来源。", table.splitlines()[0])) == ["E60"]


def test_rows_of_the_same_name_with_different_methods_are_left_alone() -> None:
    assert cells(filled("办公设备，单一来源。", "办公设备 | 公开招标\n办公设备 | 询价")) == []
    assert cells(filled("办公设备，单一来源。", "办公设备 | 公开招标\n办公设备 | 公开招标")) == ["E60"]


def test_the_amount_chooses_among_rows_of_the_same_name() -> None:
    table = "办公设备 | 公开招标 | 500000\n办公设备 | 单一来源 | 80000"
    assert cells(filled("办公设备8万元，单一来源。", table)) == []
    assert cells(filled("办公设备8万元，公开招标。", table)) == ["E61"]


@pytest.mark.parametrize(
    ("unit", "figure"), [("元", "500000"), ("万元", "50"), (None, "50"), (None, "500000")]
)
def test_amounts_are_compared_in_one_unit(unit: str | None, figure: str) -> None:
    rows = purchases(f"办公设备采购项目（第一包） | 公开招标 | {figure}", unit)
    assert cells(filled("办公设备50万元，单一来源。", rows)) == ["E60"]
    assert cells(filled("办公设备51万元，单一来源。", rows)) == []


def test_a_table_of_plans_binds_nobody() -> None:
    rows = purchases(TABLE, caption="2021年政府采购计划表")
    assert cells(filled(REAL, rows)) == []
    done = purchases(TABLE, caption="2021年政府采购计划执行情况表")
    assert cells(filled(REAL, done)) == ["E60"]


def test_a_table_of_another_year_binds_nobody() -> None:
    rows = purchases("物业管理服务 | 竞争性磋商 | 300000", caption="2020年政府采购情况表")
    assert cells(filled("物业管理服务30万元，单一来源。", rows)) == []


def test_a_form_of_organisation_is_no_method() -> None:
    text = "物业管理服务 | 自行采购 | 300000\n办公设备 | 单一来源 | 500000"
    rows = purchases(text, heading="采购组织形式")
    assert cells(filled("物业管理服务30万元，公开招标。办公设备50万元，公开招标。", rows)) == ["E61"]


def test_of_a_table_beside_several_forms_the_amount_must_agree() -> None:
    rows = tuple(replace(row, shared=True) for row in purchases(TABLE))
    assert cells(filled("物业管理服务，单一来源。", rows)) == []
    assert cells(filled("物业管理服务30万元，单一来源。", rows)) == ["E62"]


def test_every_text_and_every_reason_is_read() -> None:
    assert cells(filled("物业管理服务30万元，单一来源。", key="预算执行情况")) == ["E62"]
    assert cells(filled("物业管理服务30万元，单一来源。", key="完成情况")) == ["E62"]
    reason = "数量 | 举办培训班期数 | ≥6期 | 5期 | 20 | 16 | 物业管理服务30万元，单一来源，合同签订晚。"
    drawn = filled("完成。", more=reason)
    (one,) = found(drawn)
    assert one.place == drawn.indicators[0].deviation_reason.place


def test_the_goal_is_a_plan() -> None:
    assert cells(filled("物业管理服务30万元，单一来源。", key="年度目标")) == []


def test_an_indicator_states_the_method() -> None:
    row = "质量 | 物业管理服务采购方式 | 竞争性磋商 | 竞争性磋商 | 10 | 10 |"
    drawn = filled("物业管理服务采用单一来源方式采购。", (), row)
    (one,) = found(drawn)
    assert one.related == (drawn.indicators[1].actual.place,)
    assert "“物业管理服务采购方式”的实际完成值写的是“竞争性磋商”" in one.message
    assert found(filled("物业管理服务采用竞争性磋商。", (), row)) == []
    general = "质量 | 政府采购方式合规性 | 公开招标 | 公开招标 | 10 | 10 |"
    assert found(filled("物业管理服务采用单一来源方式采购。", (), general)) == []


def test_without_a_table_nothing_is_held_against_anything() -> None:
    assert found(filled(REAL, ())) == []


def test_a_row_whose_cells_say_little_is_no_statement() -> None:
    rows = (
        Purchase(Entry("办公设备"), Entry("公开招标（后变更为单一来源）")),
        Purchase(BLANK, Entry("公开招标")),
    )
    assert found(filled("办公设备，单一来源。", rows)) == []


def test_long_texts_cost_little() -> None:
    table = "\n".join(f"第{n}批设备采购 | 公开招标 | {n}0000" for n in range(1, 200))
    drawn = filled("；".join(f"第{n}批设备{n}万元，单一来源" for n in range(1, 200)), table)
    scored = score_assessment(drawn, NATIONAL)
    start = process_time()
    audit(drawn, scored, NATIONAL)
    assert process_time() - start < 5


@pytest.mark.parametrize("words", ["共计", "采购", "的", "确定", "经研究", "经", "、公开招标办公设备"])
def test_words_over_and_over_cost_little(words: str) -> None:
    drawn = filled(words * (2900 // len(words)) + "公开招标")
    scored = score_assessment(drawn, NATIONAL)
    start = process_time()
    audit(drawn, scored, NATIONAL)
    assert process_time() - start < 2


@pytest.mark.parametrize(
    ("cell", "methods"),
    [
        ("单一来源采购", {"单一来源"}),
        ("公开 招标", {"公开招标"}),
        ("竞争性磋商（国内）", {"竞争性磋商"}),
        ("竞争性谈判/询价", {"竞争性谈判", "询价"}),
        ("政府集中采购-公开招标", {"公开招标"}),
        ("集中采购", set()),
        ("公开招标（变更为单一来源）", set()),
        ("/", set()),
        ("公开招标率", set()),
    ],
)
def test_cells_that_state_a_method(cell: str, methods: set[str]) -> None:
    assert stated_methods(cell) == methods


def test_methods_that_exclude_each_other() -> None:
    assert exclude("自行采购", "单一来源")
    assert exclude("竞争性谈判", "竞争性磋商")
    assert not exclude("自行采购", "询价")
    assert not exclude("公开招标", "框架协议")
    assert [name for name, _, _ in methods_in("采用公开招标、单一来源")] == ["公开招标", "单一来源"]
