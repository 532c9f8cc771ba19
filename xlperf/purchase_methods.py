"""The methods of purchasing (采购方式) by what offices call them, and which of them exclude each other."""

from __future__ import annotations

import re
from functools import lru_cache

from xlperf.values import normalised

OPEN, FRAMEWORK, OWN = "公开招标", "框架协议", "自行采购"
_SPELLINGS = {
    OPEN: r"公开(?:招投标|招标)",
    "邀请招标": r"邀请(?:招投标|招标)|邀标",
    "竞争性谈判": r"竞争性?谈判",
    "竞争性磋商": r"竞争性?磋商",
    "单一来源": r"单一来源",
    "询价": r"询比?价(?!通知)",
    FRAMEWORK: r"框架协议",
    OWN: r"(?:自行|自主)(?:采购|购买|购置)",
    "电子卖场": r"电子卖场|网上超市|网上商城|电子商城|直购",
    "定点采购": r"定点采购|协议供货",
    "网上竞价": r"网上竞价|电子竞价|反向竞价",
}
# 集中采购 and 分散采购 say who buys, not how: they are none of these. The small ways of buying overlap: an office that
# buys on its own asks three prices, or orders from the electronic mall
_SMALL = {"询价", FRAMEWORK, OWN, "电子卖场", "定点采购", "网上竞价"}
_METHOD = re.compile("|".join(f"(?P<m{n}>{words})" for n, words in enumerate(_SPELLINGS.values())))
_NAMES = dict(enumerate(_SPELLINGS))
_WHOLE = re.compile(r"采购|政府|方式|形式|的|、|/|\(|\)|,|;|。|:|-|及|和|或|国内|集中|分散|组织|\d+\.")
LONGEST = 24


@lru_cache(maxsize=1024)
def methods_in(text: str) -> tuple[tuple[str, int, int], ...]:
    """Each method that a normalised text names, with where its words begin and end."""
    return tuple(
        (_NAMES[int((match.lastgroup or "m0")[1:])], *match.span()) for match in _METHOD.finditer(text)
    )


def stated_methods(text: str) -> frozenset[str]:
    """The methods that a cell states, where it says nothing else: ``单一来源采购``; none otherwise."""
    if len(text) > LONGEST * 2:
        return frozenset()
    plain = normalised(text)
    methods = frozenset(name for name, _, _ in methods_in(plain))
    rest = _WHOLE.sub("", _METHOD.sub("", plain))
    return methods if methods and not rest and len(plain) <= LONGEST else frozenset()


def exclude(one: str, other: str) -> bool:
    """A purchase made the one way was not made the other way."""
    if one == other or {one, other} <= _SMALL:
        return False
    # suppliers of a framework are found by an open call
    return {one, other} != {OPEN, FRAMEWORK}
