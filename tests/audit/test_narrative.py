"""Amounts in the prose against the table: XP077."""

from dataclasses import replace

import pytest

from tests.finding_lines import assert_findings, codes, the
from tests.form_table import form

FUND = "资金总额 | 8.65 | 8.65 | 8.65 | 6.25 | 2.4 | 72.26 | 7.23\n问题: 检查次数减少，资金有结余。\n"


def told(sentence: str) -> str:
    return f"{FUND}预算执行情况: {sentence}"


def test_the_surplus_told_as_executed() -> None:
    wrong = form(told("2023年项目预算8.65万元，实际执行2.4万元。"))
    assert_findings(
        wrong,
        "XP077 E20 文中写“实际执行2.4万元”，表中全年执行数是6.25万元（G7）；2.4万元恰为资金结(转)余（H7）。",
    )
    found = the("XP077", wrong)
    assert (found.stated, found.expected) == ("2.4", "6.25")
    assert [place.address for place in found.places] == ["E20"]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "实际支出23,997.5元。",
            "表中全年执行数是6.25万元（G7）；23,997.5元四舍五入后恰为资金结(转)余2.4万元（H7）",
        ),
        ("全年执行8.65万元，完成各项任务。", "8.65万元恰为目标申报数（D7）"),
        ("执行数为62500万元。", "62500万元恰为全年执行数（G7）的一万倍"),
        ("项目预算8.65万元，执行5万元。", "表中全年执行数是6.25万元（G7），两处不是同一个数"),
        ("项目预算6.25万元，结余2.4万元。", "文中写“项目预算6.25万元”，表中预算数是8.65万元（F7）"),
        ("项目预算10万元，实际执行6.25万元。", "文中写“项目预算10万元”，表中预算数是8.65万元（F7），两处"),
    ],
)
def test_amounts_that_contradict_the_table(sentence: str, words: str) -> None:
    assert words in the("XP077", form(told(sentence))).message


@pytest.mark.parametrize(
    "sentence",
    [
        "项目预算8.65万元，实际执行6.25万元，结余2.4万元。",
        "实际支出62,502.5元，占预算的72.26%。",
        "共支出6.3万元。",
        "预算8.65万元，其中差旅费支出2.4万元。",
        "预算8.65万元，培训支出3万元，宣传支出3.25万元。",
        "预算8.65万元，一季度执行2.4万元。",
        "政府采购预算5万元，实际支出4.8万元，节约0.2万元。",
        "设备购置预算2.4万元，实际支出2.4万元。",
        "三公经费预算8万元，执行6万元，均未超预算。",
        "项目预算8.65万元，专项支出4万元，日常支出2.25万元。",
        "全年部门预算1350万元，本项目执行6.25万元。",
        "三年累计支出38.5万元，本年预算8.65万元。",
        "预算8.65万元，2022年实际执行2.4万元。",
        "预算8.65万元，未支付2.4万元。",
        "预算8.65万元，结余资金使用2.4万元。",
        "预算8.65万元，使用3万元购置设备。",
        "上年预算5万元，实际执行6.25万元。",
        "安排项目支出8.65万元。实际执行6.25万元。",
        "压减预算2.4万元，实际执行6.25万元。",
        "预算支出8.65万元。",
        "人均支付75元/人，执行率72.26%。",
        "结余2.4万元，原因是检查次数减少。",
        "执行情况良好。",
    ],
)
def test_sentences_that_do_not(sentence: str) -> None:
    assert_findings(form(told(sentence)))


def test_the_amount_of_one_source_is_right_as_well() -> None:
    text = """资金总额 | 10 | 10 | 10 | 9.5 | 0.5 | 95 | 9.5
        市级资金 | 8 | 8 | 8 | 7.5 | 0.5 | 93.75
        县级资金 | 2 | 2 | 2 | 2 | 0 | 100
        预算执行情况: 市级预算8万元，执行7.5万元；县级预算2万元，执行2万元。"""
    assert_findings(form(text))


def test_every_text_is_read_and_each_claim_reported_once() -> None:
    text = told("实际执行2.4万元。年底实际执行2.4万元。") + "\n完成情况: 资金实际支出2.4万元。"
    assert [finding for finding in codes(form(text)) if finding == "XP077"] == ["XP077", "XP077"]


def test_a_form_in_yuan() -> None:
    text = """资金总额 | 86500 | 86500 | 86500 | 62502.5 | 23997.5 | 72.26 | 7.23
        问题: 检查次数减少，资金有结余。
        预算执行情况: 项目预算8.65万元，实际执行2.4万元。"""
    found = the("XP077", form(text, money_unit="元"))
    assert (
        "表中全年执行数是62502.5元（G7）；2.4万元恰为资金结(转)余23997.5元（H7）四舍五入后的数"
        in found.message
    )
    assert (found.stated, found.expected) == ("2.4万元", "62502.5元")
    assert_findings(form(text.replace("2.4万", "6.25万"), money_unit="元"))


