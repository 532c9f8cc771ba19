"""The points of the classes as prose gives them: 决策11分、过程20分、产出34分、效益35分."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from xlperf.audit.class_sums import WHOLE_FORM, bare_class
from xlperf.audit.context import Context, Text
from xlperf.values import normalised

# words between the name of a class and its points; a count of indicators (决策3项) is none
_BETWEEN = r"(?:项目)?(?:类|阶段|方面|情况)?(?:一级)?(?:指标)?(?:类)?[(:,、/\-]*(?:分值|权重|满分|标准分|占比|占|共计|共|为|是|计|:)*"
_POINTS = r"(?P<figure>\d{1,3}(?:\.\d+)?)(?:分|%)?(?![\d.]*[项个条类])"
# with fewer classes a sentence about one result would look like it
FEWEST = 3


@dataclass(frozen=True)
class WordedPoints:
    """The text, and the points by the bare name of the class."""

    text: Text
    points: Mapping[str, Decimal]

    @property
    def whole(self) -> Decimal:
        """All classes together."""
        return sum(self.points.values(), Decimal(0))


def points_in_words(form: Context) -> WordedPoints | None:
    """The first text that gives every class of the table its points."""
    names = [bare_class(one.name) for one in form.assessment.class_scores if not WHOLE_FORM.search(one.name)]
    if len(names) < FEWEST:
        return None
    for text in form.texts:
        points = _points(normalised(text.entry.text), names)
        if points is not None:
            return WordedPoints(text, points)
    return None


def _points(text: str, names: list[str]) -> dict[str, Decimal] | None:
    """One figure behind each name, all within one sentence; 得分 there means results, not points to be had."""
    for sentence in re.split(r"[。;\n]", text):
        if "得分" in sentence:
            continue
        found = [re.search(re.escape(name) + _BETWEEN + _POINTS, sentence) for name in names]
        if all(found):
            return {name: Decimal(match["figure"]) for name, match in zip(names, found, strict=True) if match}
    return None
