"""YAML definition files (templates, profiles): loaded strictly, with errors that name file, line and key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from xlperf.errors import DefinitionError

MAX_SIZE = 1_000_000
MAX_NODES = 20_000
# a key as written in Chinese typing; texts in quotes and after a proper colon may have such colons
_FULL_WIDTH_COLON = re.compile(r"[\s\-{,]*[\w]+\s*：")
_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class Definition(BaseModel):
    """Base of everything that is defined in YAML: immutable, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Loaded = TypeVar("Loaded", bound=Definition)
Key = tuple[str | int, ...]


class _Loader(yaml.SafeLoader):
    """Plain values only: what looks like a date stays text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own way to say it
        first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def load_definition(path: Path, kind: type[Loaded]) -> Loaded:
    """``path`` read as ``kind``; DefinitionError lists every wrong key with its line, in Chinese."""
    lines: dict[Key, int] = {}
    data = _parse(path, _read(path), lines)
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        problems = [_problem(path, data, lines, detail) for detail in error.errors()]
        raise DefinitionError("\n".join(problems)) from error


def keys_of_definition(path: Path) -> frozenset[str]:
    """The keys at the top of a file; DefinitionError where it cannot be read."""
    data = _parse(path, _read(path), {})
    return frozenset(map(str, data)) if isinstance(data, dict) else frozenset()


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_SIZE:
            raise DefinitionError(f"{path}：文件过大，不像是表样或口径文件。")
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DefinitionError(f"{path}：文件不是UTF-8编码，请另存为UTF-8。") from error
    except OSError as error:
        raise DefinitionError(f"{path}：打不开这个文件，请检查路径。") from error


def _parse(path: Path, text: str, lines: dict[Key, int]) -> Any:
    """The file's data; ``lines`` gets the line of every key."""
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                raise DefinitionError(f"{path}：文件是空的。")
            _collect_lines(node, (), node.start_mark.line + 1, lines, path)
            return loader.construct_document(node)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise DefinitionError(f"{path}{_wrong_yaml(text, error)}") from error
    except RecursionError as error:
        raise DefinitionError(f"{path}：嵌套层数过多。") from error
    except ValueError as error:
        raise DefinitionError(f"{path}：有一个数写得不对（{error}）。") from error


def _wrong_yaml(text: str, error: yaml.YAMLError) -> str:
    """Where the file is no YAML, and what to look at there."""
    problem = str(getattr(error, "problem", None) or error)
    mark, begun = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if mark is None:
        return "：YAML写法有误，含有不能用的字符，请删去控制字符。"
    lines = text.split("\n")
    # a key without its colon is noticed on the line after
    number = begun.line if begun is not None and "expected ':'" in problem else min(mark.line, len(lines) - 1)
    for near in (number, number - 1):
        if near >= 0 and _FULL_WIDTH_COLON.match(lines[near]):
            return (
                f" 第{near + 1}行：YAML写法有误，这一行的冒号是全角的“：”，请改成半角的“: ”（后面空一格）。"
            )
    hint = "缩进要用空格，不能用制表符" if "\\t" in problem else "请核对缩进、冒号、引号和括号"
    return f" 第{number + 1}行：YAML写法有误，{hint}。"


def _collect_lines(node: yaml.Node, key: Key, line: int, lines: dict[Key, int], path: Path) -> None:
    lines[key] = line
    if len(lines) > MAX_NODES:
        # a few aliases (&, *) that repeat each other unfold without end
        raise DefinitionError(f"{path}：内容过多，请检查引用（& 和 *）。")
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for name, value in node.value:
            here = name.start_mark.line + 1
            if not isinstance(name, yaml.ScalarNode):
                raise DefinitionError(f"{path} 第{here}行：键应是一个词。")
            if name.value in seen:
                raise DefinitionError(f"{path} 第{here}行 {name.value}：这个键写了两次。")
            seen.add(name.value)
            _collect_lines(value, (*key, name.value), here, lines, path)
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            _collect_lines(value, (*key, position), value.start_mark.line + 1, lines, path)


def line_of(path: Path, key: str) -> int:
    """The line of a key at the top of a file that was loaded before."""
    lines: dict[Key, int] = {}
    _parse(path, _read(path), lines)
    return lines.get((key,), 1)


def _problem(path: Path, data: Any, lines: dict[Key, int], detail: Any) -> str:
    # pydantic puts the union's tag into the key; only the parts that exist in the file are named
    key: Key = ()
    for part in detail["loc"]:
        if (*key, part) in lines:
            key = (*key, part)
    named = (*key, str(detail["loc"][-1])) if detail["type"] == "missing" else key
    where = f" 第{lines[key]}行 {_said(named, data)}" if named else ""
    return f"{path}{where}：{_reason(detail)}"


def _said(key: Key, data: Any) -> str:
    """The key as people say it: ``blocks 第4节（funding）columns 第4项的 field``."""
    said, before = "", ""
    for position, part in enumerate(key):
        data = _inside(data, part)
        if isinstance(part, int):
            if before == "blocks":
                kind = data.get("kind") if isinstance(data, dict) else None
                said += f" 第{part + 1}节" + (f"（{kind}）" if isinstance(kind, str) else "")
            else:
                in_rows = before == "rows" and position + 1 < len(key) and isinstance(key[position + 1], int)
                said += f"{' ' if before else ''}第{part + 1}{'行' if in_rows else '项'}"
            before = ""
            continue
        if position:
            said += "." if before else "" if said.endswith("）") else "的 "
        said += part
        before = part
    return said


def _inside(data: Any, part: str | int) -> Any:
    try:
        return data[part]
    except (KeyError, IndexError, TypeError):
        return None


def _reason(detail: Any) -> str:
    context = detail.get("ctx", {})
    expected = str(context.get("expected") or context.get("expected_tags")).replace("'", "")
    reasons = {
        "missing": "缺少这个键。",
        "extra_forbidden": "不认识这个键，请核对拼写。",
        "literal_error": f"只能是 {expected.replace(' or ', '、')} 之一。",
        "union_tag_invalid": f"kind 只能是 {expected.replace(', ', '、')} 之一。",
        "union_tag_not_found": "缺少 kind。",
        "string_type": "应填文字；数字和 yes、no 等要加引号。",
        "string_too_long": f"太长了，最多{context.get('max_length')}个字。",
        "string_too_short": "不能是空的。",
        "string_pattern_mismatch": f"写法不对，含有不允许的字符（应符合 {context.get('pattern')}）。",
        "bool_type": "应填 true 或 false。",
        "bool_parsing": "应填 true 或 false。",
        "list_type": "应填列表。",
        "tuple_type": "应填列表。",
        "dict_type": "应填键值。",
        "model_type": "应填键值。",
        "model_attributes_type": "应填键值。",
        "too_short": "不能是空的。",
        "greater_than": f"应大于{context.get('gt')}。",
        "greater_than_equal": f"不能小于{context.get('ge')}。",
        "less_than_equal": f"不能大于{context.get('le')}。",
        "finite_number": "应填数字。",
    }
    if detail["type"].startswith(("int_", "decimal_", "float_")):
        return "应填数字。"
    if detail["type"] == "value_error":
        return str(context.get("error"))
    return reasons.get(detail["type"], f"不对（{detail['msg']}）。")
