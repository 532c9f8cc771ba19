"""What is printed of a file and at the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.handmade import ANNEX_1, CLEAN, NATIONAL, PLAIN, TRANSFER, Form, draw, draw_all
from xlperf.audit.finding import Severity
from xlperf.forms import shipped_templates
from xlperf.validation import Result, check_files
from xlperf.watching.sentences import Tally, closing_line, outcome_line, style


def results(*forms: Form, folder: Path) -> tuple[Result, ...]:
    path = folder / "表.xlsx"
    if len(forms) == 1:
        draw(forms[0], path)
    else:
        draw_all([(form, PLAIN) for form in forms], path)
    return check_files([path], shipped_templates())


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (CLEAN, ["没有发现问题；总分", "等级“"]),
        (ANNEX_1, ["错误", "总分95.23分，等级“优”。"]),
        (replace(ANNEX_1, total="96"), ["总分表中96分，系统核算95.23分，等级“优”。"]),
        (replace(ANNEX_1, total=""), ["总分表中未填，系统核算95.23分"]),
        (TRANSFER, ["这种表不打分。"]),
    ],
)
def test_a_form_in_a_line(tmp_path: Path, form: Form, words: list[str]) -> None:
    line = outcome_line(results(form, folder=tmp_path))
    for word in words:
        assert word in line
    assert "\n" not in line


def test_several_forms_of_a_file_share_a_line(tmp_path: Path) -> None:
    found = results(NATIONAL, NATIONAL, folder=tmp_path)
    assert len(found) == 2
    assert outcome_line(found).startswith("2张自评表，")
    assert outcome_line(found).count("总分") == 2


def test_the_colour_is_that_of_the_gravest(tmp_path: Path) -> None:
    assert style(results(CLEAN, folder=tmp_path)) == "green"
    assert style(results(ANNEX_1, folder=tmp_path)) == "red"


def test_the_end_counts_the_last_check_of_each_file() -> None:
    errors = Tally(Counter({Severity.ERROR: 2, Severity.INFO: 1}), unreadable=False)
    broken = Tally(Counter({Severity.ERROR: 1}), unreadable=True)
    assert closing_line([errors, broken], 5, 3, 1, ["甲.xlsx", "乙.xlsx", "丙.xlsx", "丁.xlsx"]) == (
        "监视已结束：校验了2份文件（共5次），错误3处，提醒0处，提示1处，其中1份未能校验；3份的结果原已是最新；"
        "4份还没有写出结果（甲.xlsx、乙.xlsx、丙.xlsx等），下次启动时再校验；1份没有来得及校验，下次启动时接着校验。"
    )


def test_a_file_that_is_no_workbook_counts_as_unreadable_not_as_an_error(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(b"")
    assert Tally.of(check_files([path], shipped_templates())) == Tally(Counter(), unreadable=True)


def test_the_end_of_an_idle_watch_is_short() -> None:
    assert closing_line([], 0, 0, 0, []) == "监视已结束：校验了0份文件。"
