"""The rules for people: one page of all of them, and one of them in a few lines."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.audit.registry import Rule, rules_of
from xlperf.audit.rules import MODULES, RULES

_INTRODUCTION = """\
# 校验规则

本页由程序从规则本身生成，请不要手工修改；改了规则之后用 `xlperf rules --markdown` 重新生成。

级别分三种：**错误**必须改正，**提醒**请逐条核对，**提示**可以不改。
编号的含义不会改变；同一个原因只报一条，例如空着的格子只报“没有填写”，不再报由它引起的其他问题。
"""


def rules_markdown() -> str:
    """All rules as one Markdown page."""
    return "\n".join(_lines()).rstrip() + "\n"


def rules_list() -> tuple[str, ...]:
    """Code, level and title of every rule, one line each."""
    return tuple(f"{rule.code}　{rule.severity.chinese}　{rule.texts.title}" for rule in RULES)


def rule_lines(code: str) -> tuple[str, ...]:
    """One rule as lines of plain text; none when there is no rule of that code."""
    wanted = code.strip().upper()
    for rule in RULES:
        if rule.code == wanted:
            heading = f"{rule.code}　{rule.texts.title}（{_level(rule)}）"
            return heading, *(f"{name}：{text}" for name, text in _parts(rule))
    return ()


def _lines() -> Iterator[str]:
    yield _INTRODUCTION
    yield "| 编号 | 级别 | 检查什么 |"
    yield "|---|---|---|"
    for rule in RULES:
        yield f"| [{rule.code}](#{rule.code.lower()}) | {rule.severity.chinese} | {rule.texts.title} |"
    for module in MODULES:
        yield f"\n## {module.GROUP}"
        for rule in rules_of((module,)):
            yield f'\n### <a id="{rule.code.lower()}"></a>{rule.code} {rule.texts.title}\n'
            yield f"- **级别**：{_level(rule)}"
            for name, text in _parts(rule):
                yield f"- **{name}**：{text}"


def _level(rule: Rule) -> str:
    return rule.severity.chinese + (f"（{rule.texts.level}）" if rule.texts.level else "")


def _parts(rule: Rule) -> Iterator[tuple[str, str]]:
    texts = rule.texts
    yield "为什么", texts.why
    yield "依据", texts.basis
    yield "错误示例", texts.bad
    yield "正确示例", texts.good
    yield "怎么改", texts.fix
