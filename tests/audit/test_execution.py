"""The execution rate and its score: XP018, XP019, XP026, XP027, XP028, XP106."""

import pytest

from tests.finding_lines import assert_findings, codes, the
from tests.form_table import form

SHORT = "资金总额 | 8.65 | 8.65 | 8.65 | 6.25 | 2.4 | 72.26 | 7.23\n预算执行情况: 项目预算8.65万元，实际执行6.25万元。\n"
LOW = "资金总额 | 8.65 | 8.65 | 8.65 | 3.703 | 4.947 | 42.81 | 4.28\n预算执行情况: 项目预算8.65万元，实际执行3.703万元。\n"
SAID = "问题: 检查次数减少，结余较多。\n"


@pytest.mark.parametrize("rate", ["72.25", "72.26", "72.3", "72", "72.26%", "0.7226"])
def test_rates_that_the_rounded_amounts_allow(rate: str) -> None:
    score = "7.2" if rate == "72" else "7.23"
    assert_findings(form(SHORT.replace("72.26 | 7.23", f"{rate} | {score}") + SAID))


def test_rate_that_the_amounts_do_not_allow() -> None:
    wrong = form(SHORT.replace("72.26", "75") + SAID)
    assert_findings(wrong, "XP018 I7 执行率应为72.25%（6.25÷8.65），表中为75%")
    found = the("XP018", wrong)
    assert (found.stated, found.expected) == ("75", "72.25")
    assert [place.address for place in found.related] == ["I8"]


def test_rate_that_is_another_quotient() -> None:
    wrong = form(SHORT.replace("72.26 | 7.23", "27.75 | 2.77") + SAID)
    found = the("XP018", wrong)
    assert "恰为资金结(转)余（H7）除以全年预算数（F7）" in found.message
    assert "得分也要随之改为7.23分" in found.message


def test_a_score_that_follows_the_wrong_rate_is_one_cause() -> None:
    assert codes(form(SHORT.replace("72.26 | 7.23", "75 | 7.5") + SAID)) == ["XP018"]


def test_rate_of_one_source() -> None:
    text = "市级资金 | 8 | 8 | 8 | 7.5 | 0.5 | 90\n县级资金 | 2 | 2 | 2 | 2 | 0 | 100"
    assert_findings(form(text), "XP018 I8 “市级资金”的执行率应为93.75%")


def test_rates_of_sources_may_be_dashes() -> None:
    assert_findings(form("市级资金 | 10 | 10 | 10 | 9.5 | 0.5 | —"))


def test_execution_score_that_is_not_the_rate() -> None:
    wrong = form(SHORT.replace("7.23", "8") + SAID)
    assert_findings(wrong, "XP019 J7 应为7.23分（72.26%×10分），表中为8分")
    assert (the("XP019", wrong).stated, the("XP019", wrong).expected) == ("8", "7.23")


@pytest.mark.parametrize("score", ["7.22", "7.23"])
def test_execution_score_rounded_or_cut_off(score: str) -> None:
    assert_findings(form(SHORT.replace("7.23", score) + SAID))


def test_execution_score_against_the_stated_rate() -> None:
    # the amounts alone would allow 7.24, the rate does not
    assert codes(form(SHORT.replace("7.23", "7.24") + SAID)) == ["XP019"]


def test_execution_score_in_words() -> None:
    assert_findings(form(SHORT.replace("7.23", "良好") + SAID + "总分: 97.23"), "XP019 J7 表中为“良好”")


def test_a_low_rate_that_is_admitted_owes_its_cause() -> None:
    told = SHORT.rstrip() + "结余2.4万元。"
    assert "XP027" not in codes(form(told))
    assert "XP027" in codes(form(told + "预算执行率略低。"))
    assert "XP027" not in codes(form(told + "预算执行率略低，因检查次数减少。"))


def test_low_rate_without_a_reason() -> None:
    assert_findings(
        form(LOW), "XP026 I7 执行率只有42.81%，低于60%，没有看到原因说明", "XP126 I12 产出指标4项却全部得满分"
    )
    assert [place.address for place in the("XP026", form(LOW)).places] == ["I7", "E25"]


def test_modest_rate_without_a_word() -> None:
    assert_findings(form(SHORT), "XP027 I7 执行率72.26%，没有看到原因说明")


