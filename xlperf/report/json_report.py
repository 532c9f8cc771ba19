"""``validate --format json``: one object, as the contract in the documentation says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from xlperf import __version__
from xlperf.audit.finding import Finding, Severity
from xlperf.file_search import Aside
from xlperf.forms import FormTemplate
from xlperf.model import Entry
from xlperf.report.counts import MOST_NAMED, by_file, count_findings
from xlperf.validation import Checked, Result, Unreadable
from xlperf.workbook.place import Place

Figure = int | float | None


def json_report(
    results: Sequence[Result],
    profile: str | None,
    aside: Aside | None = None,
    asked: FormTemplate | None = None,
) -> str:
    """The whole run; ``profile`` is the one asked for, else the one the first form was checked by.

    Each form has an entry of its own among ``files``, those of one file with the same path. ``aside``:
    files of searched folders that are not listed. ``asked``: the template that forms were to be recognised by.
    """
    checked = [result for result in results if isinstance(result, Checked)]
    aside = aside or Aside()
    used = profile or (checked[0].profile.id if checked else None)
    counts = count_findings(results)
    report = {
        "xlperf": __version__,
        "profile": used,
        "asked_template": asked.id if asked else None,
        "files": [
            _unreadable(result) if isinstance(result, Unreadable) else _checked(result) for result in results
        ],
        "summary": {
            "files": len(by_file(results)),
            "forms": len(checked),
            "errors": counts[Severity.ERROR],
            "warnings": counts[Severity.WARNING],
            "infos": counts[Severity.INFO],
            "without_form": len(aside.without_form),
            "without_form_names": [path.name for path in aside.without_form[:MOST_NAMED]],
            "not_forms": len(aside.not_forms),
            "not_forms_names": [path.name for path in aside.not_forms[:MOST_NAMED]],
        },
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def _unreadable(result: Unreadable) -> dict[str, Any]:
    return {
        "path": str(result.path),
        "status": "unreadable",
        "template": None,
        "sheet": None,
        "recognised_by": None,
        "confidence": None,
        "profile": None,
        "project": None,
        "unit": None,
        "year": None,
        "stated": None,
        "computed": None,
        "unrecognised": [],
        "unrecognised_sheets": [],
        "findings": [_finding(result.finding)],
    }


def _checked(result: Checked) -> dict[str, Any]:
    form, scored = result.assessment, result.scored
    execution = scored.execution
    printed = form.weight_total.number
    return {
        "path": str(result.path),
        "status": "checked",
        "template": form.template,
        "sheet": form.sheet,
        "recognised_by": form.recognised_by,
        "confidence": round(result.form_map.confidence, 2),
        "profile": result.profile.id,
        "project": form.project_name.text or None,
        "unit": form.unit.text or None,
        "year": _figure(form.year.number),
        "stated": {
            "execution_rate": _figure(execution.stated_rate),
            "execution_score": _figure(scored.stated_execution_score),
            "weights_sum": _figure(scored.weights_sum if printed is None else printed),
            "scores_sum": _figure(scored.scores_sum),
            "total": _figure(form.total.number),
            "grade": _word(form.grade),
        },
        "computed": {
            "execution_rate": _figure(execution.rate),
            "execution_score": _figure(execution.score),
            "weights_sum": _figure(scored.weights_sum),
            "scores_sum": _figure(scored.scores_sum),
            "total": _figure(scored.total),
            "grade": scored.grade,
        },
        "unrecognised": [
            {
                "sheet": one.place.sheet,
                "cell": result.grid.told(one.place).label,
                "text": one.text,
                "nearest": one.nearest,
            }
            for one in result.form_map.unread
        ],
        "unrecognised_sheets": [
            {"sheet": one.sheet, "nearest": one.template, "found": one.found, "missing": one.missing}
            for one in result.lookalikes
        ],
        "findings": [_finding(finding) for finding in result.findings],
    }


def _label(place: Place, finding: Finding) -> str:
    """With its sheet where that is not the finding's."""
    elsewhere = finding.place and place.sheet != finding.place.sheet
    return f"{place.sheet}!{place.label}" if elsewhere else place.label


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "sheet": finding.place.sheet if finding.place else None,
        "cell": finding.place.label if finding.place else None,
        "cells": [_label(place, finding) for place in finding.places],
        "message": finding.message,
        "basis": finding.basis,
        "fix": finding.fix,
        "stated": finding.stated,
        "expected": finding.expected,
    }


def _figure(number: Decimal | None) -> Figure:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _word(entry: Entry) -> str | None:
    return entry.text or None
