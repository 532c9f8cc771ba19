"""What was bought, by its bare name: the same in the prose and in a table."""

from __future__ import annotations

import re

from xlperf.values import normalised

_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度?)?")
_RENEWED = re.compile(r"\((?:续签|续约|续|第?二次|重新招标|项目)\)")
_MARKS = re.compile(r"[()\[\]【】<>≤≥\"'“”‘’、,.:;。·*_\-/]")
_NUMBER = re.compile(r"\A\(?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[)、.](?!\d)")
_BEFORE = re.compile(
    r"\A(?:其中|另外|另|此外|同时|我[局单院校中]位?|本[局单院校]位?|今年|本年度?|当年|年度|已|用于|关于|对于?|将|采购|购买|购置"
    r"|购|政府采购|[了的]|为)+(?=..)"
)
_AFTER = re.compile(r"(?<=..)(?:政府采购|采购|购置|项目|经费|费用|费|资金|等|工作|的|共计?|和|及)+\Z")
SHORTEST = 4
"""of names that tell a purchase without anything else"""


def bare_name(text: str) -> str:
    """``购 A4 复印纸`` → ``a4复印纸``, ``2021年保安服务采购项目（续签）`` → ``保安服务``."""
    name = _NUMBER.sub("", normalised(text)).casefold()
    name = _MARKS.sub("", _RENEWED.sub("", _YEAR.sub("", name)))
    return _AFTER.sub("", _BEFORE.sub("", name))


def years_of(text: str) -> frozenset[str]:
    """The years that a name says."""
    return frozenset(_YEAR.findall(normalised(text)))


def overlapping(one: str, other: str) -> bool:
    """One name says the other and more."""
    short, long = sorted((one, other), key=len)
    return len(short) >= SHORTEST and short in long


def common_words(one: str, other: str) -> bool:
    """The names share a stretch that is long enough for a name."""
    stretches = {one[start : start + SHORTEST] for start in range(len(one) - SHORTEST + 1)}
    return any(stretch in other for stretch in stretches)
