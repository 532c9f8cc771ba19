"""Blank forms without any project list, and checking an office's own template or profile."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.journeys.conftest import Call
from xlperf.forms import shipped_templates
from xlperf.resources import shipped

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
