"""Which passages count as claims of executed amounts and budgets."""

import pytest

from xlperf.audit.claims import claims
from xlperf.units import UNITS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2022年项目预算8.65万元，实际执行2.4万元。",
            [("实际执行2.4万元", True), ("项目预算8.65万元", False)],
        ),
        ("截至12月底累计支出6.25万元", [("累计支出6.25万元", True)]),
        ("预算执行数为6.25万元", [("预算执行数为6.25万元", True)]),
        ("项目总预算为８．６５万元", [("项目总预算为8.65万元", False)]),
        (
            "年初预算安排10万元，调整后预算8.65万元",
            [("年初预算安排10万元", False), ("调整后预算8.65万元", False)],
        ),
        ("共支出62,502.5元", [("共支出62,502.5元", True)]),
        ("实际花费6.25万元", [("实际花费6.25万元", True)]),
        ("共用去6.25万", [("共用去6.25万", True)]),
        ("实际支出金额为6.25万元", [("实际支出金额为6.25万元", True)]),
        ("预算支出8.65万元", []),
        ("超预算2万元", []),
        ("尚未支付2.4万元", []),
        ("执行率72.26%", []),
        ("支付差旅费2.4万元", []),
        ("支付2.4万余元", []),
        ("支出10万元以上的项目", []),
        ("", []),
    ],
)
def test_claims(text: str, expected: list[tuple[str, bool]]) -> None:
    assert [(claim.quoted, claim.executed) for claim in claims(text)] == expected


def test_a_part_is_not_the_whole() -> None:
    (part,) = claims("培训支出2.4万元")
    (whole,) = claims("2023年我局支出2.4万元")
    assert not part.whole
    assert whole.whole


def test_units_convert_with_their_decimals() -> None:
    (claim,) = claims("共支出62,502.5元")
    assert str(claim.amount(UNITS["万元"])) == "6.25025"
    assert claim.decimals(UNITS["万元"]) == 5
