"""docs/button.md says only what is there: its sentences are those of the program, its pictures and links exist."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.macros.sentences import SENTENCES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "button.md").read_text(encoding="utf-8")
# whole sentences come in boxes; the rest is for the status bar meanwhile, or names a font
BOXES = [sentence for sentence in SENTENCES.values() if sentence.endswith(("。", "："))]


def quoted() -> list[str]:
    """What the table of sentences quotes, in its first column."""
    return re.findall(r"^\| “(.+)” \|", PAGE, re.MULTILINE)


def constants() -> Iterator[str]:
    """Every text in the sources of the bridge."""
    for source in sorted((ROOT / "xlperf" / "bridge").rglob("*.py")):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_every_sentence_quoted_is_said_by_the_program() -> None:
    said = [*SENTENCES.values(), *(re.sub(r"\{\w+\}", "……", text) for text in constants())]
    assert len(quoted()) > 15
    assert [one for one in quoted() if not any(one in sentence for sentence in said)] == []


def test_every_box_of_the_launcher_is_explained() -> None:
    assert len(BOXES) > 5
    assert [box for box in BOXES if not any(box.startswith(one) for one in quoted())] == []


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)]+)\)", PAGE)
    broken = [link for link in links if not _leads(link)]
    assert len(links) > 10
    assert broken == []


def _leads(link: str) -> bool:
    path, _, heading = link.partition("#")
    target = (ROOT / "docs" / path).resolve() if path else ROOT / "docs" / "button.md"
    if not target.is_file() or not heading:
        return target.is_file()
    heads = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
    return heading in {_anchor(head) for head in heads}


def _anchor(head: str) -> str:
    """The name that a heading gets on the usual sites: no punctuation, dashes for spaces."""
    return re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-")
