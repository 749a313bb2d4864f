"""Sizes, return types, and what may stand where."""

import ast
import re
from pathlib import Path

from .source import TOOLS, functions, length, python_files, rooms_files, text, tracked, tree

EXCEPTION = re.compile(r"#\s*(?:noqa|type:\s*ignore)(?P<codes>(?::\s*[A-Z0-9, ]+|\[[\w, -]+\])?)(?P<reason>.*)")
MOST_EXCEPTIONS = 5


def lines(path: Path) -> int:
    return text(path).count("\n")


def too_long(path: Path, most: int) -> list[str]:
    return [f"{path}:{f.lineno} {f.name}: {length(f)} lines" for f in functions(path) if length(f) > most]


def test_a_module_has_at_most_300_lines() -> None:
    assert [f"{path}: {lines(path)}" for path in python_files(tests=True) if lines(path) > 300] == []


def test_a_function_has_at_most_40_lines() -> None:
    assert [found for path in python_files() for found in too_long(path, 40)] == []


def test_a_view_has_at_most_20_lines() -> None:
    views = [path for path in rooms_files() if path.stem == "views" or "views" in path.parts]
    assert [found for path in views for found in too_long(path, 20)] == []


def test_every_function_says_what_it_returns() -> None:
    silent = [
        f"{path}:{f.lineno} {f.name}" for path in python_files(tests=True) for f in functions(path) if not f.returns
    ]
    assert silent == []


def blesses_html(node: ast.AST) -> bool:
    """Calls or imports mark_safe, or makes a SafeString of something (as a return type it is welcome)."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id == "mark_safe" or (node.func.id == "SafeString" and bool(node.args))
    return isinstance(node, ast.ImportFrom) and any(alias.name == "mark_safe" for alias in node.names)


def test_html_is_blessed_only_in_the_text_room() -> None:
    elsewhere = [path for path in python_files() if path.parts[:2] != ("community", "text")]
    assert [f"{path}:{n.lineno}" for path in elsewhere for n in ast.walk(tree(path)) if blesses_html(n)] == []


def test_exceptions_from_lint_and_types_are_few_and_give_a_reason() -> None:
    found = [
        (f"{path}:{number}", match)
        for path in python_files(tests=True)
        for number, line in enumerate(text(path).splitlines(), 1)
        if (match := EXCEPTION.search(line)) and path.name != Path(__file__).name
    ]
    without_reason = [where for where, match in found if len(match["reason"].strip(" #()")) < 4 or not match["codes"]]
    assert without_reason == []
    assert len(found) <= MOST_EXCEPTIONS, [where for where, _ in found]


def test_nothing_is_unpickled() -> None:
    assert [str(path) for path in python_files() if re.search(r"\bpickle\.loads?\b", text(path))] == []


def test_migrations_are_less_than_half_of_the_code() -> None:
    code = sum(lines(path) for path in rooms_files())
    migrations = sum(lines(path) for path in tracked() if "migrations" in path.parts and path.suffix == ".py")
    assert migrations < code / 2


def test_tests_have_their_place_beside_the_room() -> None:
    rooms = {path.parts[-2] for path in rooms_files()} | {"architecture", "journeys", "hostile", "factories", *TOOLS}
    folders = {path.parts[1] for path in python_files(tests=True) if path.parts[0] == "tests" and len(path.parts) > 2}
    assert folders <= rooms
