"""The buttons of a workbook with macros: over the left of the title, in sight on every screen, and never printed."""

from __future__ import annotations

from dataclasses import replace

from xlperf.layout.plan import Button, SheetPlan


def with_buttons(form: SheetPlan) -> SheetPlan:
    """The form with its buttons: the great one above, two small ones below it."""
    return replace(
        form,
        buttons=(
            Button("校验", "XlperfValidate", top=3, left=4, width=188, height=30),
            Button("下一个问题", "XlperfNext", top=35, left=4, width=92, height=22),
            Button("清除标记", "XlperfClear", top=35, left=100, width=92, height=22),
        ),
    )
