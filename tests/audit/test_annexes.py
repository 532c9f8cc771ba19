"""The three public forms of 2022: everything a reviewer found in them, and nothing else."""

from dataclasses import replace

from tests.finding_lines import assert_findings, findings, scored
from tests.form_table import from_handmade
from tests.handmade import ANNEX_1, ANNEX_2, ANNEX_3, ANNEX_3_AS_PRINTED, CLEAN
from xlperf.audit.finding import Severity


def test_annex_1() -> None:
    assert_findings(
        from_handmade(ANNEX_1),
        "XP027 I7 72.26%",
        "XP092 B10 “每次聘请第三方检查人员不少于10人” 指标表里没有对应的指标",
        "XP038 G12 照抄了指标值“≥2次” 5次（E21） 250%",
        "XP038 G14 “=12个月”",
        "XP047 F15 “不超预算”（F15） “基本满意”（F18）",
        "XP060 J16 又扣1分",
        "XP060 J17 又扣1分",
        "XP093 G18 文中有实际数字“90%”（E23）",
        "XP077 E20 “实际执行2.4万元” 6.25万元（G7） 2.4万元恰为资金结(转)余（H7）",
        "XP074 E23 “没有收到参保人的投诉” 不能代替满意度调查",
    )
    severities = {
        (finding.code, finding.place.address): finding.severity
        for finding in findings(from_handmade(ANNEX_1))
        if finding.place
    }
    assert severities["XP038", "G12"] is Severity.ERROR
    assert severities["XP038", "G14"] is Severity.WARNING


def test_annex_2() -> None:
    assert_findings(
        from_handmade(ANNEX_2),
        "XP026 I7 42.81%",
        "XP038 G12 “=100%”",
        "XP126 I12 只执行了42.81% 4项却全部得满分",
        "XP038 G13 “=90%”",
        "XP038 G14 “≤12个月”",
        "XP047 F15 “不超预算”（F15） “基本满意”（F18）",
        "XP060 J16 又扣1分",
        "XP060 J17 又扣1分",
        "XP077 E20 “执行4.95万元” 3.703万元（G7） 资金结(转)余4.947万元（H7）四舍五入后的数",
    )


def test_annex_3() -> None:
    assert_findings(
        from_handmade(ANNEX_3),
        "XP027 I7 63.07%",
        "XP106 I7 执行率63.07%、得分6.31分",
        "XP037 G12 “≥18台(套)”",
        "XP056 G12 900%",
        "XP037 G13 “≥100%”",
        "XP042 G13 “≥100%”",
        "XP047 F15 “按照配置标准严格执行”（F15）",
        "XP061 J16 扣了4分",
        "XP038 G17 “≥95%”",
        "XP073 G17 没有说明是怎么调查得出的",
        "XP077 E19 “执行0.9968万元” 1.703万元（G7） 资金结(转)余0.997万元（H7）",
    )


def test_annex_3_as_printed_has_its_costs_under_benefits() -> None:
    found = [finding.code for finding in findings(from_handmade(ANNEX_3_AS_PRINTED))]
    assert found.count("XP008") == 1
    # the weights differ only because the row stands in the wrong place
    assert "XP007" not in found


def test_the_reasons_silence_the_low_rates() -> None:
    said = "因招标推迟，年末结余2.4万元。"
    for annex in (ANNEX_1, ANNEX_2, ANNEX_3):
        explained = replace(annex, narratives={**annex.narratives, "problems": said})
        found = {finding.code for finding in findings(from_handmade(explained))}
        assert not found & {"XP026", "XP027"}


def test_what_the_forms_have_right() -> None:
    for annex, total in ((ANNEX_1, "95.23"), (ANNEX_2, "92.28"), (ANNEX_3, "92.31")):
        computed = scored(from_handmade(annex))
        assert str(computed.total) == total
        assert computed.grade == "优"


def test_a_form_right_in_everything() -> None:
    assert_findings(from_handmade(CLEAN))
