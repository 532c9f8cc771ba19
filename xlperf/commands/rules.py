"""``xlperf rules``"""

from __future__ import annotations

from collections.abc import Sequence

from xlperf.audit.rules_page import rule_lines, rules_list, rules_markdown
from xlperf.errors import UsageError


def run(codes: Sequence[str], markdown: bool) -> None:
    """The catalogue, some rules explained, or the whole page for the documentation."""
    if markdown:
        print(rules_markdown(), end="")
        return
    if not codes:
        print("\n".join(rules_list()))
        print("用 xlperf rules 规则号 查看其中一条，如 xlperf rules XP018。")
        return
    explained = [rule_lines(code) for code in codes]
    if unknown := [code for code, lines in zip(codes, explained, strict=True) if not lines]:
        raise UsageError(f"没有“{'”“'.join(unknown)}”这条规则，用 xlperf rules 查看全部。")
    print("\n\n".join("\n".join(lines) for lines in explained))
