"""An engine around another one, which counts every call that would cross the border to the program.

Each property that is read or set, each method and each look-up counts; attributes of Python alone do not.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import xlwings as xw

_OF_ENGINES = ("xlwings", "tests.bridge", "xlperf.bridge.engines")


class Counted:
    """An object of an engine, or of what it hands over; ``calls`` are the names of all calls so far."""

    def __init__(self, inner: Any, calls: list[str]) -> None:
        object.__setattr__(self, "_inner", inner)
        object.__setattr__(self, "calls", calls)

    def __getattr__(self, name: str) -> Any:
        kind = inspect.getattr_static(type(self._inner), name, None)
        if isinstance(kind, property):
            self._count(name)
        value = getattr(self._inner, name)
        return self._method(name, value) if inspect.ismethod(value) else self._wrapped(value)

    def __setattr__(self, name: str, value: Any) -> None:
        if isinstance(inspect.getattr_static(type(self._inner), name, None), property):
            self._count(f"{name} =")
        setattr(self._inner, name, value)

    def __call__(self, *arguments: Any) -> Any:
        self._count("()")
        return self._wrapped(self._inner(*arguments))

    def _count(self, name: str) -> None:
        self.calls.append(f"{type(self._inner).__name__}.{name}")

    def _method(self, name: str, method: Any) -> Any:
        def call(*arguments: Any, **named: Any) -> Any:
            self._count(f"{name}()")
            bare = [one._inner if isinstance(one, Counted) else one for one in arguments]
            return self._wrapped(method(*bare, **named))

        return call

    def _wrapped(self, value: Any) -> Any:
        ours = type(value).__module__.startswith(_OF_ENGINES) and not isinstance(value, type)
        if not ours:
            return value
        counts = CountedCollection if hasattr(type(value), "__len__") else Counted
        return counts(value, self.calls)


class CountedCollection(Counted):
    """An object that has a number of others in it, and is true only then."""

    def __getitem__(self, key: Any) -> Any:
        self._count("[]")
        return self._wrapped(self._inner[key])

    def __contains__(self, key: Any) -> bool:
        self._count("in")
        return key in self._inner

    def __len__(self) -> int:
        self._count("len")
        return len(self._inner)

    def __iter__(self) -> Iterator[Any]:
        self._count("iter")
        return (self._wrapped(one) for one in self._inner)


def counted(book: xw.Book) -> tuple[xw.Book, list[str]]:
    """The book with all its calls counted, and the list that takes their names."""
    calls: list[str] = []
    return xw.Book(impl=Counted(book.impl, calls)), calls
