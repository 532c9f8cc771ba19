"""What is no project list at all ends in one sentence that says what it is and what to do."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.projects.lists import GOOD, read, tables, write_csv, write_xlsx
from xlperf.errors import ProjectListError, UsageError


def refusal(path: Path) -> str:
    """The sentence with which ``path`` is refused."""
    with pytest.raises(UsageError) as caught:
        read(path)
    sentence = str(caught.value)
    assert sentence.endswith("。")
    assert not isinstance(caught.value, ProjectListError)
    return sentence


def said(path: Path) -> list[str]:
    """What reading ``path`` ends in: nothing, problems, or a refusal."""
    try:
        read(path)
    except ProjectListError as error:
        return list(error.problems)
    except UsageError as error:
        return [str(error)]
    return []


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    assert refusal(tmp_path / "没有.xlsx").startswith(
        f"找不到“{tmp_path / '没有.xlsx'}”，请检查路径和文件名。"
    )


def test_a_folder_without_csv_files_names_the_workbook_in_it(tmp_path: Path) -> None:
    assert "里没有项目.csv、资金.csv、指标.csv。" in refusal(tmp_path)
    write_xlsx(tmp_path / "清单.xlsx", tables(GOOD))
    assert "如果清单是其中的“清单.xlsx”，请写出它的完整路径" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "文件是空的"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "网页格式的表格"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\3\4 cut", "可能没有传完"),
        (
            b"nothing known",
            "看不出是哪种文件，可能已损坏或后缀被改过。请确认选对了文件，需要的是 .xlsx 格式的项目清单。",
        ),
        (b"Rar!", "请先解压，再用其中的 .xlsx 文件。"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "复合文档"),
    ],
)
def test_a_file_that_is_no_workbook(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(content)
    said = refusal(path)
    assert sentence in said
    assert "自评表" not in said
    assert "校验" not in said


def test_a_workbook_with_a_password(tmp_path: Path) -> None:
    name = "EncryptedPackage".encode("utf-16-le")
    entry = name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little")
    path = tmp_path / "清单.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entry)
    assert "文件设有打开密码，读不出内容。" in refusal(path)


def test_other_spreadsheet_formats_are_to_be_saved_anew(tmp_path: Path) -> None:
    name = "Workbook".encode("utf-16-le")
    entry = name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little")
    old = tmp_path / "清单.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entry)
    libre = tmp_path / "清单.ods"
    with zipfile.ZipFile(libre, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    for path in (old, libre):
        assert refusal(path).endswith("本版本不能直接读取。请用 Excel 或 WPS 另存为 .xlsx 再试。")


def test_a_zip_bomb_is_not_inflated(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "清单.xlsx", tables(GOOD))
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/bomb.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(400):
            part.write(b" " * 2**20)
    assert "文件过大或结构可疑" in refusal(path)


def test_declared_entities_are_refused(tmp_path: Path) -> None:
    good = write_xlsx(tmp_path / "好.xlsx", tables(GOOD))
    path = tmp_path / "清单.xlsx"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)
            target.writestr(name, content)
    assert "DOCTYPE" in refusal(path)


def test_csv_in_no_known_encoding(tmp_path: Path) -> None:
    write_csv(tmp_path, tables(GOOD))
    (tmp_path / "项目.csv").write_bytes(b"\xff\xff\xff\xff")
    assert "“项目.csv”的文字编码认不出来" in refusal(tmp_path)


def test_csv_with_an_open_quote_names_the_line(tmp_path: Path) -> None:
    write_csv(tmp_path, tables(GOOD))
    with (tmp_path / "指标.csv").open("a", encoding="utf-8-sig") as file:
        file.write('A01,"产出指标\n' * 3)
    assert "“指标.csv”第8行的引号不成对" in refusal(tmp_path)


def test_csv_too_wide_for_a_list(tmp_path: Path) -> None:
    write_csv(tmp_path, tables(GOOD))
    (tmp_path / "项目.csv").write_text("," * 1000, encoding="utf-8")
    assert "“项目.csv”有1行、1001列" in refusal(tmp_path)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_bytes_never_end_in_anything_but_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "清单.xlsx"
    content = bytearray(write_xlsx(path, tables(GOOD)).read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(
        content[: data.draw(st.integers(0, len(content)))] if data.draw(st.booleans()) else content
    )
    assert all(line.endswith("。") for line in said(path))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.text(max_size=20)), max_size=5),
    sheet=st.sampled_from(["项目", "资金", "指标"]),
)
def test_any_text_in_any_cell_is_understood_or_a_problem(
    tmp_path: Path, cells: list[tuple[int, int, str]], sheet: str
) -> None:
    lists = tables(GOOD)
    for row, column, text in cells:
        if row < len(lists[sheet]) and column < len(lists[sheet][row]):
            lists[sheet][row][column] = text.encode("utf-8", "ignore").decode()
    assert all(line.endswith("。") for line in said(write_csv(tmp_path, lists)))
