"""``xlperf rules``"""

from __future__ import annotations

from xlperf.audit.rules_page import rule_lines, rules_list, rules_markdown
from xlperf.errors import UsageError


def run(code: str | None, markdown: bool) -> None:
    """The catalogue, one rule explained, or the whole page for the documentation."""
    if markdown:
        print(rules_markdown(), end="")
        return
    if code is None:
        print("\n".join(rules_list()))
        print("用 xlperf rules 规则号 查看其中一条，如 xlperf rules XP018。")
        return
    lines = rule_lines(code)
    if not lines:
        raise UsageError(f"没有“{code}”这条规则，用 xlperf rules 查看全部。")
    print("\n".join(lines))
