"""The examples that newcomers open: made by code, and up to date."""

from __future__ import annotations

from pathlib import Path

from tests.handmade.__main__ import write_examples
from tests.projects.__main__ import write_example
from tests.projects.lists import read
from xlperf.audit.rules_page import rules_markdown
from xlperf.resources import shipped

EXAMPLES = shipped("examples")


def test_list_as_workbook_says_the_same_as_the_csv_files(tmp_path: Path) -> None:
    assert read(EXAMPLES / "项目清单.xlsx").projects == read(EXAMPLES / "项目清单").projects


def test_workbooks_among_the_examples_are_what_the_code_makes(tmp_path: Path) -> None:
    made = write_example(EXAMPLES / "项目清单", tmp_path / "list.xlsx")
    assert made.read_bytes() == (EXAMPLES / "项目清单.xlsx").read_bytes()
    drawn = {path.name: path.read_bytes() for path in write_examples(tmp_path / "手工表")}
    assert drawn == {path.name: path.read_bytes() for path in (EXAMPLES / "手工表").glob("*.xlsx")}


def test_page_of_rules_is_what_the_rules_say() -> None:
    page = EXAMPLES.parent / "docs" / "rules.md"
    assert page.read_text(encoding="utf-8") == rules_markdown(), "make docs"
