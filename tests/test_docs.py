"""The reference of template and profile files names every key there is."""

from __future__ import annotations

from pathlib import Path
from types import UnionType
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from xlperf.forms import FormTemplate
from xlperf.profiles import Profile

PAGE = (Path(__file__).parents[1] / "docs" / "templates.md").read_text(encoding="utf-8")


def words(kind: Any) -> set[str]:
    """Every key below a definition, and the words that may stand as a value."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = kind.model_fields
        return set(fields) | {word for field in fields.values() for word in words(field.annotation)}
    if get_origin(kind) is Literal:
        return {str(word) for word in get_args(kind)}
    if get_origin(kind) is not None or isinstance(kind, UnionType):
        return {word for inner in get_args(kind) for word in words(inner)}
    return set()


@pytest.mark.parametrize("kind", [FormTemplate, Profile])
def test_every_key_is_explained(kind: type[BaseModel]) -> None:
    assert {word for word in words(kind) if word not in PAGE} == set()
