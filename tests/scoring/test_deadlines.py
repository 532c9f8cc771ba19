"""Whether a date is on time."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.finding_lines import assert_findings, the
from tests.form_table import NATIONAL, form
from xlperf.scoring.actual import met_deadline
from xlperf.scoring.assessment import Decided, score_assessment
from xlperf.values import parse_value


@pytest.mark.parametrize(
    ("target", "actual", "year", "met"),
    [
        ("2021年12月底前", "2021-12-20", 2021, True),
        ("2021年12月底前", "2021年12月31日", None, True),
        ("2021年12月底前", "2022/1/5", 2021, False),
        ("12月底", "12月20日", 2021, True),
        ("12月底", "12月20日", None, True),
        ("12月底", "2021年12月", 2021, True),
        ("12月底前", "12月", 2021, True),
        ("年底前完成", "11月底完成", 2021, True),
        ("2022年6月30日前", "2022年6月30日", 2022, True),
        ("2022年6月30日前", "2022年7月1日", 2022, False),
        ("2022年6月30日前", "7月上旬", 2022, False),
        ("2022年6月30日前", "2022年5月", 2022, True),
        ("6月上旬", "6月15日", 2022, False),
        ("6月上旬", "6月8日", 2022, True),
        # what the words leave open
        ("2022年6月前", "2022年6月10日", 2022, None),
        ("2022年6月前", "2022年5月31日", 2022, True),
        ("2022年6月前", "2022年7月1日", 2022, False),
        ("2022年6月15日前", "2022年6月", 2022, None),
        ("12月底前", "2021-12-20", None, None),
        ("2023年3月底前", "4月", 2022, None),
        ("2023年3月底前", "2月", 2022, True),
        ("2022年6月30日前", "2022年12月底前", 2022, None),
        ("2022年12月底前", "2022年6月30日前", 2022, True),
        # what is no date
        ("2021年12月底前", "按时完成", 2021, None),
        ("2021年12月底前", "13月", 2021, None),
        ("2021年12月底前", "12个月", 2021, None),
        ("≤12个月", "2021-12-20", 2021, None),
    ],
)
def test_on_time_late_or_open(target: str, actual: str, year: int | None, met: bool | None) -> None:
    assert met_deadline(parse_value(target), parse_value(actual), year) is met


DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@given(DAYS, st.integers(-800, 800))
def test_full_dates_decide_by_the_calendar(limit: date, days: int) -> None:
    done = limit + timedelta(days=days)
    target = parse_value(f"{limit.year}年{limit.month}月{limit.day}日前")
    assert met_deadline(target, parse_value(done.isoformat()), None) is (days <= 0)


@pytest.mark.parametrize(
    ("actual", "score", "decided", "met", "value"),
    [
        ("2023年11月20日", "10", Decided.RULE, True, "10"),
        ("11月底", "9", Decided.RULE, True, "10"),
        ("2024年1月5日", "10", Decided.FILLER, False, "10"),
        ("2024年1月5日", "8", Decided.FILLER, False, "8"),
        ("按时完成", "10", Decided.FILLER, None, "10"),
        ("达成预期指标", "10", Decided.BAND, None, "10"),
    ],
)
def test_a_deadline_met_earns_full_marks_and_a_late_one_is_left_to_the_filler(
    actual: str, score: str, decided: Decided, met: bool | None, value: str
) -> None:
    drawn = form(f"时效 | 培训任务完成时限 | 12月底前 | {actual} | 10 | {score} | 因场地维修，推迟了几天。")
    row = score_assessment(drawn, NATIONAL).indicators[2]
    assert (row.decided, row.met, row.value) == (decided, met, Decimal(value))


def test_points_taken_off_for_what_was_on_time_are_explained() -> None:
    found = the("XP051", form("时效 | 培训任务完成时限 | 2023年12月底前 | 2023年11月20日 | 10 | 9 |"))
    assert "完成2023年11月20日，指标值2023年12月底前" in found.message


@pytest.mark.parametrize(
    "row",
    [
        "2023年12月底前 | 2023年12月31日 | 10 | 10 |",
        "12月底 | 2023-12-20 | 10 | 10 |",
        "2023年12月底前 | 2024年1月20日 | 10 | 8 | 因场地维修，推迟了二十天；下年度提前排期。",
        "2023年12月底前 | 按时完成 | 10 | 10 |",
        "2023年12月底前 | 12月 | 10 | 10 |",
    ],
)
def test_right_rows_with_deadlines_are_left_in_peace(row: str) -> None:
    assert_findings(form(f"时效 | 培训任务完成时限 | {row}"))
