"""The command line as a person or a script meets it."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.handmade import ANNEX_1, CLEAN, draw
from tests.journeys.clean_form import PROFILE, PROJECT
from tests.journeys.conftest import Call
from xlperf.forms import template
from xlperf.layout.workbook import plan_workbook
from xlperf.resources import shipped
from xlperf.workbook.draw import draw as draw_plan

LIST = shipped("examples") / "项目清单"


def test_correct_form_exits_0_without_findings(xlperf: Call, own: Path) -> None:
    status, out, err = xlperf("validate", own)
    assert (status, err) == (0, "")
    assert "没有发现问题" in out


def test_errors_exit_1_and_name_the_cell(xlperf: Call, tmp_path: Path) -> None:
    status, out, _ = xlperf("validate", draw(ANNEX_1, tmp_path / "附件1.xlsx"))
    assert status == 1
    assert "E20" in out
    assert "6.25万元" in out


def test_json_follows_the_contract(xlperf: Call, tmp_path: Path) -> None:
    path = draw(ANNEX_1, tmp_path / "附件1.xlsx")
    status, out, err = xlperf("validate", path, tmp_path / "附件1.xlsx", "--format", "json")
    report = json.loads(out)
    assert (status, err) == (1, "")
    assert report["xlperf"] == "0.1.0"
    assert report["profile"] == "national-2020"
    (form,) = report["files"]
    assert form["path"] == str(path)
    assert (form["status"], form["template"], form["recognised_by"]) == ("checked", "shanxi-2022", "labels")
    assert (form["project"], form["year"]) == ("医药招采与基金监管工作经费", 2022)
    figures = {
        "execution_rate": 72.26,
        "execution_score": 7.23,
        "weights_sum": 100,
        "scores_sum": 95.23,
        "total": 95.23,
        "grade": "优",
    }
    assert form["stated"] == figures
    assert form["computed"] == figures
    surplus = next(finding for finding in form["findings"] if finding["code"] == "XP077")
    assert surplus["severity"] == "error"
    assert (surplus["cell"], surplus["stated"], surplus["expected"]) == ("E20", "2.4", "6.25")
    assert surplus["cell"] in surplus["cells"]
    errors = sum(finding["severity"] == "error" for finding in form["findings"])
    assert report["summary"]["files"] == 1
    assert report["summary"]["errors"] == errors


def test_one_bad_file_does_not_stop_the_others(xlperf: Call, tmp_path: Path) -> None:
    draw(CLEAN, tmp_path / "clean.xlsx")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 cut")
    status, out, err = xlperf("validate", tmp_path, "--format", "json")
    by_name = {Path(form["path"]).name: form for form in json.loads(out)["files"]}
    assert status == 1
    assert by_name["clean.xlsx"]["status"] == "checked"
    assert by_name["broken.xlsx"]["status"] == "unreadable"
    assert by_name["broken.xlsx"]["findings"][0]["code"] == "XP901"
    assert "broken.xlsx" in err


def test_copies_are_written_and_originals_left_alone(xlperf: Call, tmp_path: Path) -> None:
    path = draw(ANNEX_1, tmp_path / "附件1.xlsx")
    before = path.read_bytes()
    xlperf("validate", path, "-o", tmp_path / "copies")
    assert path.read_bytes() == before
    assert (tmp_path / "copies" / "附件1.xlsx").read_bytes() != before


def test_write_back_twice_gives_the_same_bytes(xlperf: Call, tmp_path: Path) -> None:
    path = draw(ANNEX_1, tmp_path / "附件1.xlsx")
    first_status, first_out, _ = xlperf("validate", path, "--write-back")
    once = path.read_bytes()
    second_status, second_out, _ = xlperf("validate", path, "--write-back")
    assert path.read_bytes() == once
    assert (first_status, first_out) == (second_status, second_out)


def test_file_open_elsewhere_is_refused_before_anything_is_written(xlperf: Call, tmp_path: Path) -> None:
    path, other = draw(ANNEX_1, tmp_path / "a.xlsx"), draw(CLEAN, tmp_path / "b.xlsx")
    (tmp_path / "~$b.xlsx").write_bytes(b"")
    before = path.read_bytes(), other.read_bytes()
    status, out, err = xlperf("validate", tmp_path, "--write-back")
    assert (status, out) == (2, "")
    assert "b.xlsx" in err
    assert (path.read_bytes(), other.read_bytes()) == before


@pytest.mark.parametrize("name", ["自检", "填报说明", "校验结果"])
def test_a_form_by_hand_may_stand_on_a_sheet_named_like_ours(xlperf: Call, tmp_path: Path, name: str) -> None:
    path = draw(ANNEX_1, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    book.worksheets[0].title = name
    book.save(path)
    assert xlperf("validate", path, "--write-back")[0] == 1
    once = path.read_bytes()
    # now stamped, it is still a workbook of others
    assert xlperf("validate", path, "--write-back")[0] == 1
    assert path.read_bytes() == once


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["validate", "没有这个文件.xlsx"], "找不到"),
        (["validate"], "缺少 文件或文件夹"),
        (["validate", "a.xlsx", "--colour"], "没有“--colour”这个选项"),
        (["validate", "a.xlsx", "--write-back", "-o", "b"], "只能用一个"),
        (["generate", "没有.xlsx", "-t", "shanxi-2022", "-o", "out"], "没有.xlsx"),
        (["generate", str(LIST), "-t", "no-such", "-o", "out"], "没有名为“no-such”的表样"),
        (["generate", str(LIST), "-t", "shanxi-2022", "-o", "out", "--profile", "x"], "没有名为“x”的口径"),
        (["templates", "nothing"], "没有编号为“nothing”"),
        (["rules", "XP999"], "没有“XP999”这条规则"),
        (["rules", "XP018", "XP998"], "没有“XP998”这条规则"),
        (["nonsense"], "没有“nonsense”这个命令。请"),
        (["validat", "a.xlsx"], "没有“validat”这个命令，是不是“validate”？"),
        (["validate", "a.xlsx", "-o"], "“-o”后面没有写内容"),
        (["generate", "a.xlsx", "b.xlsx", "-t", "x", "-o", "y"], "“b.xlsx”是多余的"),
    ],
)
def test_wrong_arguments_end_in_one_sentence(
    xlperf: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = xlperf(*words)
    assert (status, out) == (2, "")
    assert said in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_folder_without_forms_is_one_sentence(xlperf: Call, tmp_path: Path) -> None:
    (tmp_path / "说明.txt").write_text("没有表", encoding="utf-8")
    status, out, err = xlperf("validate", tmp_path)
    assert (status, out) == (2, "")
    assert "没有可以校验的文件（.xlsx、" in err


def test_templates_and_profiles_are_listed_and_shown(xlperf: Call) -> None:
    _, listed, _ = xlperf("templates")
    assert "shanxi-2022" in listed
    assert "national-2020" in listed
    status, shown, _ = xlperf("templates", "shanxi-2022")
    assert status == 0
    assert "偏差原因分析及改进措施" in shown


def test_one_rule_is_explained_with_examples(xlperf: Call) -> None:
    status, out, _ = xlperf("rules", "XP018")
    assert status == 0
    assert "XP018" in out
    assert "例" in out


def test_several_rules_are_explained(xlperf: Call) -> None:
    status, out, _ = xlperf("rules", "XP018", "XP019")
    assert status == 0
    assert [line[:5] for line in out.splitlines() if line.startswith("XP")] == ["XP018", "XP019"]


def test_an_id_of_a_template_and_a_profile_shows_both(xlperf: Call) -> None:
    _, out, _ = xlperf("templates", "national-2020")
    assert "表样：项目支出绩效自评表" in out
    assert "口径：财预〔2020〕10号通用口径" in out


@pytest.mark.parametrize(
    "command", ["", "validate", "watch", "generate", "addin", "templates", "rules", "demo"]
)
def test_help_is_in_chinese_and_whole(xlperf: Call, command: str) -> None:
    status, out, _ = xlperf(*command.split(), "--help")
    assert status == 0
    assert "用法：" in out
    for word in ("Usage", "<", "list[", "…│", "… │"):
        assert word not in out


def test_the_bare_command_shows_its_help_once(xlperf: Call) -> None:
    status, out, err = xlperf()
    assert (status, err) == (0, "")
    assert out.count("用法：") == 1


def test_generated_workbook_for_each_project_is_clean_of_errors_in_its_marks(
    xlperf: Call, tmp_path: Path
) -> None:
    status, out, _ = xlperf("generate", LIST, "-t", "shanxi-2022", "-o", tmp_path)
    assert status == 0
    assert "6个工作簿" in out
    assert len(list(tmp_path.glob("*.xlsx"))) == 6


def test_demo_shows_the_whole_way(xlperf: Call, tmp_path: Path) -> None:
    status, out, err = xlperf("demo", "-o", tmp_path / "demo")
    assert (status, err) == (0, "")
    for folder in ("空白表", "已填表", "已校验"):
        assert len(list((tmp_path / "demo" / folder).glob("*.xlsx"))) >= 6
    assert "恰为资金结(转)余" in out
    again, _, _ = xlperf("demo", "-o", tmp_path / "demo")
    assert again == 0


HEAVY = ("pandas", "xlsxwriter", "openpyxl", "python_calamine", "lxml", "numpy", "xlrd")


@pytest.mark.parametrize(
    "words", [["--help"], ["validate", "{own}"], ["validate", "{own}", "--format", "json"]]
)
def test_only_what_is_used_is_imported(own: Path, words: list[str]) -> None:
    arguments = [word.format(own=own) for word in words]
    program = (
        "import sys; from xlperf.cli import main; sys.argv[1:] = " + repr(arguments) + "\n"
        "try: main()\nexcept SystemExit: pass\n"
        "sys.stderr.write(' '.join(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8")
    assert set(done.stderr.split()).isdisjoint(HEAVY)
    if arguments != ["--help"]:
        assert "own.xlsx" in done.stdout


def test_json_does_not_load_rich(own: Path) -> None:
    program = (
        f"import sys; from xlperf.cli import main; sys.argv[1:] = ['validate', {str(own)!r}, '--format', 'json']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "sys.stderr.write(' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8")
    assert "rich" not in done.stderr.split()


def test_module_is_a_program(own: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "xlperf", "validate", str(own)],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0
    assert "没有发现问题" in done.stdout


def test_memory_does_not_grow_with_the_list() -> None:
    def drawn(count: int) -> Iterator[int]:
        for _ in range(count):
            yield len(draw_plan(plan_workbook(template("shanxi-2022"), PROFILE, PROJECT)))

    list(drawn(5))
    tracemalloc.start()
    try:
        sizes = list(drawn(5))
        gc.collect()
        before, _ = tracemalloc.get_traced_memory()
        sizes += list(drawn(20))
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(set(sizes)) == 1
    # a kept workbook would be a hundred times as much
    assert after - before < 50_000
