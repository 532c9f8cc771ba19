"""Bad input of every format: one sentence, nothing written, and the other files of the run unaffected."""

from __future__ import annotations

import io
import json
import random
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.documents import draw_docx
from tests.handmade import CLEAN, draw
from tests.journeys.conftest import Call
from tests.office.session import Office
from xlperf.errors import UnreadableFile
from xlperf.workbook.open_grid import open_grid
from xlperf.workbook.package import Package
from xlperf.workbook.xlsx_grid import read_grid

Change = Callable[[bytes], bytes]
KINDS = ("xls", "ods", "docx", "html")
MAIN = {"ods": "content.xml", "docx": "word/document.xml"}
BIFF8 = bytes.fromhex("09081000")


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory, office: Office) -> dict[str, bytes]:
    """One right form in every format."""
    folder = tmp_path_factory.mktemp("good")
    path = draw(CLEAN, folder / "good.xlsx")
    draw_docx(read_grid(Package(path.read_bytes())).sheets[0], folder / "good.docx")
    for kind in ("xls", "ods", "html"):
        office.convert(path, kind, folder)
    return {kind: (folder / f"good.{kind}").read_bytes() for kind in ("xlsx", *KINDS)}


def _with_part(data: bytes, name: str, change: Change) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, change(content) if entry.filename == name else content)
    return buffer.getvalue()


def _entities(xml: bytes) -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa">]>' + xml[xml.index(b"?>") + 2 :]


def _locked_xls(data: bytes) -> bytes:
    # the record after the beginning of the workbook says that the rest is encrypted
    at = data.index(BIFF8) + 20
    return data[:at] + struct.pack("<H", 0x2F) + data[at + 2 :]


def _locked_ods(data: bytes) -> bytes:
    mark = b"<manifest:encryption-data/></manifest:manifest>"
    return _with_part(data, "META-INF/manifest.xml", lambda xml: xml.replace(b"</manifest:manifest>", mark))


def _locked_docx(_: bytes) -> bytes:
    name = "EncryptedPackage".encode("utf-16-le")
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + name.ljust(64, b"\0") + b"\x22\0" + bytes(512)


def _bomb(part: str) -> Change:
    return lambda data: _with_part(data, part, lambda xml: xml[:200] + b" " * 400_000_000 + xml[200:])


def _cut_to(parts: int) -> Change:
    return lambda data: data[: len(data) * parts // 8]


def _zeros(data: bytes) -> bytes:
    return data[:512] + bytes(len(data) - 512)


CASES: dict[tuple[str, str], tuple[Change, str]] = {
    ("xls", "password"): (_locked_xls, "XP902"),
    ("ods", "password"): (_locked_ods, "XP902"),
    ("docx", "password"): (_locked_docx, "XP902"),
    ("ods", "bomb"): (_bomb(MAIN["ods"]), "XP904"),
    ("docx", "bomb"): (_bomb(MAIN["docx"]), "XP904"),
    ("ods", "entities"): (lambda data: _with_part(data, MAIN["ods"], _entities), "XP906"),
    ("docx", "entities"): (lambda data: _with_part(data, MAIN["docx"], _entities), "XP906"),
    ("ods", "cut xml"): (lambda data: _with_part(data, MAIN["ods"], lambda xml: xml[:-9]), "XP901"),
    ("docx", "cut xml"): (lambda data: _with_part(data, MAIN["docx"], lambda xml: xml[:-9]), "XP901"),
    ("docx", "no table"): (
        lambda data: _with_part(data, MAIN["docx"], lambda xml: xml.replace(b"w:tbl>", b"w:tbx>")),
        "XP903",
    ),
    ("html", "no table"): (lambda data: b"<html><body><p>x</p></body></html>", "XP903"),
    ("xls", "zeros"): (_zeros, "XP901"),
    ("xls", "early"): (lambda data: bytes.fromhex("0904060000021000") + bytes(400), "XP905"),
    **{(kind, "empty"): (lambda data: b"", "XP901") for kind in KINDS},
    **{
        (kind, f"cut to {parts}/8"): (_cut_to(parts), "XP901")
        for kind in ("xls", "ods", "docx")
        for parts in (1, 4, 7)
    },
}


@pytest.mark.parametrize(("kind", "what"), CASES)
def test_one_sentence_and_the_others_are_checked(
    xlperf: Call, good: dict[str, bytes], tmp_path: Path, kind: str, what: str
) -> None:
    change, code = CASES[kind, what]
    bad, fine = tmp_path / f"bad.{kind}", tmp_path / "fine.xlsx"
    bad.write_bytes(change(good[kind]))
    fine.write_bytes(good["xlsx"])
    before = bad.read_bytes()
    status, out, err = xlperf("validate", bad, fine, "--write-back", "--format", "json")
    assert status == 1
    assert (err.count("\n"), err.rstrip()[-1]) == (1, "。")
    assert "Traceback" not in err
    assert bad.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == [bad.name, fine.name]
    broken, whole = json.loads(out)["files"]
    assert (broken["status"], broken["findings"][0]["code"]) == ("unreadable", code)
    assert (whole["status"], whole["findings"]) == ("checked", [])


@pytest.mark.parametrize("kind", KINDS)
def test_damage_anywhere_gives_a_grid_or_a_sentence(good: dict[str, bytes], kind: str) -> None:
    draw_of = random.Random(f"damage to {kind}")
    started = time.monotonic()
    outcomes = set()
    for _ in range(60):
        data = bytearray(good[kind])
        for _ in range(draw_of.randrange(1, 30)):
            data[draw_of.randrange(len(data))] = draw_of.randrange(256)
        try:
            outcomes.add(type(open_grid(bytes(data)).grid).__name__)
        except UnreadableFile as refused:
            outcomes.add(str(refused)[-1])
    assert outcomes <= {"Grid", "。"}
    assert time.monotonic() - started < 60
