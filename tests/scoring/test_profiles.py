"""The shipped profiles: each is whole, says what its rules are, and a broken one is refused with a plain word."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from xlperf.decimals import HUNDRED
from xlperf.errors import DefinitionError
from xlperf.profiles import Profile, profile, shipped_profiles
from xlperf.resources import shipped
from xlperf.scoring.execution import ExecutionRule
from xlperf.scoring.grade import grade_of
from xlperf.scoring.qualitative import band_of
from xlperf.scoring.weights import departures, fitting, nearest

IDS = ["anhui", "guangxi", "hubei", "national-2018", "national-2020", "national-2021", "shanxi", "sichuan"]
PROFILES = [pytest.param(one, id=one.id) for one in shipped_profiles()]


def test_all_eight_are_there() -> None:
    assert [one.id for one in shipped_profiles()] == IDS
    assert len({one.name for one in shipped_profiles()}) == len(IDS)


@pytest.mark.parametrize("one", PROFILES)
def test_every_accepted_distribution_comes_to_full_marks(one: Profile) -> None:
    assert one.accepted_weights
    for weights in one.accepted_weights:
        total = one.execution.points + sum(share.weight for share in weights.shares)
        assert total == one.full_marks, weights.name


@pytest.mark.parametrize("one", PROFILES)
def test_the_bands_leave_no_score_without_a_phrase(one: Profile) -> None:
    reached = HUNDRED
    for band in sorted(one.bands, key=lambda band: -band.high):
        assert band.high >= reached, f"{band.phrase}: nothing between {band.high} and {reached}"
        reached = min(reached, band.low)
    assert reached == 0
    phrases = [phrase for band in one.bands for phrase in (band.phrase, *band.aliases)]
    assert len(set(phrases)) == len(phrases)


@pytest.mark.parametrize("one", PROFILES)
def test_every_total_has_a_grade(one: Profile) -> None:
    words = [grade_of(Decimal(total), one) for total in range(101)]
    assert set(words) == {grade.word for grade in one.grades}
    assert (words[0], words[100]) == (one.grades[-1].word, one.grades[0].word)


@pytest.mark.parametrize("one", PROFILES)
def test_second_levels_are_told_apart(one: Profile) -> None:
    names = [name for level in one.first_levels for name in (level.name, *level.aliases)]
    assert len(set(names)) == len(names)
    seconds = [second for level in one.first_levels for second in level.second_levels]
    assert len(set(seconds)) == len(seconds)


def test_the_parameters_of_each_region() -> None:
    assert {one.id: one.execution.points for one in shipped_profiles()} == {
        one: Decimal(20 if one == "hubei" else 10) for one in IDS
    }
    halves = {one.id for one in shipped_profiles() if {band.low for band in one.bands} == {80, 50, 0}}
    assert halves == {"national-2018", "hubei"}
    assert {one.id for one in shipped_profiles() if one.quantitative.reverse == "ratio"} == {"national-2018"}
    assert {one.id: one.quantitative.over_fulfilment for one in shipped_profiles()} == {
        one: Decimal("1.2" if one == "anhui" else "1.3") for one in IDS
    }
    assert [grade.word for grade in profile("guangxi").grades] == ["一等", "二等", "三等", "四等"]
    assert {one.id for one in shipped_profiles() if one.grade_optional} == {"hubei"}
    assert {one.id for one in shipped_profiles() if one.free_weights} == {"sichuan"}
    assert profile("sichuan").execution.explain_below == 90
    assert all(not one.quantitative.ladder for one in shipped_profiles()), "nothing is taken off by itself"


@pytest.mark.parametrize("one", PROFILES)
def test_the_three_phrases_are_known_everywhere(one: Profile) -> None:
    for phrase in ("达成预期指标", "部分达成预期指标并具有一定效果", "未达成预期指标且效果较差"):
        assert band_of(phrase, one) is not None, phrase


def test_reaching_ones_own_grade_earns_full_marks_in_sichuan() -> None:
    sichuan = profile("sichuan")
    for word in "优良中低差":
        band = band_of(word, sichuan)
        assert band is not None
        assert band.high == 100


def weights(text: str) -> dict[str, Decimal]:
    """``产出50 效益30`` by the classes' names."""
    return {
        f"{part.rstrip('0123456789')}指标": Decimal(part.lstrip("成本产出效益满意度"))
        for part in text.split()
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("national-2020", "产出50 效益30 满意度10"),
        ("national-2021", "成本20 产出40 效益20 满意度10"),
        ("national-2021", "产出50 效益30 满意度10"),
        ("national-2021", "产出50 效益40"),
        ("national-2021", "成本20 产出40 效益30"),
        ("hubei", "产出40 效益30 满意度10"),
        ("hubei", "产出40 效益25 满意度15"),
        ("hubei", "产出40 效益40"),
    ],
)  # fmt: skip
def test_accepted_distributions_fit(name: str, text: str) -> None:
    assert fitting(weights(text), profile(name)) is not None


