"""The project's own files, as the rules look at them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("tools", "benchmarks")


@cache
def tracked() -> tuple[Path, ...]:
    """What is, or is about to be, in the repository; without git, what lies in the folder."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listing.returncode:
        hidden = {".venv", "var"}
        return tuple(p.relative_to(ROOT) for p in ROOT.rglob("*") if p.is_file() and not hidden & set(p.parts))
    return tuple(p for p in map(Path, sorted(listing.stdout.split("\n"))) if p.name and (ROOT / p).is_file())


def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def python_files(*, tests: bool = False, migrations: bool = False) -> list[Path]:
    """Python of the site itself; the tests' own, and migrations, where they are asked for."""
    return [
        path
        for path in tracked()
        if path.suffix == ".py"
        and (tests or path.parts[0] != "tests")
        and (migrations or "migrations" not in path.parts)
        and "vendor" not in path.parts
    ]


def rooms_files() -> list[Path]:
    return [path for path in python_files() if path.parts[0] not in TOOLS and len(path.parts) > 1]


def templates() -> list[Path]:
    return [path for path in tracked() if "templates" in path.parts and path.suffix in {".html", ".txt", ".xml"}]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path), filename=str(path))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def module_name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> list[tuple[str, int]]:
    """Names of all modules that a file imports, inline too, with the line; `from a import b` gives `a.b`."""
    package = path.parent.parts
    found: list[tuple[str, int]] = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            whole = ".".join([*base, *([node.module] if node.module else [])])
            found += [(f"{whole}.{alias.name}", node.lineno) for alias in node.names]
    return found
