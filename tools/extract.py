"""The strings of the site that are to be translated, read from its own source: no gettext tools needed.

Python is read as a syntax tree, templates through Django's own `templatize`, which turns them into Python-like calls.
"""

import ast
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LAYOUTS = {
    "gettext": ("msgid",),
    "ngettext": ("msgid", "plural"),
    "pgettext": ("context", "msgid"),
    "npgettext": ("context", "msgid", "plural"),
}
"""What the leading arguments of each function are."""

LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"(?:\b(n?p?gettext)|\b_)\((\s*{LITERAL}(?:\s*,\s*{LITERAL})*)", re.S)


@dataclass
class Message:
    msgid: str
    context: str | None = None
    plural: str | None = None
    files: set[str] = field(default_factory=set)


Messages = dict[tuple[str | None, str], Message]


class NotAText(ValueError):
    """A call whose text is put together at run time: no translator can ever see it."""


def layout_of(name: str) -> tuple[str, ...]:
    return LAYOUTS.get("gettext" if name == "_" else re.sub("_(lazy|noop)$", "", name), ())


def calls(tree: ast.Module) -> list[tuple[str, list[str], int]]:
    """Calls of gettext's functions: the name, its texts and the line. A variable is allowed in `gettext` alone."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        layout = layout_of(name)
        arguments = node.args[: len(layout)]
        texts = [a.value for a in arguments if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if layout and len(texts) == len(layout):
            found.append((name, texts, node.lineno))
        elif layout and (name == "_" or not all(isinstance(a, ast.Name | ast.Attribute) for a in arguments)):
            raise NotAText(f"line {node.lineno}: {name}(…) must be given its text as it stands")
    return found


def from_python(source: str) -> list[Message]:
    return [message(name, texts) for name, texts, _line in calls(ast.parse(source))]


def from_template(source: str) -> list[Message]:
    found = []
    for match in CALL.finditer(templatize(source)):
        texts = list(ast.literal_eval(f"({match[2]},)"))
        name = match[1] or "_"
        found.append(message(name, texts[: len(layout_of(name))]))
    return found


def message(name: str, texts: list[str]) -> Message:
    said = dict(zip(layout_of(name), texts, strict=True))
    return Message(said["msgid"], said.get("context"), said.get("plural"))


def sources() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    outside = {"tests", "tools", "benchmarks", "locale", "docs", "deploy"}
    paths = (ROOT / line for line in listing.stdout.splitlines() if line.split("/")[0] not in outside)
    return [p for p in paths if p.is_file() and "migrations" not in p.parts and is_source(p)]


def is_source(path: Path) -> bool:
    return path.suffix == ".py" or ("templates" in path.parts and path.suffix in {".html", ".txt"})


def of_files(paths: list[Path], root: Path) -> Messages:
    found: Messages = {}
    for path in paths:
        source = path.read_text(encoding="utf-8")
        try:
            messages = from_python(source) if path.suffix == ".py" else from_template(source)
        except (NotAText, SyntaxError) as error:
            raise NotAText(f"{path.relative_to(root)}: {error}") from error
        for one in messages:
            known = found.setdefault((one.context, one.msgid), one)
            known.plural = known.plural or one.plural
            known.files.add(str(path.relative_to(root)))
    return found


def of_the_site() -> Messages:
    return of_files(sources(), ROOT)


def of_sign_in() -> Messages:
    """What allauth says in the parts that we use: it has no nynorsk, and speaks a stiffer bokmål than ours."""
    import allauth

    root = Path(allauth.__file__).parent
    off = re.compile(r"webauthn|passkey|phone|login_code|signup|layouts")  # switched off, or replaced by ours
    parts = [
        root / "account",
        root / "templates/account",
        root / "templates/allauth",
    ]
    behind = {"admin.py", "apps.py", "models.py", "tests", "migrations", "management"}
    paths = [p for part in parts for p in sorted(part.rglob("*")) if is_source(p) and not behind & set(p.parts)]
    paths = [p for p in paths if not off.search(str(p.relative_to(root)))]
    return {key: one for key, one in of_files(paths, root).items() if one.msgid}
