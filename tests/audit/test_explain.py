"""What a wrong number does equal."""

from decimal import Decimal

from tests.form_table import entry
from xlperf.audit.explain import Figure, explain, explain_by_one, explain_by_prose, same_amount


def figure(label: str, number: str, address: str = "A1", decimals: int = 2) -> Figure:
    return Figure(label, entry(number, address), decimals)


def said(amount: str, *figures: Figure) -> str | None:
    number = Decimal(amount)
    match = explain(number, len(amount.partition(".")[2]), figures)
    return match.text if match else None


EXECUTED, SURPLUS = figure("全年执行数", "3.703", "G7", 3), figure("资金结(转)余", "4.947", "H7", 3)


def test_one_cell() -> None:
    assert said("4.947", EXECUTED, SURPLUS) == "恰为资金结(转)余（H7）"


def test_one_cell_rounded_or_cut_off() -> None:
    assert said("4.95", EXECUTED, SURPLUS) == "恰为资金结(转)余4.947万元（H7）四舍五入后的数"
    assert said("4.94", EXECUTED, SURPLUS) == "恰为资金结(转)余4.947万元（H7）截去尾数后的数"
    assert said("0.9968", figure("结余", "0.997", "H7", 3)) == "四舍五入后恰为结余0.997万元（H7）"


def test_rounded_to_a_single_digit_is_chance() -> None:
    assert said("5", EXECUTED, SURPLUS) is None


def test_ten_thousand_times() -> None:
    assert said("37030", EXECUTED) == "恰为全年执行数（G7）的一万倍"
    assert said("0.00037", figure("执行", "3.7", "G7")) == "恰为执行（G7）的万分之一"


def test_sums_and_differences() -> None:
    paid, help_, other = (
        figure("商品服务", "3468627.11"),
        figure("补助", "140000", "A2"),
        figure("其他", "777", "A3"),
    )
    assert said("3608627.11", paid, help_, other) == "恰为商品服务（A1）、补助（A2）两项之和"
    assert said("3609404.11", paid, help_, other) == "恰为商品服务（A1）、补助（A2）、其他（A3）三项之和"
    assert said("3328627.11", paid, help_, other) == "恰为商品服务（A1）减去补助（A2）"


def test_more_than_one_sum_explains_nothing() -> None:
    assert said("123", *(figure(str(n), str(n)) for n in (100, 23, 60, 63))) is None


def test_short_sums_are_chance() -> None:
    assert said("12", figure("甲", "5"), figure("乙", "7")) is None


def test_nothing_and_no_figures() -> None:
    assert said("0", figure("甲", "5")) is None
    assert said("7.77") is None
    assert explain_by_one(Decimal("1.5"), 1, [figure("空", "")]) is None


def test_near_figures_count_for_one_digit() -> None:
    near = [figure("县级资金", "2")]
    assert explain(Decimal(2), 0, near) is None
    match = explain(Decimal(2), 0, (), near=near)
    assert match is not None
    assert match.text == "恰为县级资金（A1）"


def test_same_amount() -> None:
    assert same_amount(Decimal("6.25025"), 5, Decimal("6.25"), 2)
    assert same_amount(Decimal("6.2"), 1, Decimal("6.25"), 2)
    assert same_amount(Decimal("6.3"), 1, Decimal("6.25"), 2)
    assert not same_amount(Decimal("6.4"), 1, Decimal("6.25"), 2)


def test_among_the_figures_of_a_text_short_ones_meet_by_chance() -> None:
    paid, help_ = figure("商品和服务支出", "3468627.11"), figure("补助", "140000")
    match = explain_by_prose(Decimal("3608627.11"), [paid, help_], "元")
    assert match is not None
    assert match.figures == (paid, help_)
    assert explain_by_prose(Decimal(123), [figure("甲", "100"), figure("乙", "23")], "元") is None
    assert explain_by_prose(Decimal("3328627.11"), [paid, help_], "元") is None
