"""Rows inserted, deleted and moved since the save are followed; what cannot be followed is refused."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from xlperf.bridge.row_drift import Row, RowMap, figure_key, follow_rows, formula_key, text_key
from xlperf.errors import BookMoved
from xlperf.workbook.place import Area

ROWS = 30


def row(*texts: str) -> Row:
    return {column: text_key(text) for column, text in enumerate(texts, 1) if text}


def sheet(*rows: Row) -> Mapping[int, Row]:
    return {number: one for number, one in enumerate(rows, 1) if one}


LABELS = tuple(row("产出指标", f"第{number}项指标", "按时完成") for number in range(1, ROWS + 1))


def drift(*live: Row) -> RowMap:
    return follow_rows(sheet(*LABELS), sheet(*live))


def assert_unchanged(rows: RowMap) -> None:
    assert rows.shift == 0
    assert all(row == now for row, now in rows.now.items())


def test_a_sheet_as_saved_is_where_it_was() -> None:
    rows = drift(*LABELS)
    assert_unchanged(rows)
    assert [rows.row(number) for number in (1, 17, ROWS, ROWS + 1, 1_000_000)] == [
        1,
        17,
        ROWS,
        ROWS + 1,
        1_000_000,
    ]
    assert_unchanged(drift(*LABELS, row("下面又写了一行")))


@given(
    st.sets(st.integers(0, ROWS - 1), max_size=10), st.lists(st.integers(0, ROWS), max_size=6), st.randoms()
)
def test_rows_inserted_and_deleted_are_followed(
    gone: set[int], places: list[int], chance: random.Random
) -> None:
    marked: list[tuple[int, Row]] = [
        (number, one) for number, one in enumerate(LABELS, 1) if number - 1 not in gone
    ]
    for count, place in enumerate(sorted(places)):
        new = row("效益指标", f"新写的一项{count}") if chance.random() < 0.5 else {}
        marked.insert(min(place, len(marked)), (0, new))
    rows = drift(*(one for _, one in marked))
    expected = {number: at for at, (number, _) in enumerate(marked, 1) if number}
    assert {number: rows.row(number) for number in expected} == expected
    last = max(expected, default=0)
    # one deleted at the end looks as if it was emptied, one deleted where another was inserted as if typed anew
    assert places or all(rows.row(number + 1) is None for number in gone if number < last)


@given(st.data())
def test_typing_never_looks_like_moving(data: st.DataObject) -> None:
    live = []
    for one in LABELS:
        changed = dict(one)
        if data.draw(st.booleans()):
            changed[3] = text_key("已经完成")
        if data.draw(st.booleans()):
            changed[4] = figure_key(data.draw(st.sampled_from(["5", "95", "3.25"])))
        if data.draw(st.integers(0, 9)) == 0:
            changed[2] = text_key("改写了名称")
        live.append(changed)
    assert_unchanged(drift(*live))


def test_a_row_typed_anew_or_emptied_is_the_same_row() -> None:
    assert_unchanged(drift(*LABELS[:9], row("效益指标", "完全不同"), *LABELS[10:]))
    assert_unchanged(drift(*LABELS[:9], {}, *LABELS[10:]))
    assert_unchanged(drift(*LABELS[:9], {}, {}, {}, *LABELS[12:]))
    assert_unchanged(drift(*LABELS[:-2]))


def test_a_blank_row_filled_in_stays_where_it_is_and_one_written_above_pushes_it_down() -> None:
    saved = sheet(LABELS[0], {}, LABELS[1])
    assert_unchanged(follow_rows(saved, sheet(LABELS[0], row("写在空行"), LABELS[1])))
    pushed = follow_rows(saved, sheet(LABELS[0], row("写在前面"), {}, LABELS[1]))
    assert pushed.row(2) == 3


def test_formulas_are_told_apart_from_row_numbers() -> None:
    def scored(number: int) -> Row:
        return {1: formula_key(f'IF(H{number}=0,"",ROUND($H${number}*G{number},2))')}

    saved = sheet(*(scored(number) for number in range(1, 6)), row("总分"))
    live = [*(scored(number) for number in range(1, 7)), row("总分")]
    live[2] = {2: figure_key("4")}
    rows = follow_rows(saved, sheet(*live))
    assert [rows.row(number) for number in range(1, 6)] == [1, 2, 4, 5, 6]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("_xlfn.IFERROR(A1;0)", "IFERROR(A1,0)"),
        ("'自评表'!A1 + 1", "自评表!a1+1"),
        ("SUM(A1:A9)", "SUM(A2:A10)"),
    ],
)
def test_the_same_formula_in_other_spellings(first: str, second: str) -> None:
    assert formula_key(first) == formula_key(second)


def test_a_row_cut_and_inserted_elsewhere_is_found() -> None:
    rows = drift(*LABELS[:4], *LABELS[5:12], LABELS[4], *LABELS[12:])
    assert [rows.row(number) for number in (4, 5, 6, 12, 13)] == [4, 12, 5, 11, 13]
    assert rows.area(Area(5, 2, 5, 3)) == Area(12, 2, 12, 3)


def test_two_rows_that_changed_places_are_found() -> None:
    rows = drift(*LABELS[:4], LABELS[5], LABELS[4], *LABELS[6:])
    assert {rows.row(5), rows.row(6)} == {5, 6}
    assert rows.row(5) == 6


def test_inserted_rows_look_like_the_row_above() -> None:
    rows = drift({}, *LABELS[:3], {}, {}, *LABELS[3:])
    assert [rows.origin(now) for now in (1, 2, 4, 5, 6, 7, 33, 34)] == [None, 1, 3, None, None, 4, 30, 31]
    assert [rows.formatted_like(now) for now in (1, 4, 5, 6, 7, 40)] == [1, 3, 3, 3, 4, 37]


def test_areas_grow_shrink_and_go() -> None:
    rows = drift(*LABELS[:3], {}, {}, *LABELS[3:9], *LABELS[12:])
    assert rows.area(Area(1, 1, 3, 1)) == Area(1, 1, 3, 1)
    assert rows.area(Area(2, 1, 5, 1)) == Area(2, 1, 7, 1)
    assert rows.area(Area(4, 1, 5, 2)) == Area(6, 1, 7, 2)
    assert rows.area(Area(9, 1, 14, 1)) == Area(11, 1, 13, 1)
    assert rows.area(Area(10, 1, 14, 1)) == Area(12, 1, 13, 1)
    assert rows.area(Area(10, 1, 12, 5)) is None
    assert rows.area(Area(11, 1, 11, 1)) is None
    assert rows.area(Area(1, 3, 1_048_576, 3)) == Area(1, 3, 1_048_575, 3)


def test_a_row_moved_within_a_merged_area_stays_in_it() -> None:
    rows = drift(*LABELS[:4], *LABELS[5:7], LABELS[4], *LABELS[7:])
    assert rows.area(Area(4, 1, 8, 1)) == Area(4, 1, 8, 1)


def test_a_row_moved_out_of_a_merged_area_cannot_be_followed() -> None:
    rows = drift(*LABELS[:4], *LABELS[5:12], LABELS[4], *LABELS[12:])
    with pytest.raises(BookMoved, match=r"换了位置.*请先保存"):
        rows.area(Area(4, 1, 6, 1))
    with pytest.raises(BookMoved):
        rows.area(Area(5, 1, 6, 1))


@pytest.mark.parametrize("at", [1, 2])
def test_a_column_inserted_is_refused(at: int) -> None:
    live = [{column + (column >= at): key for column, key in one.items()} for one in LABELS]
    with pytest.raises(BookMoved, match=r"几列换了位置.*请先保存（Ctrl\+S），再点“校验”。"):
        drift(*live)


def test_a_column_deleted_is_refused() -> None:
    with pytest.raises(BookMoved, match="几列换了位置"):
        drift(*({column - 1: key for column, key in one.items() if column > 1} for one in LABELS))


def test_text_typed_a_column_further_is_no_moved_column() -> None:
    live = [{**one, 4: one[3]} for one in LABELS]
    assert_unchanged(drift(*live))
    moved = [dict(one) for one in LABELS]
    moved[3][5] = moved[3].pop(3)
    assert_unchanged(drift(*moved))


def test_another_content_is_refused() -> None:
    with pytest.raises(BookMoved, match="几乎完全不同，请先保存"):
        drift(*(row("姓名", f"张{number}", "出勤") for number in range(ROWS)))
    with pytest.raises(BookMoved, match="几乎完全不同"):
        drift()


def test_a_sheet_with_little_on_it_may_change_altogether() -> None:
    assert_unchanged(follow_rows(sheet(row("目录")), sheet(row("别的"))))
    assert_unchanged(follow_rows({}, {}))
    assert_unchanged(follow_rows({}, sheet(row("新写的"))))


def long_sheet(count: int) -> list[Row]:
    return [row("清单", f"第{number}项", f"内容{number}") for number in range(count)]


@settings(max_examples=15)
@given(st.integers(0, 1500), st.integers(0, 1500))
@example(inserted=0, deleted=1500)
@example(inserted=1500, deleted=0)
def test_long_sheets_are_followed_too(inserted: int, deleted: int) -> None:
    assume(inserted != deleted)
    saved = long_sheet(1501)
    live = [*saved[:deleted], *saved[deleted + 1 :]]
    live.insert(inserted, row("清单", "新的"))
    live[0] = {**live[0], 5: text_key("第一行也改了")}
    rows = follow_rows(sheet(*saved), sheet(*live))
    now = {key[2]: number for number, key in enumerate(live, 1) if key.get(3)}
    assert all(
        rows.row(number) == now.get(one[2]) for number, one in enumerate(saved, 1) if number != deleted + 1
    )


def test_a_long_sheet_filled_in_all_over_stays_where_it_is() -> None:
    saved = long_sheet(1500)
    live = [{**one, 3: text_key(f"改成{number}")} for number, one in enumerate(saved)]
    assert_unchanged(follow_rows(sheet(*saved), sheet(*live)))
