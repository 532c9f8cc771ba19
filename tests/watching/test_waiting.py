"""When a file is ready: decided from what was seen and the time alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from xlperf.watching.listing import Look
from xlperf.watching.waiting import LOCKED, SETTLE, UNFINISHED, Waiting

A, B = Path("甲.xlsx"), Path("乙.xlsx")
SMALL, WHOLE = Look(4000, 1), Look(9000, 2)


def seen(*listings: tuple[float, Mapping[Path, Look]]) -> Waiting:
    waiting = Waiting()
    for now, files in listings:
        waiting.see(files, now)
    return waiting


def test_a_file_is_ready_when_it_has_looked_the_same_for_a_while() -> None:
    waiting = seen((10, {A: WHOLE}))
    assert waiting.due(10 + SETTLE / 2) == []
    assert waiting.next_due() == 10 + SETTLE
    assert waiting.due(10 + SETTLE) == [A]


def test_a_file_that_grows_is_waited_for() -> None:
    waiting = seen((10, {A: SMALL}), (10.8, {A: WHOLE}))
    assert waiting.due(10 + SETTLE) == []
    assert waiting.due(10.8 + SETTLE) == [A]


def test_an_older_file_put_in_the_place_of_a_newer_is_checked_too() -> None:
    waiting = seen((0, {A: WHOLE}))
    waiting.settle(A)
    waiting.see({A: Look(9000, 1)}, 5)
    assert waiting.due(5 + SETTLE) == [A]


def test_a_settled_file_rests_until_it_changes() -> None:
    waiting = seen((0, {A: WHOLE}))
    waiting.settle(A)
    waiting.see({A: WHOLE}, 50)
    assert (waiting.due(100), waiting.next_due()) == ([], None)
    waiting.see({A: Look(9000, 3)}, 100)
    assert waiting.due(100 + SETTLE) == [A]


def test_a_renamed_file_is_checked_under_its_new_name_only() -> None:
    waiting = seen((0, {A: WHOLE}))
    waiting.settle(A)
    waiting.see({B: WHOLE}, 5)
    assert waiting.due(99) == [B]


def test_saving_by_renaming_ends_in_one_check() -> None:
    waiting = seen((0, {A: WHOLE}))
    waiting.settle(A)
    waiting.see({}, 5)  # the original is away, the new one still has its temporary name
    waiting.see({A: Look(9100, 7)}, 5.2)
    assert waiting.due(5.2 + SETTLE) == [A]
    waiting.settle(A)
    assert waiting.due(99) == []


def test_a_file_deleted_before_it_was_checked_is_forgotten() -> None:
    waiting = seen((0, {A: WHOLE}), (0.5, {}))
    assert (waiting.due(99), waiting.next_due()) == ([], None)


def test_a_half_written_file_is_tried_with_growing_pauses_and_then_no_more() -> None:
    waiting = seen((0, {A: SMALL}))
    now, pauses = SETTLE, list[float]()
    while waiting.unfinished(A, now):
        following = waiting.next_due()
        assert following is not None
        pauses.append(following - now)
        now = following
    assert pauses == list(UNFINISHED)
    assert pauses == sorted(pauses)
    assert sum(pauses) >= 30


def test_what_comes_after_a_half_is_tried_afresh() -> None:
    waiting = seen((0, {A: SMALL}))
    for now in (1, 2, 4, 8, 16):
        assert waiting.unfinished(A, now)
    waiting.see({A: WHOLE}, 30)
    assert waiting.due(30 + SETTLE) == [A]
    assert waiting.unfinished(A, 31)
    assert waiting.next_due() == 31 + UNFINISHED[0]


def test_a_locked_file_is_tried_evenly_without_end() -> None:
    waiting = seen((0, {A: WHOLE}))
    for time in range(1, 3000, 3):
        assert waiting.due(time) == [A]
        waiting.locked(A, time)
        assert waiting.next_due() == time + LOCKED


def test_refused_results_are_tried_less_and_less_often_but_always_again() -> None:
    waiting = seen((0, {A: WHOLE}))
    now, pauses = 1.0, list[float]()
    for _ in range(12):
        waiting.refused(A, now)
        due = waiting.next_due()
        assert due is not None
        pauses.append(due - now)
        now = due
    assert pauses == sorted(pauses)
    assert pauses[0] <= 5
    assert 60 <= pauses[-1] <= 300


def test_who_saves_one_file_does_not_wait_behind_a_thousand() -> None:
    crowd = {Path(f"{number:04}.xlsx"): WHOLE for number in range(1000)}
    waiting = seen((0, crowd), (1, {**crowd, A: SMALL}))
    ready = waiting.due(1 + SETTLE)
    assert ready[0] == A
    assert ready[1:] == sorted(crowd)


files = st.dictionaries(st.sampled_from([A, B]), st.sampled_from([SMALL, WHOLE]))


@given(st.lists(st.tuples(files, st.booleans()), max_size=12))
def test_whatever_happens_the_last_look_is_checked_and_only_once(
    steps: list[tuple[dict[Path, Look], bool]],
) -> None:
    waiting, checked, now = Waiting(), dict[Path, Look](), 0.0
    for listing, quiet in steps:
        now += 2 * SETTLE if quiet else SETTLE / 4
        waiting.see(listing, now)
        checked = {path: look for path, look in checked.items() if listing.get(path) == look}
        for path in waiting.due(now):
            assert path not in checked, "checked twice"
            checked[path] = listing[path]
            waiting.settle(path)
    last = steps[-1][0] if steps else {}
    waiting.see(last, now)
    for path in waiting.due(now + SETTLE):
        checked[path] = last[path]
    assert checked == last
