"""退回修改意见: the findings as a text file beside the workbook, until there is a document for it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from xlperf.bridge.trouble import Refused
from xlperf.report.text_report import text_report
from xlperf.validation import Checked

_SEAL = "—— 以上由绩效自评工具写出（编号 {}）。改过这个文件的，下次另写一份，不会覆盖。"
_MOST = 99


def write_notice(forms: Sequence[Checked], path: Path) -> Path:
    """Write the findings beside ``path``; where somebody has changed an earlier notice, under a further number."""
    # it goes to other offices, which have no business with our folders
    named = [replace(form, path=Path(path.name)) for form in forms]
    text = _sealed("\n".join(line for line, _ in text_report(named)).rstrip())
    for number in range(1, _MOST):
        name = f"{path.stem}_退回修改意见{'' if number == 1 else f'({number})'}.txt"
        target = path.with_name(name)
        try:
            if not target.exists() or _ours(target):
                # notepad of old Windows needs the mark and both signs at the end of a line
                target.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
                return target
        except OSError as problem:
            raise Refused(
                f"退回修改意见写不进文件夹“{path.parent}”（{problem.strerror or problem}）。"
                "请把工作簿另存到可以写入的文件夹，再点一次。"
            ) from None
    raise Refused(f"文件夹“{path.parent}”里的退回修改意见太多了，请先移走一些，再点一次。")


def _sealed(text: str) -> str:
    return f"{text}\n\n{_SEAL.format(_digest(text))}\n"


def _ours(target: Path) -> bool:
    """Nobody has changed the file since it was written."""
    try:
        found = target.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return False
    text = found.rstrip("\n").rpartition("\n")[0].rstrip()
    return found == _sealed(text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
