"""``xlperf validate``"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from xlperf.audit.finding import Severity
from xlperf.errors import FileBusy, UsageError, XlperfError
from xlperf.file_search import COPIED, Aside, copies_in, copy_beside, find_files, find_others
from xlperf.forms import FormTemplate, shipped_templates
from xlperf.forms import template as template_named
from xlperf.normalisation import check_normalised
from xlperf.profiles import profile as profile_named
from xlperf.report.counts import by_file, count_findings
from xlperf.validation import Checked, Result, Unreadable, check_files, write_results
from xlperf.workbook.replace import exists, lock_sentence


def run(
    paths: Sequence[Path],
    profile: str | None,
    write_back: bool,
    output: Path | None,
    as_json: bool,
    normalise: bool = False,
    template: str | None = None,
) -> int:
    """Check, report and write back; the exit status (0 fine, 1 errors found, 2 nothing could be checked)."""
    if write_back and output is not None:
        raise UsageError("“--write-back”和“-o”只能用一个：前者写回原文件，后者另存副本。")
    if normalise and not write_back and output is None:
        raise UsageError(
            "“--normalise”要改单元格的写法，请同时用“--write-back”写回原文件，或用“-o”另存副本。"
        )
    files = find_files(paths, output)
    if write_back:
        refuse_busy(files)
    copies = copies_in(output, files, paths) if output is not None else None
    if output is not None and copies is not None:
        refuse_own_folder(output, copies)
    used = profile_named(profile) if profile else None
    asked = template_named(template) if template else None
    check = check_normalised if normalise else check_files
    every = check(files, recognised_by(asked), used, asked)
    results = [result for result in every if not _document_without_form(result, paths)]
    without = tuple(result.path for result in every if _document_without_form(result, paths))
    if not results:
        raise UsageError(f"这些文件夹里的{len(without)}个 Word 文档都没有自评表，没有可以校验的文件。")
    aside = Aside(find_others(paths, output), without)
    unreadable = [result for result in results if isinstance(result, Unreadable)]
    nothing = len(unreadable) == len(results)
    if as_json or not nothing:
        report(results, used.id if used else None, aside, asked, as_json=as_json)
    if as_json or nothing:
        for result in unreadable:
            print(f"{result.path}：{result.finding.message}{result.finding.fix}", file=sys.stderr)
    written = True
    if write_back or output is not None:
        written = write(results, output, copies or {}, quiet=as_json)
    if nothing or not written:
        return 2
    return 1 if count_findings(results)[Severity.ERROR] else 0


def recognised_by(asked: FormTemplate | None) -> tuple[FormTemplate, ...]:
    """The templates that forms are recognised by: the one asked for before those that come with xlperf."""
    if asked is None:
        return shipped_templates()
    return (asked, *(one for one in shipped_templates() if one.id != asked.id))


def refuse_busy(files: Sequence[Path]) -> None:
    """FileBusy before anything is done when a file to be written is open elsewhere."""
    # beside the others a copy is written, and the file itself may stay open
    written = [file for file in files if file.suffix.lower() not in COPIED]
    sentences = [sentence for sentence in map(lock_sentence, written) if sentence]
    if sentences:
        raise FileBusy("\n".join(sentences))


def refuse_own_folder(output: Path, copies: Mapping[Path, Path]) -> None:
    """UsageError when copies would land on the originals or beside them."""
    folders = {file.parent.resolve() for file in copies}
    if exists(output) and any(place.resolve() in folders for place in (output, *_folders(copies.values()))):
        raise UsageError(
            f"“{output}”就是原文件所在的文件夹；要写回原文件请用“--write-back”，要副本请换一个文件夹。"
        )


def _folders(copies: Iterable[Path]) -> set[Path]:
    return {copy.parent for copy in copies}


def _document_without_form(result: Result, named: Sequence[Path]) -> bool:
    """A Word document met while searching a folder, which holds no form: most of them are letters."""
    return (
        isinstance(result, Unreadable)
        and result.finding.code == "XP903"
        and result.path.suffix.lower() == ".docx"
        and result.path not in named
    )


def report(
    results: Sequence[Result],
    profile: str | None,
    aside: Aside,
    asked: FormTemplate | None = None,
    *,
    as_json: bool,
) -> None:
    """Print the findings to stdout; ``asked`` is the template that forms were to be recognised by."""
    if as_json:
        from xlperf.report.json_report import json_report

        # JSON is UTF-8 whatever the console speaks
        sys.stdout.flush()
        sys.stdout.buffer.write((json_report(results, profile, aside, asked) + "\n").encode())
        sys.stdout.buffer.flush()
        return
    from rich.console import Console
    from rich.text import Text

    from xlperf.report.text_report import text_report

    console = Console(highlight=False, soft_wrap=True)
    for line, style in text_report(results, aside, asked):
        console.print(Text(line, style=style))


def write(
    results: Sequence[Result], output: Path | None, copies: Mapping[Path, Path], *, quiet: bool = False
) -> bool:
    """Write every checked file back, or its copy as ``copies`` says; False when one could not be written.

    ``output`` is the folder of the copies. A file that cannot be written in place gets a copy beside it.
    """
    from xlperf.generation import prepare_folder

    if output is not None:
        prepare_folder(output)
    fine, written, drawn = True, list[int](), list[tuple[Path, Path]]()
    changed = 0
    for forms, target in _targets(results, copies):
        try:
            if output is not None:
                prepare_folder(target.parent)
            write_results(forms, target)
        except XlperfError as error:
            fine = False
            print(str(error), file=sys.stderr)
            continue
        changed += sum(len(form.changes) for form in forms)
        if forms[0].in_place:
            written.append(len(forms))
        else:
            drawn.append((forms[0].path, target))
    if quiet:
        return fine
    if written:
        where = "原文件" if output is None else f"文件夹“{output}”里的副本"
        several = f"{len(written)}个文件（{sum(written)}张自评表）"
        what = several if sum(written) > len(written) else f"{len(written)}份表"
        print(f"已把{what}的标记和“校验结果”写进{where}。")
    if changed:
        print(f"统一了{changed}个单元格的写法，改动逐格列在“校验结果”里。")
    for path, target in drawn:
        print(f"“{path.name}”的格式不能直接写入，原文件没有改动；标记和“校验结果”写进了副本“{target}”。")
    return fine


def _targets(results: Sequence[Result], copies: Mapping[Path, Path]) -> list[tuple[list[Checked], Path]]:
    """Where the forms of each file go; copies that would still have the same name get a number."""
    targets: list[tuple[list[Checked], Path]] = []
    taken: set[str] = set()
    for found in by_file(results):
        forms = [one for one in found if isinstance(one, Checked)]
        if not forms:
            continue
        path, in_place = forms[0].path, forms[0].in_place
        if path in copies:
            copy = copies[path]
            target = _free(copy if in_place else copy.with_name(f"{path.stem}.xlsx"), taken)
        else:
            target = path if in_place else _free(copy_beside(path), taken)
        targets.append((forms, target))
    return targets


def _free(path: Path, taken: set[str]) -> Path:
    """The path, with a number where the run has used it already."""
    free, number = path, 1
    while str(free).casefold() in taken:
        number += 1
        free = path.with_name(f"{path.stem}（{number}）{path.suffix}")
    taken.add(str(free).casefold())
    return free
