"""One file of the watched folder: read, checked, and its results written where they belong."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from xlperf import __version__
from xlperf.errors import FileBusy, UnreadableFile, UsageError, XlperfError
from xlperf.file_search import COPIED, copy_beside
from xlperf.forms import FormTemplate
from xlperf.generation import prepare_folder
from xlperf.profiles import Profile
from xlperf.profiles import profile as profile_named
from xlperf.validation import Checked, Result, Unreadable, check_files, write_results
from xlperf.watching.listing import Look
from xlperf.workbook.copies import origin_of
from xlperf.workbook.package import read_file
from xlperf.workbook.replace import exists, lock_sentence

_DAMAGED, _WITHOUT_FORM = "XP901", "XP903"


class State(Enum):
    """What became of a file."""

    CHECKED = auto()
    """checked; ``sentence`` says why its results could not be written, where they could not"""
    UNREADABLE = auto()
    UNFINISHED = auto()
    """not readable, perhaps because it is still being written"""
    LOCKED = auto()
    """open in another program"""
    REFUSED = auto()
    """checked, and the results could not be written for now"""
    CURRENT = auto()
    """its results are there already"""
    ASIDE = auto()
    """gone meanwhile, or a letter without any form"""


@dataclass(frozen=True)
class Outcome:
    """What became of a file, with what was found in it and a sentence where there is something to say."""

    state: State
    results: tuple[Result, ...] = ()
    sentence: str = ""


@dataclass(frozen=True)
class Way:
    """How forms are recognised, by what they are scored, and where results go.

    ``output``: the folder of the copies; None: into the files themselves.
    """

    folder: Path
    output: Path | None
    templates: tuple[FormTemplate, ...]
    profile: Profile | None = None
    asked: FormTemplate | None = None


class Checking:
    """Checks file after file; remembers what it wrote, to know its own files from others'."""

    def __init__(self, way: Way) -> None:
        self._way = way
        # an office's own template has a profile of its own, which may change without the template
        profile = way.profile or (profile_named(way.asked.profile) if way.asked else None)
        self._manner = repr((__version__, profile, way.asked, way.templates)).encode()
        self._own: dict[Path, bytes] = {}

    def check(self, path: Path) -> Outcome:
        """Check the file and write the results; whatever is wrong with it is said in the outcome."""
        try:
            return self._check(path)
        except FileBusy as problem:
            return Outcome(State.REFUSED, sentence=str(problem))
        except XlperfError as problem:
            return Outcome(State.CHECKED, sentence=str(problem))
        except Exception as problem:  # noqa: BLE001 - one file must not end the watch over all others
            said = f"{type(problem).__name__}：{problem}".rstrip("：")
            return Outcome(State.CHECKED, sentence=f"校验时出了意外（{said}），跳过了这份文件，没有改动它。")

    def _check(self, path: Path) -> Outcome:
        before = _look(path)
        if before is None:
            return Outcome(State.ASIDE)
        held = self._held(path)
        if held:
            return Outcome(State.LOCKED, sentence=held)
        try:
            data = read_file(path)
        except UnreadableFile as problem:
            if problem.code == _DAMAGED:
                return Outcome(State.LOCKED, sentence=f"{problem}{problem.fix}")
            return _unreadable(path, self._results(path))
        except UsageError:
            return Outcome(State.ASIDE)
        if self._own.get(path) == _digest(data) or self._current(path, data):
            return Outcome(State.CURRENT)
        results = self._results(path)
        forms = [result for result in results if isinstance(result, Checked)]
        if not forms:
            return _unreadable(path, results)
        if _look(path) != before:
            # saved again while it was checked: what is written now must not take its place
            return Outcome(State.UNFINISHED, results)
        return self._write(path, forms, results)

    def _results(self, path: Path) -> tuple[Result, ...]:
        return check_files([path], self._way.templates, self._way.profile, self._way.asked)

    def _held(self, path: Path) -> str | None:
        """Why the results cannot be written now, as far as that shows before the file is read."""
        if self._way.output is None and path.suffix.lower() not in COPIED:
            return lock_sentence(path)
        for target in self._targets(path):
            if exists(target) and (sentence := lock_sentence(target)):
                return f"结果还不能写进“{self._told(target)}”：{sentence}"
        return None

    def _current(self, path: Path, data: bytes) -> bool:
        """Is there a copy with the results of just this file, found in just this way?"""
        origin = self._origin(data)
        for target in self._targets(path):
            with suppress(XlperfError):
                if origin_of(read_file(target)) == origin:
                    return True
        return False

    def _write(self, path: Path, forms: Sequence[Checked], results: tuple[Result, ...]) -> Outcome:
        if not self._way.folder.is_dir():
            return Outcome(State.ASIDE)
        target = self._target(path, in_place=forms[0].in_place)
        try:
            self._prepare(target)
        except XlperfError as problem:
            return Outcome(State.REFUSED, results, str(problem))
        try:
            written = write_results(forms, target, self._origin(forms[0].data))
        except FileBusy as problem:
            return Outcome(State.REFUSED, results, str(problem))
        except XlperfError as problem:
            return Outcome(State.CHECKED, results, str(problem))
        self._own[target] = _digest(written)
        unchanged = target == path and written == forms[0].data
        return Outcome(State.CURRENT if unchanged else State.CHECKED, results)

    def _prepare(self, target: Path) -> None:
        """Make the folder of the copy; not that of a drive that is not connected."""
        output = self._way.output
        if output is None:
            return
        if not output.parent.is_dir():
            raise FileBusy(f"放副本的文件夹“{output}”打不开了（可能被移走，或者网络盘断开）。")
        prepare_folder(target.parent)

    def _origin(self, data: bytes) -> str:
        return hashlib.sha256(self._manner + data).hexdigest()

    def _target(self, path: Path, *, in_place: bool) -> Path:
        if self._way.output is None:
            return path if in_place else copy_beside(path)
        copy = self._way.output / path.relative_to(self._way.folder)
        if in_place:
            return copy
        drawn = path.with_suffix(".xlsx")
        # 自评表.xls beside 自评表.xlsx: each has a copy of its own
        taken = drawn != path and exists(drawn)
        return copy.with_name(f"{path.stem}（{path.suffix[1:].lower()}）.xlsx" if taken else drawn.name)

    def _targets(self, path: Path) -> tuple[Path, ...]:
        """Where its copy may be; which of them it is shows when the file is read."""
        both = dict.fromkeys(self._target(path, in_place=in_place) for in_place in (True, False))
        return tuple(target for target in both if target != path)

    def _told(self, target: Path) -> str:
        return (
            str(target.relative_to(self._way.folder)) if self._way.folder in target.parents else str(target)
        )


def _unreadable(path: Path, results: tuple[Result, ...]) -> Outcome:
    codes = {result.finding.code for result in results if isinstance(result, Unreadable)}
    if _WITHOUT_FORM in codes and path.suffix.lower() == ".docx":
        return Outcome(State.ASIDE)
    return Outcome(State.UNFINISHED if _DAMAGED in codes else State.UNREADABLE, results)


def _look(path: Path) -> Look | None:
    try:
        about = path.stat()
    except OSError:
        return None
    return Look(about.st_size, about.st_mtime_ns)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
