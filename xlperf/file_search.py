"""The files of a run: those named outright, and those that may hold forms in the folders named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlperf.errors import UsageError
from xlperf.workbook.replace import exists

WORKBOOKS = (".xlsx", ".xlsm")
COPIED = (".xls", ".et", ".ods", ".docx")
"""suffixes of formats that get an annotated copy beside them"""
SUFFIXES = (*WORKBOOKS, *COPIED)
_COPY_MARK = "（校验）"
_COPY = re.compile(rf"(.+){_COPY_MARK}(（\d+）)?\.xlsx\Z")


_PROGRAMS_OWN = {"thumbs.db", "desktop.ini"}
_TEMPORARY = (".tmp", ".temp", ".bak", ".lnk", ".part", ".crdownload")


@dataclass(frozen=True)
class Aside:
    """What lies in the folders searched and is not in the report."""

    not_forms: tuple[Path, ...] = ()
    """files of other formats, which were not opened"""
    without_form: tuple[Path, ...] = ()
    """Word documents that hold no form"""


def find_files(paths: Iterable[Path], output: Path | None = None) -> tuple[Path, ...]:
    """The files that ``paths`` name: files as given, folders searched; UsageError when there is nothing to check.

    An ``output`` folder inside a searched one is left out: it holds the copies of an earlier run. So are the
    annotated copies beside files that cannot be written in place.
    """
    found: list[Path] = []
    for path in paths:
        if not exists(path):
            raise UsageError(f"找不到“{path}”，请检查路径是否写对。")
        if path.is_dir():
            inside = [file for file in _forms_inside(path) if not _holds(output, file, path)]
            if not inside:
                listed = "、".join(SUFFIXES)
                raise UsageError(f"文件夹“{path}”里没有可以校验的文件（{listed}），请换一个文件夹。")
            found += inside
        else:
            found.append(path)
    return tuple(dict.fromkeys(found))


def find_others(paths: Iterable[Path], output: Path | None = None) -> tuple[Path, ...]:
    """The files in the searched folders that are of other formats, programs' own and temporary ones left out."""
    every = (
        file
        for path in paths
        if path.is_dir()
        for file in sorted(path.rglob("*"))
        if _is_form(file) and not _holds(output, file, path) and not _in_hidden(file, path)
    )
    others = (file for file in every if file.suffix.lower() not in (*SUFFIXES, *_TEMPORARY))
    return tuple(dict.fromkeys(file for file in others if file.name.lower() not in _PROGRAMS_OWN))


def copies_in(output: Path, files: Sequence[Path], named: Sequence[Path]) -> dict[Path, Path]:
    """Where the copies of files go: in the subfolders that the files lie in, seen from the folders named.

    Several folders named keep their own names; so do the folders of files named outright, where files have equal names.
    """
    folders = [path for path in named if path.is_dir()]
    inside = {file: _inside(file, named, folders) for file in files}
    names = [str(path).casefold() for path in inside.values()]
    twice = {name for name in names if names.count(name) > 1}
    return {
        file: output / (Path(file.resolve().parent.name) / path if str(path).casefold() in twice else path)
        for file, path in inside.items()
    }


def _inside(file: Path, named: Sequence[Path], folders: Sequence[Path]) -> Path:
    if file in named:
        return Path(file.name)
    folder = next(folder for folder in folders if folder in file.parents)
    within = file.relative_to(folder)
    return Path(folder.resolve().name) / within if len(folders) > 1 else within


def _in_hidden(file: Path, searched: Path) -> bool:
    return any(part.startswith((".", "__")) for part in file.relative_to(searched).parts)


def copy_beside(path: Path) -> Path:
    """Where the annotated copy of a file goes that cannot be written in place."""
    return path.with_name(f"{path.stem}{_COPY_MARK}.xlsx")


def _forms_inside(folder: Path) -> list[Path]:
    return forms_among(file for file in folder.rglob("*") if _is_form(file))


def forms_among(files: Iterable[Path]) -> list[Path]:
    """The files that may hold forms, by their names; annotated copies beside their originals are none."""
    every = list(files)
    originals = {file.with_suffix("") for file in every if file.suffix.lower() not in WORKBOOKS}
    return sorted(
        file
        for file in every
        if file.suffix.lower() in SUFFIXES
        and not ((copy := _COPY.match(file.name)) and file.with_name(copy[1]) in originals)
    )


def _holds(output: Path | None, file: Path, searched: Path) -> bool:
    """Does the file lie in the output folder, and that in the folder searched?"""
    if output is None:
        return False
    inner = output.resolve()
    return searched.resolve() in inner.parents and inner in file.resolve().parents


def _is_form(path: Path) -> bool:
    # ~$… belongs to an open Excel, .~… and dot files to other programs and to half-written copies
    return path.is_file() and not path.name.startswith(("~$", "."))
