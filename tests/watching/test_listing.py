"""Which files of the folder may be forms."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from xlperf.watching import listing
from xlperf.watching.listing import FolderGone, Look, list_folder

LEFT_ALONE = [
    "~$自评表.xlsx",  # Excel's lock
    ".~自评表.xlsx",  # WPS's lock
    ".~lock.自评表.xlsx#",  # LibreOffice's lock
    "~自评表.xlsx",
    "._自评表.xlsx",  # macOS
    ".xlperf-abc.tmp",
    "自评表.xlsx.tmp",
    "自评表.tmp",
    "8F3A2C10",  # Office while it saves
    "8F3A2C10.tmp",
    "自评表.xlsx.crdownload",
    "自评表.xlsx.part",
    "自评表.xlk",  # Excel's backup
    "自评表.xlsx~",
    "说明.pdf",
    ".git/自评表.xlsx",
    "__MACOSX/自评表.xlsx",
    "$RECYCLE.BIN/自评表.xlsx",
    "#recycle/自评表.xlsx",
    "@eaDir/自评表.xlsx",
    "~snapshot/自评表.xlsx",
    "System Volume Information/自评表.xlsx",
    "已校验/自评表.xlsx",
    "已校验/甲/自评表.xlsx",
]
FORMS = ["自评表.xlsx", "甲/乙/自评表.XLSM", "甲/表.xls", "表.et", "表.ods", "表.docx", "甲/已校验/表.xlsx"]


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in list_folder(folder, folder / "已校验").files}


def put(path: Path, data: bytes = b"PK") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_forms_are_seen_and_what_programs_leave_is_not(tmp_path: Path) -> None:
    for name in LEFT_ALONE + FORMS:
        put(tmp_path / name)
    assert names(tmp_path) == set(FORMS)


def test_copies_beside_files_that_cannot_be_written_are_not_forms(tmp_path: Path) -> None:
    for name in ("表.xls", "表（校验）.xlsx", "另一份（校验）.xlsx"):
        put(tmp_path / name)
    assert names(tmp_path) == {"表.xls", "另一份（校验）.xlsx"}


def test_a_folder_named_like_a_form_is_none(tmp_path: Path) -> None:
    put(tmp_path / "归档.xlsx" / "自评表.xlsx")
    assert names(tmp_path) == {"归档.xlsx/自评表.xlsx"}


def test_a_file_is_known_by_size_and_time(tmp_path: Path) -> None:
    path = put(tmp_path / "表.xlsx", b"12345")
    os.utime(path, ns=(7, 1_700_000_000_000_000_000))
    assert list_folder(tmp_path, None).files == {path: Look(5, 1_700_000_000_000_000_000)}


def test_links_that_lead_nowhere_or_in_circles_do_no_harm(tmp_path: Path) -> None:
    put(tmp_path / "表.xlsx")
    (tmp_path / "断.xlsx").symlink_to(tmp_path / "没有.xlsx")
    (tmp_path / "自己.xlsx").symlink_to(tmp_path / "自己.xlsx")
    (tmp_path / "圈").symlink_to(tmp_path)
    assert names(tmp_path) == {"表.xlsx"}


@pytest.mark.parametrize("what", ["missing", "file"])
def test_a_watched_folder_that_is_not_there_is_gone(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "共享"
    if what == "file":
        folder.write_bytes(b"")
    with pytest.raises(FolderGone):
        list_folder(folder, None)


def test_a_closed_subfolder_is_told_and_the_others_are_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "表.xlsx")
    put(tmp_path / "密" / "表.xlsx")
    entries = listing._entries

    def closed(folder: Path) -> object:
        if folder.name == "密":
            raise PermissionError(13, "Permission denied")
        return entries(folder)

    monkeypatch.setattr(listing, "_entries", closed)
    found = list_folder(tmp_path, None)
    assert set(found.files) == {tmp_path / "表.xlsx"}
    assert found.closed == {tmp_path / "密"}
