"""``xlperf validate``"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from xlperf.audit.finding import Severity
from xlperf.errors import FileBusy, UsageError, XlperfError
from xlperf.forms import shipped_templates
from xlperf.profiles import profile as profile_named
from xlperf.report.counts import count_findings
from xlperf.validation import (
    Checked,
    Result,
    Unreadable,
    busy_sentence,
    check_files,
    find_files,
    write_results,
)
from xlperf.workbook.replace import exists


def run(
    paths: Sequence[Path], profile: str | None, write_back: bool, output: Path | None, as_json: bool
) -> int:
    """Check, report and write back; the exit status (0 fine, 1 errors found, 2 nothing could be checked)."""
    if write_back and output is not None:
        raise UsageError("“--write-back”和“-o”只能用一个：前者写回原文件，后者另存副本。")
    files = find_files(paths, output)
    if write_back:
        refuse_busy(files)
    if output is not None:
        refuse_own_folder(files, output)
    used = profile_named(profile) if profile else None
    results = check_files(files, shipped_templates(), used)
    unreadable = [result for result in results if isinstance(result, Unreadable)]
    nothing = len(unreadable) == len(results)
    if as_json or not nothing:
        report(results, used.id if used else None, as_json=as_json)
    if as_json or nothing:
        for result in unreadable:
            print(f"{result.path}：{result.finding.message}{result.finding.fix}", file=sys.stderr)
    written = True
    if write_back or output is not None:
        written = write(results, output, quiet=as_json)
    if nothing or not written:
        return 2
    return 1 if count_findings(results)[Severity.ERROR] else 0


def refuse_busy(files: Sequence[Path]) -> None:
    """FileBusy before anything is done when a file to be written is open elsewhere."""
    sentences = [sentence for sentence in map(busy_sentence, files) if sentence]
    if sentences:
        raise FileBusy("\n".join(sentences))


def refuse_own_folder(files: Sequence[Path], output: Path) -> None:
    """UsageError when copies would land on the originals."""
    if exists(output) and any(file.parent.resolve() == output.resolve() for file in files):
        raise UsageError(
            f"“{output}”就是原文件所在的文件夹；要写回原文件请用“--write-back”，要副本请换一个文件夹。"
        )


def report(results: Sequence[Result], profile: str | None, *, as_json: bool) -> None:
    """Print the findings to stdout."""
    if as_json:
        from xlperf.report.json_report import json_report

        # JSON is UTF-8 whatever the console speaks
        sys.stdout.flush()
        sys.stdout.buffer.write((json_report(results, profile) + "\n").encode())
        sys.stdout.buffer.flush()
        return
    from rich.console import Console
    from rich.text import Text

    from xlperf.report.text_report import text_report

    console = Console(highlight=False, soft_wrap=True)
    for line, style in text_report(results):
        console.print(Text(line, style=style))


def write(results: Sequence[Result], output: Path | None, *, quiet: bool = False) -> bool:
    """Write every checked file back, or its copy into ``output``; False when one could not be written."""
    from xlperf.generation import prepare_folder

    if output is not None:
        prepare_folder(output)
    targets = _targets(results, output)
    fine, written = True, 0
    for result, target in targets:
        try:
            write_results(result, target)
            written += 1
        except XlperfError as error:
            fine = False
            print(str(error), file=sys.stderr)
    if written and not quiet:
        where = "原文件" if output is None else f"文件夹“{output}”里的副本"
        print(f"已把{written}份表的标记和“校验结果”写进{where}。")
    return fine


def _targets(results: Sequence[Result], output: Path | None) -> list[tuple[Checked, Path]]:
    """Where each form goes; copies of equally named files from several folders get a number."""
    targets: list[tuple[Checked, Path]] = []
    taken: set[str] = set()
    for result in results:
        if not isinstance(result, Checked):
            continue
        if output is None:
            targets.append((result, result.path))
            continue
        name, number = result.path.name, 1
        while name.casefold() in taken:
            number += 1
            name = f"{result.path.stem}（{number}）{result.path.suffix}"
        taken.add(name.casefold())
        targets.append((result, output / name))
    return targets
