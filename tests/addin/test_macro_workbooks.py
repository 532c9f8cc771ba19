"""Workbooks generated with buttons: sound, clickable, and otherwise like those without."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.addin.container import Container
from tests.addin.olevba import modules
from tests.addin.stand_ins import public_subs
from tests.office.package_lint import lint
from tests.office.schema_check import schema_problems
from tests.office.session import Office
from tests.projects_for_tests import NATIONAL, SHANXI, project, real_project
from xlperf.addin.sources import read_sources
from xlperf.errors import UsageError
from xlperf.forms import shipped_templates
from xlperf.generation import generate, refuse_filled
from xlperf.layout.canvas import text_width
from xlperf.layout.plan import WorkbookPlan
from xlperf.layout.workbook import plan_workbook
from xlperf.profiles import profile
from xlperf.projects.blank import blank_project
from xlperf.projects.project import ProjectList
from xlperf.validation import Checked, check_files, write_results
from xlperf.workbook.draw import draw

FILLED = real_project(filled=True)
PLAN = plan_workbook(SHANXI, NATIONAL, FILLED, macro=True)
WITHOUT = plan_workbook(SHANXI, NATIONAL, FILLED)
MACROS = {"校验": "XlperfValidate", "下一个问题": "XlperfNext", "清除标记": "XlperfClear"}
BUTTON_PARTS = {"xl/vbaProject.bin", "xl/drawings/vmlDrawing1.vml", "xl/worksheets/_rels/sheet1.xml.rels"}


def blank_plans() -> dict[str, WorkbookPlan]:
    """A blank form of every template, with buttons."""
    plans = {}
    for form in shipped_templates():
        scoring = profile(form.profile)
        plans[form.id] = plan_workbook(form, scoring, blank_project(form, scoring, 2), macro=True)
    return plans


PLANS = blank_plans() | {"filled": PLAN}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "表.xlsm"
    path.write_bytes(draw(PLAN))
    return path


def test_every_form_with_buttons_is_valid(tmp_path: Path) -> None:
    paths = {tmp_path / f"{name}.xlsm": name for name in PLANS}
    for path, name in paths.items():
        path.write_bytes(draw(PLANS[name]))
    assert {name: found for path, name in paths.items() if (found := lint(path))} == {}
    for version in ("Office2007", "Microsoft365"):
        assert {paths[path]: found for path, found in schema_problems(paths, version).items() if found} == {}


def test_the_macros_are_those_shipped_and_every_sheet_has_its_module() -> None:
    found = parts(draw(PLAN))
    project_bytes = found["xl/vbaProject.bin"]
    assert list(Container(project_bytes).problems()) == []
    names = {"ThisWorkbook", *(f"Sheet{number}" for number in range(1, len(PLAN.sheets) + 1))}
    names |= {module.name for module in read_sources().modules}
    assert set(modules(project_bytes)) == names
    assert re.search(rb'<workbookPr codeName="ThisWorkbook"', found["xl/workbook.xml"])
    for number in range(1, len(PLAN.sheets) + 1):
        sheet = found[f"xl/worksheets/sheet{number}.xml"]
        assert f'<sheetPr codeName="Sheet{number}"'.encode() in sheet


def test_sheets_are_called_what_they_like(tmp_path: Path) -> None:
    form = SHANXI.model_copy(
        update={"sheet": "项目支出绩效自评表（二〇二二年度）忻州市医疗保障局本级填报使用"}
    )
    assert len(form.sheet) == 31
    path = tmp_path / "长.xlsm"
    path.write_bytes(draw(plan_workbook(form, NATIONAL, FILLED, macro=True)))
    assert lint(path) == []
    assert {"Sheet1", "Sheet5"} <= set(modules(parts(path.read_bytes())["xl/vbaProject.bin"]))


def test_libreoffice_knows_the_modules_and_what_each_button_runs(office: Office, book: Path) -> None:
    with office.open(book) as document:
        sources = document.macros()
        buttons = document.buttons(SHANXI.sheet)
    assert "Public Sub XlperfValidate()" in sources["XlperfLauncher"]
    assert buttons == {caption: f"VBAProject.XlperfLauncher.{name}" for caption, name in MACROS.items()}


@pytest.mark.parametrize("name", PLANS)
def test_buttons_stand_left_of_the_title_and_hide_no_text(name: str) -> None:
    form = PLANS[name].sheets[0]
    assert form.print_area is not None
    assert {button.caption: button.macro for button in form.buttons} == MACROS
    # a column of n characters is 7n + 5 pixels wide
    wide = sum(form.widths[column] * 7 + 5 for column in range(1, form.print_area.right + 1))
    for slot in form.slots:
        top = sum(form.heights.get(row, 15) for row in range(1, slot.area.top)) * 96 / 72
        for button in form.buttons:
            if top >= button.top + button.height or not slot.content:
                continue
            assert slot.style.align == "center"
            assert (slot.area.left, slot.area.right) == (1, form.print_area.right)
            text = text_width(str(slot.content)) / 2 * slot.style.size * 96 / 72
            assert button.left + button.width < (wide - text) / 2
    great, left, right = form.buttons
    assert great.top + great.height <= left.top
    assert left.left + left.width <= right.left


def test_buttons_run_macros_that_exist_and_are_not_printed() -> None:
    found = parts(draw(PLAN))
    offered = {name for module in read_sources().modules for name in public_subs(module.source)}
    assert set(MACROS.values()) <= offered
    vml = found["xl/drawings/vmlDrawing1.vml"].decode()
    assert re.findall(r"<x:FmlaMacro>\[0\]!(\w+)</x:FmlaMacro>", vml) == list(MACROS.values())
    assert vml.count("<x:PrintObject>False</x:PrintObject>") == len(MACROS)


def test_a_workbook_differs_in_nothing_but_its_buttons() -> None:
    plain, macro = parts(draw(WITHOUT)), parts(draw(PLAN))
    assert set(macro) - set(plain) == BUTTON_PARTS
    assert b"vba" not in b"".join(plain.values()).lower()
    changed = {name for name in plain if plain[name] != macro[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/workbook.xml",
        "xl/sharedStrings.xml",  # the guide tells about the button
        *(f"xl/worksheets/sheet{number}.xml" for number in range(1, 6)),
    }
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml", "xl/worksheets/sheet5.xml"):
        without = re.sub(rb' codeName="\w+"|<sheetPr/>|<legacyDrawing [^>]*>', b"", macro[name])
        texts = rb"(<c [^>]*t=\"s\"[^>]*><v>)\d+"  # the guide moves the numbers of texts
        assert re.sub(texts, b"", without) == re.sub(texts, b"", plain[name].replace(b"<sheetPr/>", b""))


def test_drawing_again_gives_the_same_bytes() -> None:
    assert draw(PLAN) == draw(plan_workbook(SHANXI, NATIONAL, FILLED, macro=True))


def test_the_guide_tells_of_the_button_where_there_is_one() -> None:
    def guide(plan: WorkbookPlan) -> str:
        sheet = load_workbook(io.BytesIO(draw(plan)))["填报说明"]
        return "\n".join(str(cell.value) for row in sheet for cell in row if cell.value)

    assert "按钮" in guide(PLAN)
    assert "按钮" not in guide(WITHOUT)


def test_both_kinds_validate_alike(tmp_path: Path) -> None:
    paths = [tmp_path / "表.xlsx", tmp_path / "表.xlsm"]
    for path, plan in zip(paths, (WITHOUT, PLAN), strict=True):
        path.write_bytes(draw(plan))
    plain, macro = check_files(paths, shipped_templates())
    assert isinstance(plain, Checked)
    assert isinstance(macro, Checked)
    assert macro.form_map.template == plain.form_map.template
    assert macro.assessment == plain.assessment
    assert macro.scored == plain.scored
    assert macro.findings == plain.findings


def test_results_written_back_leave_macros_and_buttons_as_they_were(book: Path) -> None:
    before = parts(book.read_bytes())
    (checked,) = check_files([book], shipped_templates())
    assert isinstance(checked, Checked)
    assert checked.findings
    write_results([checked], book)
    after = parts(book.read_bytes())
    assert after["xl/worksheets/sheet4.xml"] != before["xl/worksheets/sheet4.xml"]
    assert {name: after[name] for name in BUTTON_PARTS} == {name: before[name] for name in BUTTON_PARTS}
    assert lint(book) == []


def test_an_unfilled_workbook_is_made_again_and_a_filled_one_is_not(tmp_path: Path) -> None:
    listed = ProjectList((project(),))
    (path,) = generate(listed, SHANXI, NATIONAL, tmp_path, macro=True)
    assert path.suffix == ".xlsm"
    issued = path.read_bytes()
    refuse_filled(listed, SHANXI, NATIONAL, tmp_path, macro=True)
    assert list(generate(listed, SHANXI, NATIONAL, tmp_path, macro=True)) == [path]
    assert path.read_bytes() == issued
    book = load_workbook(path, keep_vba=True)
    book[SHANXI.sheet]["A1"] = "填过了"
    book.save(path)
    with pytest.raises(UsageError, match=re.escape(path.name)):
        refuse_filled(listed, SHANXI, NATIONAL, tmp_path, macro=True)
    # one without buttons is another file
    refuse_filled(listed, SHANXI, NATIONAL, tmp_path)


def test_drawing_without_buttons_needs_nothing_of_this() -> None:
    program = (
        "import sys; from tests.projects_for_tests import planned; from xlperf.workbook.draw import draw\n"
        "draw(planned()); print([name for name in sys.modules if name.startswith('xlperf.addin')])"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_validating_needs_nothing_of_this(book: Path) -> None:
    program = (
        f"import sys; from xlperf.cli import main; sys.argv[1:] = ['validate', {str(book)!r}]\n"
        "try: main()\nexcept SystemExit: pass\n"
        "sys.stderr.write(' '.join(name for name in sys.modules if name.startswith(('xlperf.addin', 'xlsxwriter'))))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stderr == ""
    assert "项目" in run.stdout
