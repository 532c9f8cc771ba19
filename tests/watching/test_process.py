"""The real command in its own process: real files, real signals, real time."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest

from tests.handmade import ANNEX_1, CLEAN, draw
from tests.journeys.conftest import Call
from tests.watching.shared_folder import as_written

PATIENCE = 60.0
"""seconds for what takes two, while other tests use the same cores"""


class Running:
    """A watch at work, and what it has printed."""

    def __init__(self, folder: Path, *words: object) -> None:
        self.log = folder.with_suffix(".log")
        self._out = self.log.open("wb")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "xlperf", "watch", str(folder), *map(str, words)],
            stdout=self._out,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
        )

    @property
    def lines(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines()

    def about(self, *words: str) -> list[str]:
        return [line for line in self.lines if all(word in line for word in words)]

    def said(self, *words: str) -> str:
        """The first line with all the words; waits for it."""
        wait(lambda: bool(self.about(*words)), f"{words} in {self.lines}")
        return self.about(*words)[0]

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        status = self.process.wait(PATIENCE)
        self._out.close()
        assert not self.about("Traceback")
        return status

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self._out.close()


def wait(done: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < until, what
        time.sleep(0.05)


@contextmanager
def watching(folder: Path, *words: object) -> Iterator[Running]:
    running = Running(folder, *words)
    try:
        yield running
    finally:
        running.kill()


def marked(path: Path) -> bool:
    return "校验结果" in openpyxl.load_workbook(path).sheetnames


def test_a_day_in_the_shared_folder(folder: Path, tmp_path: Path) -> None:
    copies = folder / "已校验"
    whole = draw(ANNEX_1, tmp_path / "附件1.xlsx").read_bytes()
    draw(CLEAN, folder / "早就在.xlsx")
    with watching(folder) as watch:
        watch.said("现有的文件看完了", "校验了1份")
        assert "没有发现问题" in watch.said("早就在.xlsx：")
        # a slow writer, a download, a lock, Excel's way of saving, a folder moved in
        slow = (folder / "慢.xlsx").open("wb")
        slow.write(whole[:9000])
        slow.flush()
        (folder / "下载.xlsx.crdownload").write_bytes(whole)
        (folder / os.fsdecode(b"\xff\xfe.xlsx")).write_bytes(whole)
        (folder / "~$慢.xlsx").write_bytes(b"lock")
        (tmp_path / "乙").mkdir()
        draw(ANNEX_1, tmp_path / "乙" / "自评表.xlsx")
        (tmp_path / "乙").rename(folder / "乙")
        (folder / "8F3A2C10").write_bytes(whole)
        (folder / "早就在.xlsx").rename(folder / "9D00AB41.tmp")
        (folder / "8F3A2C10").rename(folder / "早就在.xlsx")
        (folder / "9D00AB41.tmp").unlink()
        time.sleep(0.5)
        slow.write(whole[9000:])
        slow.close()
        (folder / "下载.xlsx.crdownload").rename(folder / "下载.xlsx")
        assert "错误" in watch.said("慢.xlsx：")
        watch.said(str(Path("乙") / "自评表.xlsx"))
        watch.said("早就在.xlsx：", "错误")
        watch.said("下载.xlsx：")
        assert watch.end(signal.SIGINT) == 0
    assert len(watch.about("慢.xlsx：")) == 1
    assert len(watch.about("早就在.xlsx：")) == 2
    assert "校验了5份文件（共6次）" in watch.lines[-1]
    assert watch.about("未能校验") == []
    found = {str(path.relative_to(copies)) for path in copies.rglob("*") if path.is_file()}
    assert found == {
        os.fsdecode(b"\xff\xfe.xlsx"),
        "早就在.xlsx",
        "慢.xlsx",
        "下载.xlsx",
        str(Path("乙") / "自评表.xlsx"),
    }
    assert all(marked(copies / name) for name in found)
    assert (folder / "慢.xlsx").read_bytes() == whole


def test_writing_back_when_closed_and_an_end_in_the_middle(folder: Path) -> None:
    first = draw(ANNEX_1, folder / "000.xlsx")
    before, after = first.read_bytes(), as_written(first)
    lock = folder / "~$000.xlsx"
    lock.touch()
    draw(ANNEX_1, folder / "001.xlsx")
    with watching(folder, "--write-back") as watch:
        watch.said("001.xlsx：", "总分")
        assert first.read_bytes() == before
        lock.unlink()
        watch.said("000.xlsx：", "总分")
        assert first.read_bytes() == after
        for number in range(2, 60):
            (folder / f"{number:03}.xlsx").write_bytes(before)
        watch.said("002.xlsx：")
        # closing a window sends more than one
        watch.process.send_signal(signal.SIGHUP)
        assert watch.end(signal.SIGTERM) == 0
    files = sorted(path for path in folder.iterdir() if path.is_file())
    assert [path.name for path in files] == [f"{number:03}.xlsx" for number in range(60)]
    states = [path.read_bytes() for path in files]
    assert set(states) == {before, after}
    assert len(watch.about("：", "总分")) == states.count(after)
    assert "没有来得及校验" in watch.lines[-1]


def test_the_folder_goes_and_comes_back(folder: Path) -> None:
    with watching(folder) as watch:
        watch.said("现有的文件看完了")
        shutil.rmtree(folder)
        watch.said("打不开了")
        folder.mkdir()
        draw(ANNEX_1, folder / "自评表.xlsx")
        watch.said("又能打开了")
        watch.said("自评表.xlsx：")
        assert watch.end(signal.SIGINT) == 0
    assert marked(folder / "已校验" / "自评表.xlsx")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["没有这个文件夹"], "找不到"),
        (["共享/表.xlsx"], "不是文件夹"),
        (["共享", "-o", "共享"], "就是被监视的文件夹"),
        (["共享", "-o", "."], "就是被监视的文件夹"),
        (["共享", "-o", "共享/../共享/甲/.."], "就是被监视的文件夹"),
        (["共享", "-o", "出", "--write-back"], "只能用一个"),
        (["共享", "-o", "共享/表.xlsx"], "是一个文件"),
        (["共享", "--profile", "没有"], "没有"),
        (["共享", "-t", "没有"], "没有"),
    ],
)
def test_arguments_that_cannot_be_used(
    xlperf: Call, folder: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], sentence: str
) -> None:
    draw(ANNEX_1, folder / "表.xlsx")
    monkeypatch.chdir(folder.parent)
    status, out, err = xlperf("watch", *words)
    assert (status, out) == (2, "")
    assert sentence in err
    assert "Traceback" not in err
