"""Weights of the first-level classes (一级指标分值): which of the profile's distributions a form follows."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from xlperf.profiles import Profile, WeightSet

_TOLERANCE = Decimal("0.005")


def fitting(by_class: Mapping[str, Decimal], profile: Profile) -> WeightSet | None:
    """The accepted distribution that the points of the classes (by the profile's names) follow, or None."""
    return next((one for one in profile.accepted_weights if not departures(by_class, one)), None)


def nearest(by_class: Mapping[str, Decimal], profile: Profile) -> WeightSet:
    """The accepted distribution from which the fewest points would have to be moved."""
    return min(
        profile.accepted_weights,
        key=lambda one: sum(abs(stated - usual) for _, stated, usual in departures(by_class, one)),
    )


def departures(
    by_class: Mapping[str, Decimal], accepted: WeightSet
) -> tuple[tuple[tuple[str, ...], Decimal, Decimal], ...]:
    """Where the points differ from a distribution: the classes, their points, those of the distribution."""
    named = [name for share in accepted.shares for name in share.classes]
    groups = [(share.classes, share.weight) for share in accepted.shares]
    groups += [((name,), Decimal(0)) for name in by_class if name not in named]
    stated = [sum((by_class.get(name, Decimal(0)) for name in names), Decimal(0)) for names, _ in groups]
    return tuple(
        (names, own, usual)
        for (names, usual), own in zip(groups, stated, strict=True)
        if abs(own - usual) > _TOLERANCE
    )
