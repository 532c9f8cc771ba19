"""Formulas without a stored result are settled as they would compute; stored results, empty ones too, are left alone."""

from dataclasses import replace

from tests.form_table import NATIONAL, issued
from xlperf.model import Assessment, Entry
from xlperf.scoring.live import settled


def emptied(form: Assessment, *, waiting: bool) -> Assessment:
    """The live cells of scores, total and grade without what they showed."""

    def bare(entry: Entry) -> Entry:
        return replace(entry, text="", number=None, waiting=waiting) if entry.live else entry

    rows = tuple(replace(row, score=bare(row.score)) for row in form.indicators)
    return replace(form, indicators=rows, total=bare(form.total), grade=bare(form.grade))


def test_missing_results_are_filled_in() -> None:
    form = issued()
    done = settled(emptied(form, waiting=True), NATIONAL)
    assert [row.score.number for row in done.indicators] == [row.score.number for row in form.indicators]
    assert (done.total.number, done.grade.text) == (form.total.number, form.grade.text)


def test_stored_empty_results_stay_empty() -> None:
    empty = emptied(issued(), waiting=False)
    done = settled(empty, NATIONAL)
    assert (done.total, done.grade) == (empty.total, empty.grade)
    assert [row.score for row in done.indicators] == [row.score for row in empty.indicators]


def test_a_figure_stored_as_text_has_no_score_and_no_grade() -> None:
    empty = emptied(issued(), waiting=True)
    first = empty.indicators[0]
    texted = replace(first, actual=replace(first.actual, worded=True))
    done = settled(replace(empty, indicators=(texted, *empty.indicators[1:])), NATIONAL)
    assert done.indicators[0].score.number is None
    assert (str(done.total.number), done.grade.text) == ("79.50", "")


def test_an_amount_stored_as_text_is_not_added_up() -> None:
    form = issued()
    source = replace(form.sources[0], executed=replace(form.sources[0].executed, worded=True))
    total = replace(form.total_fund.executed, text="", number=None, live=True, waiting=True)
    done = settled(
        replace(form, sources=(source,), total_fund=replace(form.total_fund, executed=total)), NATIONAL
    )
    assert done.total_fund.executed.number is None
