"""Turns of phrase for the same comparison, put into the words of the grammar: 不得低于 is 不低于, 最少 is 至少."""

from __future__ import annotations

import re

_NUMERAL = r"(?=[\d零一二两三四五六七八九十百])"
_TURNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\A不[得能应](?=低于|少于|小于|超过|高于|多于|大于)"), "不"),
    (re.compile(rf"\A(?:最少|最低){_NUMERAL}"), "至少"),
    (re.compile(rf"\A最高{_NUMERAL}"), "最多"),
    (re.compile(r"\A达(?=\d)"), "达到"),
    (re.compile(r"\A(?:≤|不超过|小于等于|控制在)±"), "±"),
    (re.compile(r"\A[当本]年度?(?=\d{1,2}月(?:\d|底|末|[上中下]旬|以?前|之前))"), ""),
    # 2万余人次 is some 2 万人次
    (re.compile(r"(?<=\d)([万亿])([余多几])(?=[^\d\W])"), r"\2\1"),
    # 95%以上(含95%)
    (re.compile(r"(\d[\d.]*)([^()\d]*)\(含\1[^()\d]{0,3}\)"), r"\1\2"),
)


def plainly(text: str) -> str:
    """A normalised value in the words that the grammar knows."""
    for turn, word in _TURNS:
        text = turn.sub(word, text)
    return text