def test_the_fix_names_the_cells_to_write_in() -> None:
    assert the("XP026", form(LOW)).fix == (
        "请在“存在问题”（E25）中写明资金没有用完的原因，在“改进措施”（E26）中写明怎么改。"
    )


ORDINARY_EXPLANATIONS = """
    因维修合同尾款年底未达到付款条件，预算执行进度偏慢。
    预算执行进度偏慢，主要因招标推迟。
    预算执行缓慢，年底突击支付。
    支出进度滞后。
    部分资金年底未能支付，结转下年使用。
    财政资金紧张，国库年末停止拨付，剩余款项未能付出。
    项目款未按计划付清，还有21万元工程款没有支付。
    受财力限制，资金拨付不到位。
    招标节约资金21万元，已交回财政。
    合同约定质保金次年支付，故年底有余款。
    年末国库关账，部分支付申请被退回。
    工程进度慢，当年只付了进度款。
    市场价格下降，采购比预算省下21万元。
    财政未下达用款计划。
    还剩2.4万元。
"""


@pytest.mark.parametrize("field", ["问题", "改进", "预算执行情况", "完成情况", "经验"])
@pytest.mark.parametrize("said", ORDINARY_EXPLANATIONS.split())
def test_ordinary_explanations_are_accepted_wherever_they_stand(field: str, said: str) -> None:
    assert "XP027" not in codes(form(f"{SHORT}{field}: {said}"))


@pytest.mark.parametrize(
    "said",
    [
        "问题: 预算执行率不高。",
        "改进: 加快支出进度，减少结余。",
        "问题: 只用了72.3%的资金。",
        "预算执行情况: 因招标推迟，年末结余2.4万元。",
        "完成情况: 举办培训班7期。受疫情影响，部分资金未支付。",
        "完成情况: 举办培训班7期。本项目为三年期项目。",
        "完成情况: 举办培训班7期。按合同支付三分之一，其余2024年、2025年支付。",
        "质量 | 培训考核合格率 | ≥95% | 97.6% | 10 | 10 | 招标节约资金。",
    ],
)
def test_what_explains_a_modest_rate(said: str) -> None:
    assert "XP027" not in codes(form(SHORT + said))
    assert "XP026" not in codes(form(LOW + said.replace("72.3", "42.8")))


@pytest.mark.parametrize(
    "said",
    [
        "问题: 要及时掌握预算执行情况和预算执行进度。",
        "问题: 落实好结余留用政策。",
        "改进: 提高预算编制的可执行性。",
        "预算执行情况: 项目预算8.65万元，实际执行6.25万元，因此各项工作顺利开展。",
        "完成情况: 因地制宜举办培训班7期，资金使用规范。",
        "产出情况: 因天气原因少办一期。",
    ],
)
def test_what_does_not_explain_it(said: str) -> None:
    assert "XP027" in codes(form(SHORT + said))


def test_high_rate_needs_no_words() -> None:
    text = "资金总额 | 10 | 10 | 10 | 8 | 2 | 80 | 8\n预算执行情况: 实际执行8万元。"
    assert_findings(form(text))


def test_output_without_money() -> None:
    none = "资金总额 | 10 | 10 | 10 | 0 | 10 | 0 | 0\n问题: 招标推迟，资金全部结转。\n预算执行情况: 。"
    assert_findings(form(none), "XP028 G7 产出指标却得到100%的分（50分）")
    little = "\n".join(
        f"{key} | {key}任务 | 完成 | 未达成预期指标且效果较差 | {weight} | 0 | 因招标推迟未开展。"
        for key, weight in (("数量", 20), ("质量", 10), ("时效", 10))
    )
    assert "XP028" not in codes(form(none + "\n" + little))


def test_rate_and_score_left_empty() -> None:
    text = "资金总额 | 2.7 | 2.7 | 2.7 | 1.703 | 0.997 | |\n总分: 96.31\n预算执行情况: 因采购推迟，执行1.703万元。"
    assert_findings(form(text), "XP106 I7 执行率和得分没有填写 执行率63.07%、得分6.31分")
    assert [place.address for place in the("XP106", form(text)).places] == ["I7", "J7"]


def test_nothing_to_compute_a_rate_from() -> None:
    assert "XP106" not in codes(form("资金总额 | 10 | 10 | 10 | | | |\n总分: 90"))
