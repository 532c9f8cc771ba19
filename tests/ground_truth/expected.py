"""Expected findings written as ``XP083 预算支出管理.actual``: the code, and the cell by what it says."""

from __future__ import annotations

from pathlib import Path

from tests.handmade import PLAIN, Form, Habits, draw
from xlperf.forms import shipped_templates
from xlperf.model import BLANK, Assessment, Entry
from xlperf.validation import Checked, check_file


def checked(form: Form, path: Path, habits: Habits = PLAIN) -> Checked:
    """The form drawn by hand and checked; it must be the only one of its file."""
    (result,) = check_file(draw(form, path, habits), shipped_templates())
    assert isinstance(result, Checked)
    return result


def found(result: Checked) -> set[tuple[str, str]]:
    """Code and every cell of each finding; an empty cell for findings about the whole form."""
    pairs = set()
    for finding in result.findings:
        pairs |= {(finding.code, str(place)) for place in finding.places} or {(finding.code, "")}
    return pairs


def expected(result: Checked, lines: str) -> set[tuple[str, str]]:
    """The expected lines as code and cell."""
    pairs = set()
    for line in lines.split("\n"):
        if words := line.partition("#")[0].split():
            code, where = words[0], words[1] if len(words) > 1 else ""
            pairs.add((code, str(_entry(result.assessment, where).place) if where else ""))
    return pairs


def _entry(form: Assessment, where: str) -> Entry:
    name, _, field = where.partition(".")
    if name == "资金":
        entry: Entry = getattr(form.total_fund, field)
    elif name == "文字":
        entry = form.narrative(field)
    elif field:
        (row,) = [row for row in form.indicators if "".join(row.name.text.split()) == name]
        entry = getattr(row, field)
    else:
        entry = getattr(form, name)
    assert entry is not BLANK, f"the form has no {where}"
    assert entry.place is not None, f"the form has no cell for {where}"
    return entry
