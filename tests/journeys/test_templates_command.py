"""Blank forms without any project list, and checking an office's own template or profile."""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl
import pytest

from tests.handmade import CLEAN, draw
from tests.journeys.conftest import Call
from xlperf.forms import shipped_templates
from xlperf.resources import shipped
from xlperf.validation import _no_form
from xlperf.workbook.form_map import Nearest, Unrecognised

IDS = [form.id for form in shipped_templates()]


@pytest.mark.parametrize("form", IDS)
def test_blank_form_is_drawn_and_recognised(xlperf: Call, tmp_path: Path, form: str) -> None:
    path = tmp_path / "空白表.xlsx"
    status, out, err = xlperf("templates", form, "-o", path)
    assert (status, err) == (0, "")
    assert "已生成空白表" in out
    status, out, _ = xlperf("validate", path, "--format", "json")
    assert f'"template": "{form}"' in out
    assert '"recognised_by": "names"' in out


def fill_in(path: Path, **values: object) -> None:
    """Type values into cells by their defined names, as a program does that does not calculate."""
    book = openpyxl.load_workbook(path)
    for name, value in values.items():
        ((sheet, area),) = book.defined_names[f"xp_{name}"].destinations
        book[sheet][area.replace("$", "").partition(":")[0]].value = value
    book.save(path)


def codes_of(xlperf: Call, path: Path) -> dict[str, list[str]]:
    """The addresses of the findings by their codes."""
    _, out, _ = xlperf("validate", path, "--format", "json")
    (form,) = json.loads(out)["files"]
    found: dict[str, list[str]] = {}
    for finding in form["findings"]:
        found.setdefault(finding["code"], []).append(finding["cell"])
    return found


@pytest.mark.parametrize("form", ["national-2020", "sichuan-2023", "department-2021", "evaluation-2023"])
def test_scores_typed_into_a_blank_form_replace_no_formula(xlperf: Call, tmp_path: Path, form: str) -> None:
    path = tmp_path / "空白表.xlsx"
    xlperf("templates", form, "-o", path)
    names = openpyxl.load_workbook(path).defined_names
    rows = sorted({int(match[1]) for name in names if (match := re.match(r"xp_indicator_(\d+)_", name))})[:3]
    for row in rows:
        figures = {"name": f"第{row}项", "initial_target": "≥6期", "weight": 10, "score": 10, "actual": "6期"}
        typed = {f"indicator_{row}_{field}": value for field, value in figures.items()}
        fill_in(path, **{name: value for name, value in typed.items() if f"xp_{name}" in names})
    assert "XP910" not in codes_of(xlperf, path)
    fill_in(path, total=100)
    assert "XP910" in codes_of(xlperf, path)


def test_year_of_a_blank_form_is_asked_for(xlperf: Call, tmp_path: Path) -> None:
    path = tmp_path / "空白表.xlsx"
    xlperf("templates", "national-2020", "-o", path)
    assert "A2" in codes_of(xlperf, path)["XP013"]
    cell = openpyxl.load_workbook(path).worksheets[0]["A2"]
    assert not cell.protection.locked
    assert cell.fill.fgColor.rgb.endswith("FFFDE7")
    fill_in(path, year="（2023年度）")
    assert "A2" not in codes_of(xlperf, path)["XP013"]


def test_as_many_rows_as_asked(xlperf: Call, tmp_path: Path) -> None:
    counts = []
    for rows in (1, 3):
        path = tmp_path / f"{rows}.xlsx"
        xlperf("templates", "national-2020", "-o", path, "--rows", rows)
        names = openpyxl.load_workbook(path).defined_names
        counts.append(sum(name.startswith("xp_indicator_") and name.endswith("_name") for name in names))
    assert counts[1] == 3 * counts[0]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["templates", "-o", "x.xlsx"], "请写明要画哪一种表"),
        (["templates", "national-2020", "-o", "x.xls"], "请把“x.xls”改成以 .xlsx 结尾"),
        (["templates", "national-2020", "-o", "x.xlsx", "--rows", "0"], "应在1到20之间"),
        (["templates", "check"], "请写明要检查的表样或口径文件"),
        (["templates", "check", "表.xlsx"], "文件名应以 .yaml 结尾"),
        (["templates", "national-2020", "x.yaml"], "才需要写文件"),
    ],
)
def test_what_cannot_be_done_is_said(xlperf: Call, words: list[str], sentence: str) -> None:
    status, _, err = xlperf(*words)
    assert status == 2
    assert sentence in err


