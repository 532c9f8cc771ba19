"""Slips of the pen in prose, each as the rest of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlperf.values import normalised

# titles that only exist in this wording; laws with local variants are left out
_TITLES = (
    "医疗保障基金使用监督管理条例",
    "中华人民共和国预算法实施条例",
    "中华人民共和国政府采购法实施条例",
    "中华人民共和国预算法",
    "中华人民共和国政府采购法",
    "中华人民共和国社会保险法",
    "社会救助暂行办法",
)
_MOST_WRONG = 2
_TITLE = re.compile(r"《([^《》]{6,40})》")
_FOREIGN = re.compile(r"(?<=[\u4e00-\u9fff,、])(and|or|of|the|with|for|from|by)(?=[\u4e00-\u9fff])")
_SAME = re.compile(
    r"(?P<word>[\u4e00-\u9fff]{4,12})(?P<join>和|与|及|以及|、|或)(?P=word)(?!之间|间|的[关联衔])"
)
_USED_FOR = re.compile(r"(?P<word>[\u4e00-\u9fff]{2,4})用于(?P=word)")
_STUTTER = re.compile(r"(?P<word>[\u4e00-\u9fff]{4,11})(?P=word)")
_QUOTES = (("“", "”", "引号"), ("《", "》", "书名号"))


def slips(text: str) -> Iterator[str]:
    """What looks like a slip: ``“保障用于保障”词语重复``, ``引号不成对``."""
    plain = normalised_quotes_kept(text)
    for title in _TITLE.findall(plain):
        if right := _meant(title):
            yield f"《{title}》疑为《{right}》"
    if match := _FOREIGN.search(plain):
        yield f"“{_around(plain, match)}”夹着外文"
    for pattern in (_SAME, _USED_FOR, _STUTTER):
        if match := pattern.search(plain):
            yield f"“{match[0]}”词语重复"
            break
    for left, right, name in _QUOTES:
        if text.count(left) != text.count(right):
            yield f"{name}不成对"


def normalised_quotes_kept(text: str) -> str:
    """The text without blanks in half width, comparators and book title marks as typed."""
    plain = "".join(text.split())
    return plain.translate({ord("，"): ",", ord("；"): ";", ord("："): ":", ord("（"): "(", ord("）"): ")"})


def _meant(title: str) -> str | None:
    bare = normalised(title)
    if bare in _TITLES:
        return None
    return next(
        (right for right in _TITLES if _distance(bare, right) <= _MOST_WRONG and _close(bare, right)), None
    )


def _close(title: str, right: str) -> bool:
    # 预算法 and 预算法实施条例 are two laws; a local 办法 begins with the place
    return title[-2:] == right[-2:] and title[:2] == right[:2]


def _distance(first: str, second: str) -> int:
    row = list(range(len(second) + 1))
    for i, left in enumerate(first, 1):
        above, row[0] = row[0], i
        for j, right in enumerate(second, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (left != right))
    return row[-1]


def _around(plain: str, match: re.Match[str]) -> str:
    return plain[max(0, match.start() - 4) : match.end() + 4]
