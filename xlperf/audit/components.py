"""Lists of parts in prose: ``基本支出X元。其中：①工资福利支出a元，②商品和服务支出b元``, the parts beside their whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlperf.audit.told import Amount, amount_of

LONGEST = 6000
_CIRCLED = {ord(sign): f"〔{number}〕" for number, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮", 1)}
_FIGURE = r"(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<unit>亿元|百万元|万元|千元|元)(?![/以左上内余多])"
_NAME = r"(?P<name>[^\d,。;:、!?〔〕\n]{1,24}?)(?:为|是|共|共计|合计|计|:)?"
_ITEM = re.compile(_NAME + _FIGURE)
_WHOLE = re.compile(_NAME + _FIGURE + r"(?P<gap>[,。;]?)其中:?")
_MARK = re.compile(
    r"〔\d+〕|\(\d{1,2}\)|(?<![\d.])\d{1,2}[.、](?!\d)|\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、"
)
_ASIDE = re.compile(r"\([^()]*\d[^()]*元[^()]*\)")
# what else is told of a part, and no part itself
_NOT_A_PART = re.compile(
    r"执行|已支付|使用|到位|结余|结转|剩余|预算|安排|下达|每|人均|平均|标准|较|比|同比|增加|减少|上年|去年|不超|含|包括"
)
_BARE = re.compile(r"(实际|已|全年|本年)*(支出|支付|列支|完成)")
_REST = re.compile(r"其[他它]")
_OPEN = re.compile(r"等|主要|部分|有")


@dataclass(frozen=True)
class Part:
    """A named amount of a list."""

    name: str
    amount: Amount


@dataclass(frozen=True)
class Breakdown:
    """A whole with the parts listed after 其中; ``complete``: the list plainly means to be all of it."""

    whole: Part
    parts: tuple[Part, ...]
    complete: bool

    @property
    def added(self) -> Decimal:
        """The parts together, in yuan."""
        return sum((part.amount.yuan for part in self.parts), Decimal(0))

    @property
    def difference(self) -> Decimal:
        """The whole less its parts, in yuan."""
        return self.whole.amount.yuan - self.added

    @property
    def wrong(self) -> bool:
        """The parts exceed the whole, or are all of it and fall short, by more than rounding may do."""
        slack = sum((part.amount.slack for part in self.parts), self.whole.amount.slack)
        over = self.difference < -slack and not self._first_ones_do(slack)
        return over or (self.complete and self.difference > slack)

    def _first_ones_do(self, slack: Decimal) -> bool:
        """The first parts are all of the whole; what follows divides it in another way."""
        added = Decimal(0)
        for part in self.parts:
            added += part.amount.yuan
            if abs(added - self.whole.amount.yuan) <= slack:
                return True
        return False


def breakdowns(text: str) -> Iterator[Breakdown]:
    """Every list of parts of two or more that the text has."""
    prose = _readable(text)
    for match in _WHOLE.finditer(prose):
        whole = Part(_clean(match["name"]), amount_of(match))
        rest = prose[match.end() :]
        parts, complete = _parts(rest)
        if len(parts) >= 2 and not _mixed(parts):
            yield Breakdown(whole, tuple(parts), complete)


def _readable(text: str) -> str:
    """Half width without blanks and asides; the circled numbers kept apart from figures."""
    lines = unicodedata.normalize("NFKC", text[:LONGEST].translate(_CIRCLED)).splitlines()
    joined = "\n".join("".join(line.split()) for line in lines)
    return _ASIDE.sub("", joined)


def _parts(rest: str) -> tuple[list[Part], bool]:
    mark = _MARK.match(rest.lstrip("\n"))
    return _marked(rest.lstrip("\n"), mark[0]) if mark else _listed(rest)


def _marked(rest: str, first: str) -> tuple[list[Part], bool]:
    """The parts that begin with marks of one kind (①, (1)), counted from 1 on; each must open with its amount."""
    parts: list[Part] = []
    style = _style(first)
    expected = 1
    for mark in _MARK.finditer(rest):
        if _style(mark[0]) != style:
            if _outranks(mark[0], first):
                break
            continue
        if _number(mark[0]) != expected:
            break
        item = _ITEM.match(rest, mark.end())
        if item is None:
            return [], False
        parts.append(Part(_clean(item["name"]), amount_of(item)))
        expected += 1
    # accounts to the cent leave nothing out
    amounts = [part.amount for part in parts]
    to_the_cent = all(one.unit.text == "元" for one in amounts) and any("." in one.written for one in amounts)
    return parts, to_the_cent


def _style(mark: str) -> str:
    return re.sub(r"\d+|[一二三四五六七八九十]+", lambda found: "1" if found[0].isdigit() else "一", mark)


def _outranks(mark: str, first: str) -> bool:
    """Circled numbers stand below all others, (1) below 1., those below Chinese ones."""
    ranks = ("一、", "(一)", "1、", "1.", "(1)", "〔1〕")
    return ranks.index(_style(mark)) < ranks.index(_style(first)) if _style(first) in ranks else True


def _number(mark: str) -> int:
    digits = re.sub(r"\D", "", mark)
    if digits:
        return int(digits)
    chinese = re.sub(r"[^一二三四五六七八九十]", "", mark)
    return "一二三四五六七八九十".index(chinese) + 1 if len(chinese) == 1 else 0


def _listed(rest: str) -> tuple[list[Part], bool]:
    """The parts up to the end of the sentence, each clause a name and an amount; another 其中 ends the list."""
    sentence = re.split(r"[。!?\n〔]", rest, maxsplit=1)[0].partition("其中")[0]
    parts: list[Part] = []
    for clause in filter(None, re.split(r"(?<!\d),|,(?!\d{3}(?!\d))|[;、]", sentence)):
        item = _ITEM.fullmatch(clause)
        if item is None:
            break
        parts.append(Part(_clean(item["name"]), amount_of(item)))
    else:
        last = parts[-1].name if parts else ""
        return parts, bool(_REST.search(last)) and not any(_OPEN.search(part.name) for part in parts[:-1])
    return parts, False


def _clean(name: str) -> str:
    return name.strip("\n,。;:、()")


def _mixed(parts: Sequence[Part]) -> bool:
    """Some of the list is told of another part instead of being one."""
    return any(_NOT_A_PART.search(part.name) or _BARE.fullmatch(part.name) or not part.name for part in parts)
