"""The looks of a form: printed labels, typed-in cells, computed cells, headings."""

from __future__ import annotations

from dataclasses import replace

from xlperf.layout.plan import Style

INPUT_FILL = "FFFDE7"
COMPUTED_FILL = "F2F2F2"
HEADER_FILL = "E8EEF4"

LABEL = Style(bold=True)
CAPTION = LABEL
HEADER = replace(LABEL, fill=HEADER_FILL)
TITLE = Style(font="黑体", size=18, bold=True, border=False)
SUBTITLE = Style(size=12, border=False)
NOTE = Style(size=9, align="left", border=False)

FIXED = Style()
"""given with the form, not to be changed"""
FIXED_TEXT = replace(FIXED, align="left", indent=1)
FIGURE = replace(FIXED, wrap=False, shrink=True)
COMPUTED = replace(FIGURE, fill=COMPUTED_FILL)
TYPED = Style(font="仿宋", fill=INPUT_FILL, locked=False)
TYPED_FIGURE = replace(TYPED, wrap=False, shrink=True)
TYPED_TEXT = replace(TYPED, align="left", indent=1)

AMOUNT = "0.00####"
POINTS = "General"
RATE = '0.00"%"'
"""97.5 shows as 97.50%"""

BESIDE = Style(size=9, italic=True, colour="1F4E79", align="left", border=False, wrap=False)
