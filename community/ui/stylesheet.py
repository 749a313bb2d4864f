"""The site's one stylesheet: the vendored parts and one file a component, joined in the order the cascade needs."""

import re
from functools import lru_cache
from pathlib import Path

NAME = "ui/saman.css"
SOURCES = Path(__file__).resolve().parent / "static" / "ui"
FIRST = ["vendor/designsystemet.css", "theme.css", "fonts.css"]
RESET = "reset.css"
BEFORE = ["base.css"]
AFTER = ["utilities.css", "print.css"]
APART = {"parts.css"}  # only the style guide asks for it

_STRINGS_OR_COMMENT = re.compile(r'("(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\')|/\*.*?\*/', re.DOTALL)
_INDENT = re.compile(r"\s*\n\s*")


def parts() -> list[Path]:
    """Every file that goes into the stylesheet, in order: a new component's file is found by itself."""
    named = {*FIRST, RESET, *BEFORE, *AFTER, *APART}
    components = sorted(path.name for path in SOURCES.glob("*.css") if path.name not in named)
    return [SOURCES / name for name in [*FIRST, RESET, *BEFORE, *components, *AFTER]]


def compact(css: str) -> str:
    """Without comments and line breaks; strings (drawings are kept in them) stay as they are."""
    without_comments = _STRINGS_OR_COMMENT.sub(lambda match: match.group(1) or "", css)
    return _INDENT.sub(" ", without_comments).strip()


def joined() -> str:
    """The whole stylesheet, read again only when a part has changed."""
    return _join(tuple((path, path.stat().st_mtime_ns) for path in parts()))


@lru_cache(maxsize=1)
def _join(stamped: tuple[tuple[Path, int], ...]) -> str:
    texts = {path.relative_to(SOURCES).as_posix(): compact(path.read_text()) for path, _ in stamped}
    first = [texts.pop(name) for name in FIRST]
    reset = f"@layer ds.base {{ {texts.pop(RESET)} }}"
    ours = "\n".join(texts.values())
    return "\n".join([*first, reset, f"@layer saman {{\n{ours}\n}}", ""])
