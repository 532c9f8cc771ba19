"""The watch in a folder, at a time and with checks that are made up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from xlperf.audit.finding import Finding, Severity
from xlperf.validation import Unreadable
from xlperf.watching.checking import Outcome, State
from xlperf.watching.listing import FolderGone, Listing, Look
from xlperf.watching.watch import POLL, Surroundings, Watch

FOLDER = Path("共享")
A, B = FOLDER / "甲.xlsx", FOLDER / "乙.xlsx"
DAMAGED = Unreadable(A, Finding("XP901", Severity.ERROR, "文件已损坏。", "请重新发送。"))
CHECKED, CURRENT, ASIDE = Outcome(State.CHECKED), Outcome(State.CURRENT), Outcome(State.ASIDE)
UNFINISHED = Outcome(State.UNFINISHED, (DAMAGED,))
LOCKED = Outcome(State.LOCKED, sentence="“甲.xlsx”正在 Excel 中打开。")
REFUSED = Outcome(State.REFUSED, sentence="“甲.xlsx”已经有了，而且有人在里面改过。")


class World:
    """A folder and a clock; ``outcomes`` come one after the other, the last one for ever."""

    def __init__(self, *outcomes: Outcome, seconds: float = 0.05) -> None:
        self.now = 100.0
        self.files: dict[Path, Look] = {}
        self.gone = False
        self.closed: frozenset[Path] = frozenset()
        self.stopped = False
        self.checked: list[tuple[float, Path]] = []
        self.lines: list[str] = []
        self._outcomes = list(outcomes or (CHECKED,))
        self._seconds = seconds
        self.watch = Watch(
            FOLDER,
            Surroundings(lambda: self.now, self._listing, self._check, self._say, lambda: self.stopped),
        )

    def save(self, *paths: Path) -> None:
        for path in paths:
            self.files[path] = Look(9000, int(self.now * 1e9))

    def wait(self, seconds: float) -> None:
        """Let the time pass, the watch at work in it."""
        until = self.now + seconds
        while self.now < until:
            pause = self.watch.turn()
            assert pause >= 0
            self.now = min(until, self.now + max(pause, 0.01))

    def times(self, path: Path) -> list[float]:
        return [when for when, one in self.checked if one == path]

    def about(self, word: str) -> list[str]:
        return [line for line in self.lines if word in line]

    def _listing(self) -> Listing:
        if self.gone:
            raise FolderGone
        return Listing(dict(self.files), self.closed)

    def _check(self, path: Path) -> Outcome:
        self.now += self._seconds
        self.checked.append((self.now, path))
        return self._outcomes.pop(0) if len(self._outcomes) > 1 else self._outcomes[0]

    def _say(self, path: Path | None, line: str, style: str) -> None:
        self.lines.append(f"{path.name}：{line}" if path else line)


def test_a_saved_file_is_checked_once_within_seconds() -> None:
    world = World()
    world.wait(7)
    world.save(A)
    saved = world.now
    world.wait(60)
    (when,) = world.times(A)
    # nothing was announced here: it was found by looking
    assert when - saved < POLL + 2


def test_each_save_is_checked() -> None:
    world = World()
    for _ in range(3):
        world.save(A)
        world.wait(20)
    assert len(world.times(A)) == 3


def test_a_file_open_elsewhere_is_said_once_and_written_when_it_is_closed() -> None:
    world = World(*[LOCKED] * 40, CHECKED)
    world.save(A)
    world.wait(600)
    assert len(world.about("正在 Excel 中打开")) == 1
    assert len(world.times(A)) == 41
    assert world.times(A)[-1] - world.times(A)[-2] < 4


def test_a_lock_of_a_moment_is_not_worth_a_word() -> None:
    world = World(LOCKED, CHECKED)
    world.save(A)
    world.wait(60)
    assert world.about("Excel") == []
    assert len(world.times(A)) == 2


def test_a_lock_is_said_again_after_it_was_solved() -> None:
    world = World(LOCKED, LOCKED, CHECKED, LOCKED, LOCKED, CHECKED)
    for _ in range(2):
        world.save(A)
        world.wait(60)
    assert len(world.about("正在 Excel 中打开")) == 2


def test_a_damaged_file_gets_one_sentence_after_a_while_and_the_others_go_on() -> None:
    world = World(UNFINISHED)
    world.save(A)
    world.wait(15)
    assert world.about("未能校验") == []
    world.wait(300)
    (line,) = world.about("未能校验")
    assert "文件已损坏。请重新发送。" in line
    assert "再次保存后会重新校验" in line
    tries = len(world.times(A))
    assert tries <= 7
    world.save(B)
    world.wait(20)
    assert world.times(B)
    assert len(world.times(A)) == tries


def test_a_half_written_file_that_becomes_whole_gets_no_complaint() -> None:
    world = World(UNFINISHED, UNFINISHED, CHECKED)
    world.save(A)
    world.wait(60)
    assert world.about("未能校验") == []
    assert len(world.times(A)) == 3


def test_a_refused_copy_is_tried_again_until_somebody_moves_it() -> None:
    world = World(*[REFUSED] * 5, CHECKED)
    world.save(A)
    world.wait(3600)
    assert len(world.about("有人在里面改过")) == 1
    assert len(world.times(A)) == 6


def test_the_folder_may_go_and_come_back() -> None:
    world = World()
    world.save(A)
    world.wait(10)
    world.gone = True
    world.wait(500)
    assert len(world.about("打不开了")) == 1
    world.gone = False
    world.save(B)
    world.wait(20)
    assert len(world.about("又能打开了")) == 1
    assert len(world.times(A)) == 1
    assert len(world.times(B)) == 1
    world.gone = True
    world.wait(20)
    assert len(world.about("打不开了")) == 2


def test_a_closed_subfolder_is_said_once() -> None:
    world = World()
    world.closed = frozenset({FOLDER / "密"})
    world.wait(100)
    assert len(world.about("没有权限打开文件夹")) == 1


def test_who_saves_while_a_thousand_are_checked_waits_seconds_only() -> None:
    world = World()
    world.save(*(FOLDER / f"{number}.xlsx" for number in range(1000)))
    world.wait(10)
    world.save(A)
    saved = world.now
    world.wait(200)
    assert world.times(A)[0] - saved < 3
    assert len(world.checked) == 1001


def test_an_end_during_a_crowd_finishes_the_file_at_hand_only() -> None:
    world = World(seconds=0.3)
    world.save(*(FOLDER / f"{number}.xlsx" for number in range(50)))
    world.wait(0.9)
    assert not world.checked
    world.now += 1
    world.stopped = True
    world.watch.turn()
    assert len(world.checked) == 1
    world.watch.close()
    assert "49份没有来得及校验" in world.lines[-1]


def test_it_says_when_the_files_that_were_there_are_done() -> None:
    world = World(CURRENT, CHECKED)
    world.save(A, B)
    world.wait(20)
    (line,) = world.about("现有的文件看完了")
    assert "校验了1份" in line
    assert "1份的结果原已是最新" in line


def test_current_files_and_letters_get_no_line() -> None:
    for outcome in (CURRENT, ASIDE):
        world = World(outcome)
        world.save(A)
        world.wait(30)
        assert world.about("甲") == []
        assert len(world.times(A)) == 1


def test_a_quiet_folder_is_looked_into_seldom_and_a_slow_one_more_seldom() -> None:
    world = World()
    assert world.watch.turn() == POLL
    fast = world._listing

    def slow() -> Listing:
        world.now += 3
        return fast()

    watch = Watch(FOLDER, Surroundings(lambda: world.now, slow, world._check, world._say, lambda: False))
    assert watch.turn() >= 60


@pytest.mark.parametrize(
    ("outcomes", "words"),
    [
        ([CHECKED], ["校验了1份文件，"]),
        ([CURRENT], ["校验了0份文件", "1份的结果原已是最新"]),
        ([LOCKED], ["1份还没有写出结果（甲.xlsx）"]),
        ([Outcome(State.UNREADABLE, (DAMAGED,))], ["错误0处", "其中1份未能校验"]),
    ],
)
def test_the_closing_line_counts(outcomes: Sequence[Outcome], words: Sequence[str]) -> None:
    world = World(*outcomes)
    world.save(A)
    world.wait(20)
    world.watch.close()
    assert world.lines[-1].startswith("监视已结束：")
    for word in words:
        assert word in world.lines[-1]