def test_blank_form_never_overwrites(xlperf: Call, tmp_path: Path) -> None:
    path = tmp_path / "空白表.xlsx"
    path.write_bytes(b"filled")
    status, _, err = xlperf("templates", "national-2020", "-o", path)
    assert status == 2
    assert "已经存在" in err
    assert path.read_bytes() == b"filled"


@pytest.mark.parametrize("folder", ["", "profiles"])
def test_everything_shipped_passes_the_check(xlperf: Call, folder: str) -> None:
    for file in sorted((shipped("templates") / folder).glob("*.yaml")):
        status, out, err = xlperf("templates", "check", file)
        assert (status, err) == (0, ""), file
        assert "没有问题" in out


@pytest.mark.parametrize(
    ("source", "old", "new", "line_and_key"),
    [
        ("national-2020.yaml", "kind: total", "kind: totals", "blocks"),
        ("profiles/national-2020.yaml", "full_marks: 100", "full_mark: 100", "full_mark"),
        ("profiles/anhui.yaml", "id: anhui", "id: 安徽", "第"),
    ],
)
def test_errors_name_line_and_key(
    xlperf: Call, tmp_path: Path, source: str, old: str, new: str, line_and_key: str
) -> None:
    text = (shipped("templates") / source).read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "本局.yaml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    status, _, err = xlperf("templates", "check", file)
    assert status == 2
    assert "行" in err
    assert line_and_key in err


def test_template_with_an_unknown_profile_is_refused(xlperf: Call, tmp_path: Path) -> None:
    text = (shipped("templates") / "national-2020.yaml").read_text(encoding="utf-8")
    file = tmp_path / "本局.yaml"
    file.write_text(text.replace("profile: national-2020", "profile: nowhere"), encoding="utf-8")
    status, _, err = xlperf("templates", "check", file)
    assert status == 2
    assert "没有名为“nowhere”的口径" in err


def test_own_template_recognises_the_forms_issued_with_it(xlperf: Call, tmp_path: Path) -> None:
    text = (shipped("templates") / "national-2020.yaml").read_text(encoding="utf-8")
    own = tmp_path / "本局.yaml"
    own.write_text(text.replace("id: national-2020\n", "id: own-2026\n", 1), encoding="utf-8")
    form = tmp_path / "空白表.xlsx"
    assert xlperf("templates", own, "-o", form)[0] == 0
    _, out, _ = xlperf("validate", form, "-t", own, "--format", "json")
    assert '"template": "own-2026"' in out
    assert '"recognised_by": "names"' in out


def test_the_template_asked_for_is_taken_where_it_fits(xlperf: Call, tmp_path: Path) -> None:
    path = draw(CLEAN, tmp_path / "a.xlsx")
    found = {}
    for words in ((), ("-t", "national-2020"), ("-t", "shanxi-2022")):
        _, out, _ = xlperf("validate", path, *words, "--format", "json")
        report = json.loads(out)
        found[words[-1:]] = report["files"][0]["template"], report["asked_template"]
    assert found == {
        (): ("shanxi-2022", None),
        ("national-2020",): ("national-2020", "national-2020"),
        ("shanxi-2022",): ("shanxi-2022", "shanxi-2022"),
    }


def test_a_form_of_another_kind_than_asked_for_is_told(xlperf: Call, tmp_path: Path) -> None:
    path = draw(CLEAN, tmp_path / "a.xlsx")
    _, out, _ = xlperf("validate", path, "-t", "fiscal-evaluation-2023")
    assert "表样：项目支出绩效自评表（山西2022）" in out
    (line,) = [line for line in out.splitlines() if "要求按表样" in line]
    assert "“财政重点绩效评价结果表（2023）”辨认，但这张表与它不符" in line
    _, out, _ = xlperf("validate", path, "-t", "shanxi-2022")
    assert "要求按表样" not in out


def test_an_unrecognised_form_is_told_what_the_template_asked_for_has_more(
    xlperf: Call, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    for row in (["项目名称", "甲"], ["一级指标", "二级指标", "三级指标", "得分"]):
        book.worksheets[0].append(row)
    book.save(path)
    status, _, err = xlperf("validate", path, "-t", "sichuan-2023")
    assert status == 2
    assert "但没有找到表样“部门预算项目支出绩效自评表（四川2023）”的“" in err


def test_all_labels_without_a_table_are_told_so() -> None:
    nearest = Unrecognised(sheets=(Nearest("表", "national-2020", ("项目名称", "分值"), ()),))
    sentence = str(_no_form(nearest, None))
    assert "但没有找到" not in sentence
    assert "“分值”，表头文字都有" in sentence
