"""Mentions in a text: `@[Prosjektleder, Grong](person:12)`. The words are for whoever reads the source; whom they mean
is the code, which lasts. What a code stands for the rooms know."""

import re
from collections.abc import Callable

from markdown_it.rules_inline import StateInline

CODE = r"(?:person|municipality|role):\w{1,30}"
MENTION = re.compile(rf"@\[([^\[\]\n]{{1,150}})\]\(({CODE})\)")
HANDLE = re.compile(r"(?<![\w@./\[\]-])@(?!\[)([^\W_][\w.+-]*@[\w.-]+\w|[^\W\d_][\w-]+)")
"""`@navn@kommune.no` and `@grong`, as somebody writes who has no list to choose from."""


def mention(label: str, code: str) -> str:
    """The source of a mention; brackets would end it."""
    words = " ".join(label.replace("[", " ").replace("]", " ").split())
    return f"@[{words[:150] or '–'}]({code})"


def relabelled(text: str, label_of: Callable[[str, str], str]) -> str:
    """The text with each mention as `label_of(code, label)` writes it."""
    return MENTION.sub(lambda found: label_of(found[2], found[1]), text)


def in_words(text: str) -> str:
    """The text with each mention as it is shown, without its code: where the source is read and not written."""
    return relabelled(text, lambda _code, label: f"@{label}")


def inline_rule(state: StateInline, silent: bool) -> bool:
    """Shows a mention as its words, marked as one; where code is quoted it stays as it was typed."""
    found = MENTION.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        opening = state.push("mention_open", "span", 1)
        opening.attrs, opening.meta = {"class": "mention"}, {"code": found[2]}
        state.push("text", "", 0).content = f"@{found[1]}"
        state.push("mention_close", "span", -1)
    state.pos = found.end()
    return True
