"""Where the header and footer lead. A link is shown only when its address exists."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

MAIN = [
    (_("Experiences"), "cases:experience_list"),
    (_("Resources"), "cases:resource_list"),
    (_("Discussions"), "forum:index"),
    (_("Themes"), "home:theme_list"),
    (_("Networks"), "home:network_list"),
    (_("Municipalities"), "home:municipality_list"),
]
NOTICES = "notifications:notices"
MINE = [
    (_("Notices"), NOTICES),
    (_("My experiences"), "cases:mine"),
    (_("My resources"), "cases:mine_resource"),
    (_("My drafts in discussions"), "forum:drafts"),
    (_("Bookmarks"), "forum:bookmarks"),
    (_("Saved searches"), "search:saved_searches"),
    (_("My profile"), "members:profile"),
]
LEADERS = [(_("People and roles"), "home:people")]
EDITORS = [
    (_("The editors’ desk"), "home:desk"),
    (_("Administration"), "wagtailadmin_home"),
]
ABOUT = [
    (_("What is Saman?"), "home:about"),
    (_("News"), "home:news"),
    (_("Accessibility statement"), "home:accessibility"),
    (_("Privacy statement"), "home:privacy"),
    (_("Terms and licence"), "home:licence"),
]
CONTACT = [(_("Give feedback"), "home:feedback")]
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LANGUAGE_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


Items = Iterable[tuple[str | Promise, str]]


@dataclass(frozen=True)
class Link:
    label: str | Promise
    url: str
    current: str = ""  # what aria-current says: page, true or nothing
    lang: str = ""  # of the label, where it is not the interface's


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    url: str
    current: bool

    @property
    def short(self) -> str:
        return self.code.upper()


def address(name: str, *args: str) -> str:
    """The address of a view, or nothing where the room is not there (yet)."""
    return _address(name, args, get_language(), get_urlconf())


@lru_cache(maxsize=500)
def _address(name: str, args: tuple[str, ...], _language: str | None, urlconf: str | None) -> str:
    """The frame of every page asks for the same twenty, and to look one up costs as much as to draw it."""
    try:
        return reverse(name, urlconf, args)
    except NoReverseMatch:
        return ""


def address_of(name: str, pk: int, *slugs: str) -> str:
    """The address of a row, by its key and slugs: a route is looked up once, and not for each row of many."""
    return _address_of(name, len(slugs), get_language(), get_urlconf()) % (pk, *slugs)


@lru_cache(maxsize=100)
def _address_of(name: str, slugs: int, _language: str | None, urlconf: str | None) -> str:
    key, *others = 719_999_999, *(f"in-place-of-{number}" for number in range(slugs))
    pattern = reverse(name, urlconf, (key, *others)).replace("%", "%%").replace(str(key), "%d")
    for other in others:
        pattern = pattern.replace(other, "%s")
    return pattern


def links(items: Items, marks: Iterable[str] = ()) -> list[Link]:
    """The links that lead somewhere, marked as `marks` says of each."""
    found = [(label, address(name)) for label, name in items]
    return [Link(label, url, mark) for (label, url), mark in zip(found, chain(marks, repeat("")), strict=False) if url]


def marks(items: Items, path: str) -> tuple[str, ...]:
    """What is to be said of each where the reader stands: that it is this page, or that they stand under it."""
    names = tuple(name for _label, name in items)
    return tuple(_current(url, path) for url in _addresses(names, get_language(), get_urlconf()))


@lru_cache(maxsize=100)
def _addresses(names: tuple[str, ...], _language: str | None, _urlconf: str | None) -> tuple[str, ...]:
    return tuple(map(address, names))


def columns(pages: Iterable[Link] = ()) -> list[dict[str, object]]:
    """What the footer lists, without columns that would be empty. `pages` follow those that always stand there."""
    standing = links(ABOUT)
    known = {link.url for link in standing}
    found = [
        (_("About the site"), [*standing, *(link for link in pages if link.url not in known)]),
        (_("Use what is here"), [Link(_("Licence: CC BY 4.0"), LICENCE)]),
        (_("Contact"), links(CONTACT)),
    ]
    return [{"title": title, "links": shown} for title, shown in found if shown]


def front() -> str:
    """The start page in the language that the reader uses."""
    return f"/{_language()}/"


def languages() -> list[LanguageLink]:
    """Each language of the interface. Following one is a choice that is remembered; `neste` is the page to come to."""
    return [
        LanguageLink(code, LANGUAGE_NAMES.get(code, code), reverse("ui:language", args=[code]), code == _language())
        for code, _name in settings.LANGUAGES
    ]


def language_name(code: str) -> str:
    """What a language is called in the reader's own, where it begins a line: «Engelsk»."""
    return capfirst(str(dict(settings.LANGUAGES)[code]))


def absolute(path: str) -> str:
    """The whole address of a path on this site, under the name that the settings give it, whoever asks."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)


def is_ours(wanted: str) -> bool:
    """Whether an address that was sent along is a path of this site."""
    return wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)


def with_query(url: str, request: HttpRequest) -> str:
    """An address that takes the place of the one asked for, with what was asked of that one."""
    asked, parts = request.GET.urlencode(), urlsplit(url)
    return parts._replace(query="&".join(part for part in (parts.query, asked) if part)).geturl()


def in_language(path: str, code: str) -> str:
    """The same address under another language's prefix; the start page where there is no prefix."""
    first, _slash, rest = path.lstrip("/").partition("/")
    return f"/{code}/{rest}" if first in dict(settings.LANGUAGES) else f"/{code}/"


def remember_language(response: HttpResponse, code: str) -> None:
    """Have the site speak a language from now on in this browser."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
    )


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def _current(url: str, path: str) -> str:
    if url == path:
        return "page"
    return "true" if path.startswith(url) else ""