def test_nothing_to_compare_with() -> None:
    base = form(told("实际执行2.4万元。"))
    bare = replace(base.total_fund, executed=replace(base.total_fund.executed, text="", number=None))
    assert "XP077" not in codes(replace(base, total_fund=bare, sources=()))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("项目预算10万元，实际花费9.4万元。", "“实际花费9.4万元”"),
        ("实际支出金额为9.4万元。", "“实际支出金额为9.4万元”"),
        ("实际执行9.4万", "“实际执行9.4万”"),
        (
            "项目预算10万元，实际执行9.5万元，结转结余5万元。",
            "“结转结余5万元”，表中资金结(转)余是0.5万元（H7）",
        ),
        ("项目预算10万元，实际执行9.5万元，执行率59%。", "“执行率59%”，表中执行率是95%（I7）"),
        ("预算执行率为59%。", "表中执行率是95%（I7）"),
    ],
)
def test_other_words_for_the_whole(said: str, words: str) -> None:
    assert words in the("XP077", form(f"预算执行情况: {said}")).message


@pytest.mark.parametrize(
    "said",
    [
        "实际执行9.5万元，结余0.5万元，执行率95%。",
        "实际执行9.5万元，剩余0.3万元质保金。",
        "合同金额9.7万元，已支付9.5万元，剩余0.2万元。",
        "实际执行9.5万元，其中上年结转2万元。",
        "实际执行9.5万元，结转0.3万元，结余0.2万元。",
        "结余0.3万元。",
        "二季度执行率59%，全年执行率95%。",
        "上年执行率59%。",
        "要求执行率达到98%。",
        "培训经费执行率98%。",
        "三年累计支出29万元。",
        "人均支出0.3万元。",
        "市级支出预算25万元，实际支出24.91万元，执行率99.64%。",
        "支出约9万元。",
        "支出9万多元。",
        "实际支出场地费3万元。",
    ],
)
def test_in_doubt_nothing_is_said(said: str) -> None:
    assert_findings(form(f"预算执行情况: {said}"))


def test_a_wrong_total_is_no_figure_to_copy() -> None:
    text = """资金总额 | 10 | 10 | 10 | 9.2 | 0.8 | 92 | 9.2
        市级资金 | 8 | 8 | 8 | 7.5 | 0.5 | 93.75
        县级资金 | 2 | 2 | 2 | 2 | 0 | 100
        预算执行情况: 项目预算10万元，实际执行0.8万元。"""
    assert codes(form(text)) == ["XP020"]


def test_a_pasted_book_is_not_read_to_its_end() -> None:
    repeated = "预算8万元执行" * 4000
    found = codes(form(told(repeated)))
    assert found == ["XP088", *codes(form(told("按计划推进。")))]


BARE = "资金总额 | 100 | 100 | 100 | {} | | {} | {}\n预算执行情况: 按计划执行。\n完成情况: {}"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("实际执行5万元。", "5万元恰为全年预算数（F7）减去全年执行数（G7）"),
        ("举办培训班7期，实际支出5万元。", "5万元恰为全年预算数（F7）减去全年执行数（G7）"),
        ("实际支出80万元。", "表中全年执行数是95万元（G7），两处不是同一个数"),
        ("举办培训班7期。全年资金实际支出80万元。", "两处不是同一个数"),
    ],
)
def test_execution_told_where_the_form_has_no_surplus(said: str, words: str) -> None:
    assert words in the("XP077", form(BARE.format("95", "95", "9.5", said))).message


@pytest.mark.parametrize(
    "said",
    [
        "实际执行95万元。",
        "其中培训实际支出5万元。",
        "每户实际支出5万元。",
        "历年累计支出80万元。",
        "三年累计支出280万元。",
        "市级资金实际支出80万元。",
        "合同金额82万元，实际支出80万元。",
        "购置设备20台，实际支出80万元。",
        "上半年实际支出80万元。",
        "实际支出80万元，其中设备50万元。",
        "追加预算5万元，实际执行5万元。",
        "实际执行95万元。设备更新实际支出5万元。",
        "使用上级统筹资金，实际支出80万元。",
        "实际支出80万元用于购买设备。",
    ],
)
def test_amounts_of_parts_where_the_form_has_no_surplus(said: str) -> None:
    assert "XP077" not in codes(form(BARE.format("95", "95", "9.5", said)))


@pytest.mark.parametrize("surplus", ["", "95"])
def test_executed_and_surplus_swapped_in_the_table(surplus: str) -> None:
    text = f"资金总额 | 100 | 100 | 100 | 5 | {surplus} | 5 | 9.5\n预算执行情况: 全年预算100万元，实际支出95万元。"
    swapped = form(text)
    found = the("XP077", swapped)
    assert "表中的执行数和结余可能填反了" in found.message
    assert not {"XP019", "XP026"} & set(codes(swapped))
