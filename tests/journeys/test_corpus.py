"""Forms filled in rightly have no errors and no warnings, whether drawn by the program or made by hand.

``CORPUS_EACH=100 pytest tests/journeys/test_corpus.py`` runs so many forms of each kind instead of a few.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.handmade import LEVELS, RATES, SPELLINGS, Habits
from tests.handmade import draw as draw_by_hand
from tests.handmade.canvas import Tables
from tests.journeys.corpus import Filled, by_hand, filled
from tests.journeys.corpus_kinds import Both, class_evaluations, departments, evaluations
from tests.layout.filling import places_by_name, typed_into
from tests.layout.fills import QUICK
from xlperf.audit.finding import Severity
from xlperf.forms import shipped_templates, template
from xlperf.layout.workbook import plan_workbook
from xlperf.profiles import Profile, profile, shipped_profiles
from xlperf.validation import Checked, check_file
from xlperf.workbook.draw import draw

KINDS = ("shanxi-2022", "national-2020", "sichuan-2023", "transfer-2020")
PAIRS = [(kind, one.id) for kind in KINDS for one in shipped_profiles()]
TABLE_KINDS: dict[str, Callable[[Profile], st.SearchStrategy[Both]]] = {
    "department-2021": departments,
    "evaluation-2023": evaluations,
    "fiscal-evaluation-2023": class_evaluations,
}
TABLES = [(kind, name) for kind in TABLE_KINDS for name in ("hubei", "national-2020", "anhui")]
TABLES_DRAWN: tuple[Tables, ...] = get_args(Tables)
EACH = int(os.environ.get("CORPUS_EACH", "4"))
LEAST_ROWS = 4
HABITS = st.builds(
    Habits,
    top=st.integers(0, 3),
    left=st.integers(0, 2),
    text_numbers=st.booleans(),
    rate=st.sampled_from(RATES),
    levels=st.sampled_from(LEVELS),
    merge_labels=st.booleans(),
    spelling=st.sampled_from(SPELLINGS),
    units_in_headers=st.booleans(),
    total_label=st.sampled_from(["总 分", "合计", "总分"]),
    single_initial=st.booleans(),
    money=st.sampled_from(["", "", "元", "万元"]),
    head_apart=st.booleans(),
    subtotals=st.booleans(),
    header_again=st.sampled_from([0, 0, 3]),
    extra_left=st.sampled_from([(), (), ("序号",)]),
    extra_right=st.sampled_from([(), (), ("责任人",)]),
    execution_row=st.booleans(),
)
DRAWN = settings(
    max_examples=EACH,
    phases=QUICK,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def complaints(path: Path, name: str) -> list[str]:
    """Errors and warnings on the file's one form."""
    (result,) = check_file(path, shipped_templates(), profile(name))
    assert isinstance(result, Checked), result
    assert result.profile.id == name
    assert len(result.scored.indicators or result.assessment.class_scores) >= LEAST_ROWS
    # nothing is left open, so the rules have looked at every score
    counted = result.scored.applicable or result.scored
    assert (counted.total is None) is not result.assessment.scored
    return [
        f"{one.code} {one.place and one.place.address}: {one.message}"
        for one in result.findings
        if one.severity is not Severity.INFO
    ]


@pytest.mark.parametrize(("kind", "name"), PAIRS)
def test_forms_of_ours_are_clean(kind: str, name: str, tmp_path: Path) -> None:
    used = template(kind).adapted(profile(name))

    @DRAWN
    @given(filled(used, kind))
    def clean(form: Filled) -> None:
        path = tmp_path / "form.xlsx"
        path.write_bytes(draw(plan_workbook(template(kind), used, form.project)))
        assert complaints(path, name) == []

    clean()


@pytest.mark.parametrize(("kind", "name"), PAIRS)
def test_forms_made_by_hand_are_clean(kind: str, name: str, tmp_path: Path) -> None:
    used = template(kind).adapted(profile(name))

    @DRAWN
    @given(filled(used, kind), HABITS)
    def clean(form: Filled, habits: Habits) -> None:
        path = draw_by_hand(by_hand(form, used, kind), tmp_path / "form.xlsx", habits)
        assert complaints(path, name) == []

    clean()


@pytest.mark.parametrize(("kind", "name"), TABLES)
def test_tables_of_criteria_of_ours_are_clean(kind: str, name: str, tmp_path: Path) -> None:
    used = template(kind).adapted(profile(name))

    @DRAWN
    @given(TABLE_KINDS[kind](used))
    def clean(both: Both) -> None:
        plan = plan_workbook(template(kind), used, both.project)
        places = places_by_name(plan)
        path = tmp_path / "form.xlsx"
        path.write_bytes(
            draw(typed_into(plan, {places[f"xp_{key}"]: one for key, one in both.typed.items()}))
        )
        assert complaints(path, name) == []

    clean()


@pytest.mark.parametrize(("kind", "name"), TABLES)
def test_tables_of_criteria_made_by_hand_are_clean(kind: str, name: str, tmp_path: Path) -> None:
    used = template(kind).adapted(profile(name))

    @DRAWN
    @given(TABLE_KINDS[kind](used), HABITS, st.sampled_from(TABLES_DRAWN), st.booleans())
    def clean(both: Both, habits: Habits, tables: Tables, points: bool) -> None:
        drawn = replace(habits, execution_row=False, tables=tables, points_in_levels=points)
        path = draw_by_hand(both.form, tmp_path / "form.xlsx", drawn)
        assert complaints(path, name) == []

    clean()
