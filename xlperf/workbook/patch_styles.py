"""Adding styles to a workbook: always at the end of their collections, so that no existing one changes."""

from __future__ import annotations

from collections.abc import Sequence

from xlperf.workbook.draft import Draft
from xlperf.workbook.outline import Outline
from xlperf.workbook.splice import STYLES_ORDER, Spelling, extend, insert_child
from xlperf.workbook.stamp import MARK_COLOURS

MOST_STYLES = 64_000

# what must stand first in each collection, for other elements mean it without saying so
_SEEDS = {
    "fonts": ('<font><sz val="11"/><name val="宋体"/></font>',),
    "fills": (
        '<fill><patternFill patternType="none"/></fill>',
        '<fill><patternFill patternType="gray125"/></fill>',
    ),
    "borders": ("<border><left/><right/><top/><bottom/><diagonal/></border>",),
    "cellStyleXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
    "cellXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',),
    "dxfs": (),
}
_SIDE = '{0} style="thin"><color rgb="FFBFBFBF"/></{0}'
_FONTS = (
    '<font><sz val="10"/><name val="宋体"/></font>',
    '<font><b/><sz val="14"/><name val="宋体"/></font>',
    '<font><b/><sz val="10"/><name val="宋体"/></font>',
    '<font><u/><sz val="10"/><color rgb="FF0563C1"/><name val="宋体"/></font>',
)
_FILL = '<fill><patternFill patternType="solid"><fgColor rgb="FFE7EDF5"/><bgColor indexed="64"/></patternFill></fill>'
_BORDER = (
    "<border>"
    + "".join(f"<{_SIDE.format(side)}>" for side in ("left", "right", "top", "bottom"))
    + "<diagonal/></border>"
)
# of the result sheet: (font, filled, bordered, horizontal, vertical)
_LOOKS = {
    "title": (1, False, False, "left", "center"),
    "summary": (0, False, False, "left", "center"),
    "header": (2, True, True, "center", "center"),
    "centre": (0, False, True, "center", "center"),
    "body": (0, False, True, "left", "center"),
    "link": (3, False, True, "center", "center"),
}


def add_result_styles(draft: Draft) -> dict[str, str]:
    """Add the cell styles of the result sheet; their ids by what they are for."""
    part = _styles_part(draft)
    font = _add(draft, part, "fonts", _FONTS)
    fill = _add(draft, part, "fills", (_FILL,))
    border = _add(draft, part, "borders", (_BORDER,))
    _add(draft, part, "cellStyleXfs", ())
    looks = [
        f'<xf numFmtId="0" fontId="{font + which}" fillId="{fill if filled else 0}"'
        f' borderId="{border if bordered else 0}" xfId="0" applyFont="1" applyFill="1" applyBorder="1"'
        f' applyAlignment="1"><alignment horizontal="{across}" vertical="{down}" wrapText="1"/></xf>'
        for which, filled, bordered, across, down in _LOOKS.values()
    ]
    first = _add(draft, part, "cellXfs", looks)
    if first > MOST_STYLES:
        # a spreadsheet program would refuse more: go without
        return dict.fromkeys(_LOOKS, "0")
    return {name: str(first + index) for index, name in enumerate(_LOOKS)}


def add_mark_fills(draft: Draft) -> list[int]:
    """The ids of the three fills that conditional formats use, in the order of MARK_COLOURS."""
    part = _styles_part(draft)
    fills = [
        f'<dxf><fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor rgb="FF{colour}"/>'
        "</patternFill></fill></dxf>"
        for colour in MARK_COLOURS.values()
    ]
    first = _add(draft, part, "dxfs", fills)
    return [first + index for index in range(len(fills))]


def _styles_part(draft: Draft) -> str:
    namespace = draft.package.workbook.namespace
    part, new = draft.styles_part(f'<styleSheet xmlns="{namespace}"/>'.encode())
    if new:
        for collection in ("fonts", "fills", "borders", "cellStyleXfs", "cellXfs"):
            _add(draft, part, collection, ())
    return part


def _add(draft: Draft, part: str, collection: str, items: Sequence[str]) -> int:
    """Put items at the end of a collection, which is made when missing; returns the index of the first."""
    styles = draft.outline(part, depth=3)
    node = styles.root.child(collection)
    present = [child for child in node.children if not child.name.startswith("{")] if node else []
    # fills 0 and 1 are the program's own whatever the file says
    seeds = _SEEDS[collection][len(present) :]
    new = [_spelled(styles, item) for item in (*seeds, *items)]
    if node is None and new:
        spelling = Spelling.of(styles)
        element = spelling.element(collection, b' count="%d"' % len(new), b"".join(new))
        draft.splice(part, styles, [insert_child(styles, STYLES_ORDER, collection, element)])
    elif node is not None and new:
        draft.splice(part, styles, extend(styles, node, new))
    return len(present) + len(seeds)


def _spelled(styles: Outline, xml: str) -> bytes:
    """The element in the part's own spelling."""
    if styles.prefix:
        xml = xml.replace("</", "\0").replace("<", f"<{styles.prefix}").replace("\0", f"</{styles.prefix}")
    return xml.encode()
