"""``xlperf demo``: the whole way once, on the example project list."""

from __future__ import annotations

import shutil
from pathlib import Path

from xlperf.commands.validate import report, write
from xlperf.file_search import Aside, copies_in, find_files
from xlperf.forms import shipped_templates
from xlperf.forms import template as template_named
from xlperf.generation import generate, prepare_folder
from xlperf.profiles import profile as profile_named
from xlperf.projects.read import read_projects
from xlperf.resources import shipped
from xlperf.validation import check_files

TEMPLATE = "shanxi-2022"
LIST, FILLED, BY_HAND = "项目清单.xlsx", "填好的清单", "手工表"
BLANK_FORMS, FILLED_FORMS, CHECKED_FORMS = "空白表", "已填表", "已校验"


def run(output: Path) -> None:
    """Generate blank and filled workbooks, check them, write the results into copies, and print what was found."""
    form = template_named(TEMPLATE)
    scoring = profile_named(form.profile)
    examples = shipped("examples")
    prepare_folder(output)
    shutil.copyfile(examples / LIST, output / LIST)
    for name, source in ((BLANK_FORMS, LIST), (FILLED_FORMS, FILLED)):
        folder = output / name
        listed = read_projects(examples / source, form, scoring)
        count = sum(1 for _ in generate(listed, form, scoring, folder))
        print(f"{name}：按“{source}”生成了{count}个工作簿。")
    for file in sorted((examples / BY_HAND).glob("*.xlsx")):
        shutil.copyfile(file, output / FILLED_FORMS / file.name)
        print(f"{FILLED_FORMS}：另放入一份手工填写的表“{file.name}”。")
    files = find_files([output / FILLED_FORMS])
    results = check_files(files, shipped_templates())
    checked = output / CHECKED_FORMS
    write(results, checked, copies_in(checked, files, [output / FILLED_FORMS]), quiet=True)
    print(f"{CHECKED_FORMS}：带标记的副本，原因写在“校验结果”表里。查出的问题如下。\n")
    report(results, None, Aside(), as_json=False)
    print(f"\n请打开“{output}”文件夹看效果：先看{BLANK_FORMS}，再看{CHECKED_FORMS}。")
