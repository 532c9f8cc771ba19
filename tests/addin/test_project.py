"""The VBA project: what other programs read in it is what was put in, and nothing depends on the day."""

from __future__ import annotations

import re
import struct
from dataclasses import replace

import pytest

from tests.addin.container import Container
from tests.addin.olevba import decompressed, modules, streams
from xlperf.addin.encryption import disguised, protection_lines
from xlperf.addin.modules import Module, document_module, standard_module
from xlperf.addin.project import vba_project
from xlperf.addin.sources import read_sources
from xlperf.resources import shipped

CODE = 'Attribute VB_Name = "XlperfLauncher"\nOption Explicit\n\nPublic Sub XlperfValidate()\nEnd Sub\n'
DOCUMENT = """VERSION 1.0 CLASS
BEGIN
  MultiUse = -1  'True
END
Attribute VB_Name = "Sheet"
Attribute VB_Base = "0{00020820-0000-0000-C000-000000000046}"
"""
LAUNCHER = standard_module(CODE)


def shown(text: str) -> str:
    """A source without the attributes that the editor hides; olevba leaves them in front."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("Attribute"))


def project_text(project: bytes) -> str:
    return streams(project)["PROJECT"].decode("ascii")


def records(project: bytes) -> list[tuple[int, bytes]]:
    """The stream dir taken apart."""
    data = decompressed(streams(project)["VBA/dir"])
    found, at = [], 0
    while at < len(data):
        number, length = struct.unpack_from("<HI", data, at)
        length = 6 if number == 9 else length  # the version's minor number is not counted
        found.append((number, data[at + 6 : at + 6 + length]))
        at += 6 + length
    return found


def revealed(text: str) -> tuple[bytes, int, int]:
    """MS-OVBA 2.4.3.3: the data, the version and the key in one of the protection values."""
    code = bytes.fromhex(text)
    seed, version, key = code[0], code[0] ^ code[1], code[0] ^ code[2]
    before, plain = key, bytearray()
    for at in range(3, len(code)):
        before = code[at] ^ ((code[at - 2] + before) & 0xFF)
        plain.append(before)
    ignored = (seed & 6) // 2
    length = int.from_bytes(plain[ignored : ignored + 4], "little")
    data = bytes(plain[ignored + 4 :])
    assert len(data) == length
    return data, version, key


def test_another_program_reads_every_source_as_it_is_shipped() -> None:
    sources = read_sources(parts=("shared", "addin"))
    project = sources.project(5)
    found = modules(project)
    assert {name for name in found if name.startswith("Sheet")} == {f"Sheet{n}" for n in range(1, 6)}
    assert {module.name for module in sources.modules} <= set(found)
    for module in sources.modules:
        assert shown(found[module.name]).strip() == shown(module.source).strip()


def test_the_editor_takes_every_shipped_line() -> None:
    for part in ("shared", "addin"):
        for module in read_sources(parts=(part,)).modules:
            assert (shipped("macros") / part / f"{module.name}.bas").is_file()
            # the editor's own limits
            assert len(module.encoded) < 64 * 1024
            lines = module.source.splitlines()
            assert max(map(len, lines)) <= 1023
            assert not re.search(r"( _\r\n[^\r]*){25}", module.source)


def test_the_stored_source_is_the_file_with_the_line_ends_of_windows() -> None:
    project = vba_project([LAUNCHER])
    source = decompressed(streams(project)["VBA/XlperfLauncher"])
    assert source.decode() == CODE.replace("\n", "\r\n")


def test_the_container_is_sound() -> None:
    long = replace(LAUNCHER, name="Long", source=CODE + "' " + "x1y2z3" * 9000 + "\r\n")
    varied = Module("Varied", "".join(f"' {n * 7919 % 10007:x}\r\n" for n in range(4000)))
    for made in ([LAUNCHER], [LAUNCHER, long, varied], [Module(f"M{n}", CODE) for n in range(70)]):
        assert list(Container(vba_project(made)).problems()) == []
    sizes = [len(data) for _, data in Container(vba_project([LAUNCHER, varied])).streams()]
    assert min(sizes) < 4096 < max(sizes)
    assert modules(vba_project([varied]))["Varied"].strip() == varied.source.strip()


@pytest.mark.parametrize("length", [4094, 4095, 4096, 4097, 8192, 12288])
def test_a_source_at_the_edge_of_a_chunk(length: int) -> None:
    source = ("x = 1\r\n" * 2000)[: length - 2] + "\r\n"
    project = vba_project([Module("Edge", source)])
    assert decompressed(streams(project)["VBA/Edge"]) == source.encode()


def test_the_list_of_modules_says_the_same_in_every_stream() -> None:
    made = [document_module(DOCUMENT, "ThisWorkbook"), document_module(DOCUMENT, "Sheet1"), LAUNCHER]
    project = vba_project(made)
    names = ["ThisWorkbook", "Sheet1", "XlperfLauncher"]
    found = records(project)
    assert [content.decode() for number, content in found if number == 0x19] == names
    assert [content.decode("utf-16-le") for number, content in found if number == 0x32] == names
    assert [number for number, _ in found if number in (0x21, 0x22)] == [0x22, 0x22, 0x21]
    assert dict(found)[0x0F] == struct.pack("<H", 3)
    assert dict(found)[0x03] == struct.pack("<H", 936)
    text = project_text(project)
    assert re.findall(r"^(?:Document|Module)=(\w+)", text, re.MULTILINE) == names
    assert text.count("Document=") == 2
    wide = streams(project)["PROJECTwm"]
    assert streams(project)["VBA/_VBA_PROJECT"] == bytes.fromhex("cc61ffff000000")
    expected = b"".join(name.encode() + b"\0" + name.encode("utf-16-le") + b"\0\0" for name in names)
    assert wide == expected + b"\0\0"


def test_no_library_is_needed_that_a_computer_may_lack() -> None:
    assert {0x0D, 0x0E, 0x16, 0x2F, 0x33} & {
        number for number, _ in records(vba_project([LAUNCHER]))
    } == set()


def test_the_project_is_open_to_everybody() -> None:
    text = project_text(vba_project([LAUNCHER]))
    values = dict(re.findall(r'^(ID|CMG|DPB|GC)="(.*)"\r$', text, re.MULTILINE))
    key = sum(values["ID"].encode()) & 0xFF
    assert revealed(values["CMG"]) == (bytes(4), 2, key)
    assert revealed(values["DPB"]) == (b"\0", 2, key)
    assert revealed(values["GC"]) == (b"\xff", 2, key)
    # the lengths the specification allows
    assert 22 <= len(values["CMG"]) <= 28
    assert len(values["DPB"]) >= 16
    assert 16 <= len(values["GC"]) <= 22


def test_the_disguise_is_the_editors_own() -> None:
    # the example of MS-OVBA 3.1.4, written by the editor itself
    example = "{917DED54-440B-4FD1-A5C1-74ACF261E600}"
    assert revealed("0705D8E3D8EDDBF1DBF1DBF1DBF1") == (bytes(4), 2, 0xDF)
    assert disguised(bytes(4), example, 0x07) == "0705D8E3D8EDDBF1DBF1DBF1DBF1"


@pytest.mark.parametrize("seed", range(0, 256, 5))
def test_any_seed_is_read_back(seed: int) -> None:
    one = "{00000000-0000-4000-8000-000000000000}"
    assert revealed(disguised(b"\xff", one, seed))[0] == b"\xff"
    assert all(line.count('"') == 2 for line in protection_lines(one))


def test_equal_sources_give_equal_bytes_and_others_another_project() -> None:
    assert vba_project([LAUNCHER]) == vba_project([standard_module(CODE.replace("\n", "\r\n"))])
    other = standard_module(CODE + "' more\n")
    ids = [project_text(vba_project([one])).splitlines()[0] for one in (LAUNCHER, other)]
    assert ids[0] != ids[1]
    assert all(re.fullmatch(r'ID="\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}"', one) for one in ids)


def test_a_document_module_begins_with_its_attributes_and_bears_its_name() -> None:
    module = document_module(DOCUMENT, "Sheet12")
    assert module.document
    assert module.source.splitlines()[0] == 'Attribute VB_Name = "Sheet12"'
    assert "VERSION" not in module.source


@pytest.mark.parametrize("name", ["", "1Sheet", "绩效", "a-b", "x" * 32, "a b"])
def test_names_that_vba_does_not_allow_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no name for a VBA module"):
        Module(name, "")


def test_modules_of_the_same_name_are_refused() -> None:
    with pytest.raises(ValueError, match="same name"):
        vba_project([LAUNCHER, replace(LAUNCHER, name="XLPERFLAUNCHER")])


def test_a_source_with_chinese_in_it_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        vba_project([Module("Words", "' 校验\r\n")])


@pytest.mark.parametrize("read", [standard_module, lambda text: document_module(text, "Sheet1")])
def test_a_file_without_a_name_is_refused(read: object) -> None:
    assert callable(read)
    with pytest.raises(ValueError, match="VB_Name"):
        read("Option Explicit\n")
