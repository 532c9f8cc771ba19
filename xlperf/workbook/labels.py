"""Comparing printed labels: offices space, break, bracket and punctuate the same label in many ways."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from xlperf.forms import Labelled

LONGEST = 40
_SPACE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_BRACKETED = re.compile(r"[(\[【〔<《][^()\[\]【】〔〕<>《》]*[)\]】〕>》]")
_UNIT = re.compile(r"[(\[【〔](单位:?)?(人民币)?([千万亿]?元|%|百分比|\d*分)[)\]】〕]")
_BARE_UNIT = re.compile(r"(?<=..)([万亿]元|元|%)$")
_ENUMERATION = re.compile(r"^(\(?[一二三四五六七八九十\d]{1,2}[)、.]|\*+)")
_PUNCTUATION = re.compile(r"[()\[\]【】〔〕<>《》:;,.、。·*_\-—/\"'“”]+")
_MONEY = re.compile(r"(单位:?(人民币)?|[(\[【〔](人民币)?)([万亿]?元)")


def compact(text: str) -> str:
    """``text`` in half width without spaces and line breaks."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def label_key(text: str) -> str:
    """What is left of a label to compare by: ``项目资金（万元）：`` → ``项目资金``."""
    return _bare(_UNIT.sub("", compact(text)))


@lru_cache(maxsize=4096)
def label_keys(text: str) -> frozenset[str]:
    """The keys under which a printed cell may be looked up; none when it is too long for a label."""
    if len(text) > 2 * LONGEST or not 0 < len(short := compact(text)) <= LONGEST:
        return frozenset()
    key = _bare(_UNIT.sub("", short))
    return frozenset({key, _BARE_UNIT.sub("", key), _bare(_BRACKETED.sub("", short))} - {""})


@lru_cache(maxsize=1024)
def keys_of(*labels: str) -> frozenset[str]:
    """The keys of a template's labels."""
    return frozenset(label_key(label) for label in labels) - {""}


def keys_of_spec(spec: Labelled) -> frozenset[str]:
    """The keys of a label and its aliases."""
    return keys_of(spec.label, *spec.aliases)


def after_label(text: str, keys: Iterable[str]) -> str | None:
    """The value of a cell that prints label and value together (``项目名称：…``), else None."""
    head, colon, tail = text.replace("：", ":").partition(":")
    if colon and not label_keys(head).isdisjoint(keys):
        return text[len(head) + 1 :].strip() if tail.strip() else None
    return None


def money_unit_of(text: str) -> str | None:
    """The money unit that a heading states: ``全年预算数（元）``, ``单位：万元``."""
    match = _MONEY.search(compact(text))
    return match[4] if match else None


def _bare(text: str) -> str:
    text = _PUNCTUATION.sub("", _ENUMERATION.sub("", text))
    return re.sub("[与和]", "及", text)
