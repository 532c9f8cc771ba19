"""``xlperf generate``"""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from xlperf.forms import template as template_named
from xlperf.generation import generate, refuse_filled
from xlperf.profiles import profile as profile_named
from xlperf.projects.read import read_projects


def run(projects: Path, template: str, output: Path, profile: str | None, macro: bool = False) -> None:
    """Check the whole list, then draw one workbook for each project."""
    form = template_named(template)
    scoring = profile_named(profile or form.profile)
    listed = read_projects(projects, form, scoring)
    refuse_filled(listed, form, scoring, output, macro=macro)
    count = len(listed.projects)
    with Progress(
        TextColumn("正在生成"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as progress:
        task = progress.add_task("", total=count)
        for _ in generate(listed, form, scoring, output, macro=macro):
            progress.advance(task)
    for note in listed.notes:
        print(f"请留意：{note}", file=sys.stderr)
    print(f"已生成{count}个工作簿，放在“{output}”。表样：{form.name}；口径：{scoring.name}。")
    if macro:
        print("表里有“校验”按钮：打开后点“启用内容”才能用，电脑上要装有 xlperf。")
