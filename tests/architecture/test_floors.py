"""Imports go down the floors only; siblings never import each other; nothing imports in a circle."""

from functools import cache
from pathlib import Path

from .source import ROOT, imports, module_name, python_files, rooms_files

FLOORS = (
    {"community.ui", "community.text", "community.worker"},
    {"community.places"},
    {"community.members"},
    {"community.networks"},
    {"community.access"},
    {"community.images"},
    {"community.publishing", "community.notifications"},
    {"community.comments"},
    {"cases", "forum", "community.gatherings", "community.reports"},
    {"home", "search"},
    {"community.settings", "community.urls", "community.wsgi"},
)
SHELL = {"__init__.py", "urls.py", "wsgi.py", "asgi.py"}
FORBIDDEN_NAMES = {"common", "core", "utils", "helpers", "base", "misc"}


def room_of(module: str) -> str | None:
    depth = 2 if module.startswith("community.") else 1
    room = ".".join(module.split(".")[:depth])
    return room if any(room in floor for floor in FLOORS) else None


def floor_of(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def test_every_module_stands_in_a_room() -> None:
    strays = [str(path) for path in rooms_files() if path.name != "__init__.py" and not room_of(module_name(path))]
    assert strays == []


def test_imports_go_down_the_floors_only() -> None:
    wrong = []
    for path in rooms_files():
        room = room_of(module_name(path))
        for imported, line in imports(path):
            other = room_of(imported)
            if room and other and other != room and floor_of(other) >= floor_of(room):
                wrong.append(f"{path}:{line} imports {imported}")
    assert wrong == []


def test_only_comments_imports_the_comments_package() -> None:
    wrong = [
        f"{path}:{line}"
        for path in rooms_files()
        for imported, line in imports(path)
        if imported.split(".")[0] in {"django_comments", "django_comments_xtd"} and "comments" not in path.parts
    ]
    assert wrong == []


@cache
def graph() -> dict[str, frozenset[str]]:
    modules = {module_name(path): path for path in python_files() if path.parts[0] != "tests"}

    def target(name: str) -> str:
        return name if name in modules else name.rpartition(".")[0]

    return {
        name: frozenset(target(imported) for imported, _ in imports(path)) & modules.keys() - {name}
        for name, path in modules.items()
    }


def circle_from(start: str) -> list[str]:
    """The way back to a module through its imports, if there is one."""
    paths = [[start]]
    seen = set()
    while paths:
        path = paths.pop(0)
        for following in graph()[path[-1]]:
            if following == start:
                return [*path, start]
            if following not in seen:
                seen.add(following)
                paths.append([*path, following])
    return []


def test_nothing_imports_in_a_circle() -> None:
    circles = {frozenset(circle): " → ".join(circle) for circle in map(circle_from, graph()) if circle}
    assert list(circles.values()) == []


def test_nothing_but_the_shell_sits_directly_in_community() -> None:
    modules = {path.name for path in (ROOT / "community").glob("*.py")}
    assert modules <= SHELL
    assert (ROOT / "community/__init__.py").read_text() == ""


def test_no_package_has_a_name_that_says_nothing() -> None:
    packages = {part for path in python_files(tests=True) for part in Path(path).parent.parts}
    assert packages & FORBIDDEN_NAMES == set()
