"""Being told of changes, by the system as it is."""

from __future__ import annotations

import queue
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from xlperf.watching import alarm as alarm_module
from xlperf.watching.alarm import Alarm


class Told:
    """What an alarm told."""

    def __init__(self) -> None:
        self.rings: queue.SimpleQueue[None] = queue.SimpleQueue()
        self.silent: list[str] = []

    def heard(self, seconds: float = 5) -> bool:
        try:
            self.rings.get(timeout=seconds)
        except queue.Empty:
            return False
        self.hush()
        return True

    def hush(self) -> None:
        try:
            while True:
                self.rings.get(timeout=0.2)
        except queue.Empty:
            return


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "共享" / "已校验").mkdir(parents=True)
    (tmp_path / "共享" / "旧.xlsx").write_bytes(b"1")
    return tmp_path / "共享"


@pytest.fixture
def alarm(folder: Path, told: Told) -> Iterator[Alarm]:
    with Alarm(folder, folder / "已校验", lambda: told.rings.put(None), told.silent.append) as running:
        running.tend()
        told.hush()
        yield running


def test_saving_renaming_deleting_and_new_subfolders_ring(alarm: Alarm, folder: Path, told: Told) -> None:
    (folder / "甲.xlsx").write_bytes(b"1")
    assert told.heard()
    (folder / "甲.xlsx").rename(folder / "乙.xlsx")
    assert told.heard()
    (folder / "下级").mkdir()
    assert told.heard()
    (folder / "下级" / "丙.xlsx").write_bytes(b"1")
    assert told.heard()
    (folder / "乙.xlsx").unlink()
    assert told.heard()


def test_reading_and_its_own_copies_do_not_ring(alarm: Alarm, folder: Path, told: Told) -> None:
    (folder / "旧.xlsx").read_bytes()
    (folder / "已校验" / "旧.xlsx").write_bytes(b"1")
    assert not told.heard(0.7)


def test_it_listens_again_to_a_folder_that_came_back(
    alarm: Alarm, folder: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    # file systems give the number of a deleted folder to the next one
    monkeypatch.setattr(alarm_module, "_identity", lambda one: (1, 1) if one.is_dir() else None)
    alarm.tend()
    told.hush()
    shutil.rmtree(folder)
    assert told.heard()
    alarm.tend()
    folder.mkdir()
    alarm.tend()
    told.hush()
    (folder / "甲.xlsx").write_bytes(b"1")
    assert told.heard()


def test_where_the_system_refuses_it_says_so_once(
    folder: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refusing:
        def schedule(self, *_: object, recursive: bool) -> None:
            assert recursive

        def start(self) -> None:
            raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(alarm_module, "Observer", Refusing)
    with Alarm(folder, None, lambda: None, told.silent.append) as running:
        running.tend()
        running.tend()
        monkeypatch.setattr(alarm_module, "_AGAIN", 0.0)
        running.tend()
    assert told.silent == ["inotify watch limit reached"]


def test_nothing_is_left_running(folder: Path, told: Told) -> None:
    before, hook = set(threading.enumerate()), threading.excepthook
    with Alarm(folder, None, lambda: None, told.silent.append) as running:
        running.tend()
        assert set(threading.enumerate()) > before
    assert set(threading.enumerate()) <= before
    assert threading.excepthook is hook
