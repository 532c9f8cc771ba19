"""What macros tell the bridge."""

import pytest

from xlperf.bridge.arguments import Arguments, parse_arguments
from xlperf.errors import UsageError

WINDOWS_PATH = r"D:\2023年 自评\a=b '表'.xlsx"


def test_everything_that_a_macro_says() -> None:
    words = [
        "validate",
        f"--wb={WINDOWS_PATH}",
        "--from_xl=1",
        "--hwnd=132456",
        "--app=wps",
        "--hands='x.xlam'!H.R",
    ]
    found = parse_arguments(words, "win32")
    assert found == Arguments("validate", WINDOWS_PATH, "wps", 132456, "'x.xlam'!H.R")
    assert (found.name, found.path, found.hands) == ("a=b '表'.xlsx", WINDOWS_PATH, "'x.xlam'!H.R")


def test_what_is_unknown_is_passed_over() -> None:
    found = parse_arguments(
        ["--later=1", "clear", "--wb=/tmp/表.xlsx", "--app=lotus", "-x", "--hwnd=?"], "linux"
    )
    assert found == Arguments("clear", "/tmp/表.xlsx", "libreoffice")


@pytest.mark.parametrize(
    ("platform", "told", "expected"),
    [
        ("win32", "", "excel"),
        ("darwin", "", "excel"),
        ("win32", "wps", "wps"),
        ("win32", "libreoffice", "libreoffice"),
        ("linux", "excel", "libreoffice"),
    ],
)
def test_the_program_that_can_be_driven_there(platform: str, told: str, expected: str) -> None:
    assert parse_arguments(["about", "--wb=表.xlsx", f"--app={told}"], platform).app == expected


def test_hands_that_every_book_has() -> None:
    book = parse_arguments(["about", "--wb=D:\\王's 表.xlsm"], "win32")
    assert book.hands == "'王''s 表.xlsm'!XlperfHands.XlperfRun"
    assert parse_arguments(["about", "--wb=/表.xlsx"], "linux").hands == "xlperf.hands"


def test_a_book_never_saved_has_no_path() -> None:
    assert parse_arguments(["about", "--wb=工作簿1"], "win32").path == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "不认识的操作“”"),
        (["dance", "--wb=/表.xlsx"], "不认识的操作“dance”。可用的操作有：validate、"),
        (["validate"], "没有说明是哪个工作簿"),
        (["validate", "--wb="], "没有说明是哪个工作簿"),
    ],
)
def test_a_sentence_says_what_is_wrong(words: list[str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse_arguments(words)
