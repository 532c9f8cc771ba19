"""From the results of the forms in a book to the orders that write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlperf.bridge.mark_formats import mark_orders
from xlperf.bridge.orders import Block, Content, Empty, Number, Order, Text
from xlperf.bridge.reading import Reading
from xlperf.bridge.result_block import ResultBlock, result_orders
from xlperf.bridge.stamp_block import stamp_orders
from xlperf.workbook.edits import CellChange, Edits
from xlperf.workbook.patch_beside import beside_changes
from xlperf.workbook.place import Place


def write_orders_for(reading: Reading, results: ResultBlock, forms: Sequence[Edits]) -> Iterator[Order]:
    """Cells spelled anew, marks, figures beside the forms and 校验结果, in place of any former ones."""
    grid = reading.grid
    marks = tuple(dict.fromkeys(mark for form in forms for mark in form.marks))
    beside = [cell for form in forms for cell in form.beside]
    # nobody can tell here whether the cell was there, blank and perhaps formatted: taken out, it stays
    old, records = beside_changes(grid, reading.stamp.records, beside, lambda place: True)
    yield from (_cell(change.place, _new(change)) for form in forms for change in form.changes)
    yield from stamp_orders(reading.stamp, reading.saved.opened.grid, marks, records)
    written = {record.place for record in records}
    yield from (_cell(place, Empty()) for place in old if place not in written)
    yield from (_cell(record.place, Text(record.text)) for record in records)
    # the names that the formats refer to are there by now
    yield from mark_orders(reading.saved, grid, [form.sheet for form in forms], marks)
    yield from result_orders(results, grid, forms)


def clear_orders_for(reading: Reading, results: ResultBlock) -> Iterator[Order]:
    """Marks, figures and results taken out; what carries them stays."""
    if reading.stamp.exists:
        old, _ = beside_changes(reading.grid, reading.stamp.records, (), lambda place: True)
        yield from stamp_orders(reading.stamp, reading.saved.opened.grid, (), ())
        yield from (_cell(place, Empty()) for place in old)
    if results.exists:
        yield from result_orders(results, reading.grid, ())


def _cell(place: Place, content: Content) -> Block:
    return Block(place.sheet, place.address, ((content,),))


def _new(change: CellChange) -> Content:
    return Text(change.new) if isinstance(change.new, str) else Number(change.new)
