"""Markdown from people to HTML that is safe to show, and to plain text. The one place where text becomes markup.

Two locks: the parser passes no HTML on, and what it made is cleaned against an allow-list. The length is cut
first, because cleaning deep nesting is slow.
"""

import re
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from .mentions import inline_rule

LONGEST = 20_000
"""Characters that are read of one text; more than any field takes."""

TOP_HEADING = 4
"""A text stands under the page's h1 to h3: its own headings begin here."""

_ALLOWED = {
    "a", "blockquote", "br", "code", "em", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "span", "strong", "ul",
}  # fmt: skip
_SCHEMES = {"http", "https", "mailto"}
_PICTURE = re.compile(r"!\[[^][\n]{0,200}\]\([^)\s]")
_SIGN = re.compile(r"[\\`*_\[\]<&@~\t\r\0]")
_SIGN_AT_FIRST = re.compile(r"\n *(?:[-+=>#]|\d+[.)])")
_BLOCK_BREAK = re.compile(r"\n(?: *\n)+")
_BARE_ADDRESS = re.compile(r"https?://[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?()\[\]'’*_]")

_cleaner = nh3.Cleaner(
    tags=_ALLOWED,
    attributes={"a": {"href"}, "ol": {"start"}, "*": set()},
    allowed_classes={"span": {"mention"}},
    url_schemes=_SCHEMES,
    link_rel="nofollow noopener",
)


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        """Only addresses of the web, of mail and of this site; the rest stays as it was typed."""
        scheme = re.match(r"[^/?#]*?:", url)
        return scheme is None or scheme.group()[:-1].lower() in _SCHEMES


def _lower_headings(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + TOP_HEADING - 1)}"


def _linked(token: Token) -> list[Token]:
    """A piece of text with each bare address made a link."""
    pieces: list[Token] = []
    at = 0
    for found in _BARE_ADDRESS.finditer(token.content):
        pieces.append(Token("text", "", 0, content=token.content[at : found.start()]))
        pieces.append(Token("link_open", "a", 1, attrs={"href": found.group()}))
        pieces.append(Token("text", "", 0, content=found.group()))
        pieces.append(Token("link_close", "a", -1))
        at = found.end()
    return [*pieces, Token("text", "", 0, content=token.content[at:])] if pieces else [token]


def _link_bare_addresses(state: StateCore) -> None:
    for block in state.tokens:
        if block.type != "inline" or "://" not in block.content:
            continue
        children: list[Token] = []
        inside_link = 0
        for child in block.children or []:
            inside_link += {"link_open": 1, "link_close": -1}.get(child.type, 0)
            children.extend([child] if inside_link or child.type != "text" else _linked(child))
        block.children = children


def _picture_as_link(state: StateInline, silent: bool) -> bool:
    """What would be a picture is a link to it, without the sign that stands before."""
    if not _PICTURE.match(state.src, state.pos):
        return False
    state.pos += 1
    return True


def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False, "breaks": True})
    # An indented paragraph is a habit, not code; a picture has its own field, with its alternative text.
    parser.disable(["code", "html_block", "html_inline", "image", "reference"])
    parser.inline.ruler.before("link", "mention", inline_rule)
    parser.inline.ruler.before("link", "picture_as_link", _picture_as_link)
    parser.core.ruler.push("lower_headings", _lower_headings)
    parser.core.ruler.push("link_bare_addresses", _link_bare_addresses)
    return parser


_markdown = _parser()


@lru_cache(maxsize=256)
def _rendered(source: str) -> str:
    return _cleaner.clean(_markdown.render(source))


def to_html(source: str) -> SafeString:
    """The text as HTML that is safe in any page: emphasis, lists, links, quotes, headings from h4. Never fails."""
    return mark_safe(_rendered((source or "")[:LONGEST].replace("\x00", "")))


def kept_html(html: str) -> SafeString:
    """What `to_html` gave and a room has kept beside the text. For columns that nothing else fills."""
    return mark_safe(html)


def _has_signs(source: str) -> bool:
    """Whether anything in a text may be read as more than words: if not, a parser would find none but these."""
    return bool(_SIGN.search(source) or _SIGN_AT_FIRST.search(f"\n{source}"))


def to_plain(source: str) -> str:
    """The words alone, a line for each block: for the search, summaries and mail. Not safe to print as HTML."""
    if not source:
        return ""
    if _has_signs(source := source[:LONGEST]):
        lines = [
            "".join(_words(token)) if token.type == "inline" else token.content for token in _markdown.parse(source)
        ]
    else:
        lines = [" ".join(line.strip(" ") for line in block.split("\n")) for block in _BLOCK_BREAK.split(source)]
    return "\n".join(line.strip() for line in lines if line.strip())


def own_words(source: str) -> str:
    """As `to_plain`, without what is quoted: that was said by somebody else. Where all is quoted, all of it."""
    said, quotes = [], 0
    for token in _markdown.parse((source or "")[:LONGEST]):
        quotes += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if not quotes:
            said.append("".join(_words(token)) if token.type == "inline" else token.content)
    return "\n".join(line.strip() for line in said if line.strip()) or to_plain(source)


def mentioned(source: str) -> list[str]:
    """The codes of those whom a text mentions, each once; what it only quotes was said by somebody else."""
    codes: dict[str, None] = {}
    quotes = 0
    for token in _markdown.parse((source or "")[:LONGEST]) if "@[" in (source or "") else ():
        quotes += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if not quotes:
            codes |= {child.meta["code"]: None for child in token.children or [] if child.type == "mention_open"}
    return list(codes)


def _words(inline: Token) -> list[str]:
    return [" " if child.type in {"softbreak", "hardbreak"} else child.content for child in inline.children or []]
