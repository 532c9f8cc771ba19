"""One spelling for all that is written alike: widths, blanks, signs, dashes, LaTeX."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-") | dict.fromkeys(map(ord, "～〜"), "~")
_SPELLINGS = (
    ("$", ""), ("\\geq", "≥"), ("\\ge", "≥"), ("\\leq", "≤"), ("\\le", "≤"), ("\\pm", "±"), ("\\%", "%"),
    ("\\sim", "~"), ("≧", "≥"), ("⩾", "≥"), (">=", "≥"), ("=>", "≥"), ("》", "≥"), ("≦", "≤"), ("⩽", "≤"),
    ("<=", "≤"), ("=<", "≤"), ("《", "≤"), ("≮", "≥"), ("≯", "≤"), ("≥=", "≥"), ("≤=", "≤"), ("==", "="), ("+-", "±"), ("+/-", "±"), ("﹪", "%"), ("％", "%"),
)  # fmt: skip


@lru_cache(maxsize=2048)
def normalised(text: str) -> str:
    """``text`` in one spelling: half width, no blanks, one sign for each comparator and dash."""
    plain = unicodedata.normalize("NFKC", text.replace("㎡", "平方米")).translate(_DASHES)
    plain = "".join(plain.split())
    for spelling, sign in _SPELLINGS:
        plain = plain.replace(spelling, sign)
    return plain