@pytest.mark.parametrize(
    ("name", "text", "off"),
    [
        ("national-2020", "产出60 效益20 满意度10", [("产出指标", 60, 50), ("效益指标", 20, 30)]),
        ("national-2020", "产出50 效益40", [("效益指标", 40, 30), ("满意度指标", 0, 10)]),
        ("national-2021", "成本10 产出50 效益20 满意度10", [("成本指标", 10, 20), ("产出指标", 50, 40)]),
        ("hubei", "产出50 效益30 满意度10", [("产出指标", 50, 40)]),
        ("hubei", "产出40 效益40 满意度10", [("效益指标与满意度指标", 50, 40)]),
    ],
)
def test_other_distributions_are_told_from_the_nearest(
    name: str, text: str, off: list[tuple[str, int, int]]
) -> None:
    one = profile(name)
    assert fitting(weights(text), one) is None
    found = departures(weights(text), nearest(weights(text), one))
    assert [("与".join(names), int(stated), int(usual)) for names, stated, usual in found] == off


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("hubei", "classes: [产出指标], weight: 40", "classes: [产出指标], weight: 50", "合计90，应为80"),
        ("hubei", "[效益指标, 满意度指标], weight", "[效益指标, 产出指标], weight", "写了两次"),
        ("hubei", "[效益指标, 满意度指标], weight", "[效益指标, 成效], weight", "成效不在 first_levels 里"),
        ("national-2021", "at_least: 0, share: 0", "at_least: 1, share: 0", "最低一档的 at_least 应为 0"),
        ("national-2021", "at_least: 80, share: 70", "at_least: 100, share: 70", "at_least 相同"),
        ("national-2021", "at_least: 80, share: 70", "at_least: 80, share: 40", "share 应越高"),
        ("national-2020", "  explain_below: 80", "  method: steps\n  explain_below: 80", "steps 里写明各档"),
        ("national-2020", "must_explain_below: 60", "must_explain_below: 90", "不能大于 explain_below"),
        (
            "national-2020",
            "  tolerance: 0.01",
            "  ladder: [{above: 1.5, deduct: 20}, {above: 2, deduct: 10}]\n  tolerance: 0.01",
            "deduct 应越高",
        ),
        (
            "national-2020",
            "  tolerance: 0.01",
            "  ladder: [{above: 2, deduct: 1}, {above: 2, deduct: 2}]\n  tolerance: 0.01",
            "above 相同",
        ),
    ],
)
def test_contradictions_are_refused(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    text = (shipped("templates") / "profiles" / f"{name}.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "own.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError, match=said):
        profile(str(path))


def test_execution_is_worth_what_the_profile_says() -> None:
    rule = ExecutionRule(Decimal(20), profile("hubei").execution)
    assert rule.score(Decimal("72.26")) == Decimal("14.45")
