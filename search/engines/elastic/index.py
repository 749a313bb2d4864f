"""What stands in the index: words that we have read ourselves, line by line, in fields that each weigh as they should.

Fields that count have a line for each reading. In `places` a word's readings share a line, «lede|leder», so a place.
That form is used to ask, too: the readings of a word count as one word. Texts as such are not stored.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from hashlib import blake2s
from typing import Any, NamedTuple

from ...fields import Fields
from ...language import Word

WEIGHTS = {"title": 6.0, "title_parts": 3.0, "labels": 3.0, "body": 2.0, "body_parts": 1.0}
"""Those of the other engines twice over, since none may be below 1; `k1` below is twice what it would be, likewise."""
SURFACE = "="
"""First letter of a form as it is written, which no word has."""
ALL_FACETS = 500
"""More values than a facet has: there are 357 municipalities."""

_BEGUN = {
    "type": "text", "analyzer": "lines", "index_options": "docs", "norms": False,
    "index_prefixes": {"min_chars": 2, "max_chars": 8},
}  # fmt: skip
_READ = {"type": "text", "analyzer": "lines", "search_analyzer": "places", "index_options": "freqs"}
MAPPINGS: Mapping[str, Any] = {
    "dynamic": "strict",
    "_source": {"enabled": False},
    "dynamic_templates": [{"facets": {"path_match": "facets.*", "mapping": {"type": "keyword"}}}],
    "properties": {
        "id": {"type": "long"},
        "version": {"type": "long", "index": False},
        "audience": {"type": "keyword"},
        "date": {"type": "date", "format": "strict_date"},
        "used": {"type": "long"},
        "scope": {"type": "keyword", "doc_values": False},
        "facets": {"type": "object", "dynamic": True},
        **dict.fromkeys(WEIGHTS, _READ),
        "first": _BEGUN,
        "begins": _BEGUN,
        "places": {"type": "text", "analyzer": "places", "position_increment_gap": 100},
    },
}
SETTINGS: Mapping[str, Any] = {
    "refresh_interval": "1s",
    "gc_deletes": "1h",  # so long a late write of something deleted is known to be late
    "similarity": {"default": {"type": "BM25", "k1": 2.4, "b": 0.75}},
    "analysis": {
        "tokenizer": {"line": {"type": "char_group", "tokenize_on_chars": ["\n"], "max_token_length": 10_000}},
        "filter": {"readings": {"type": "pattern_capture", "preserve_original": False, "patterns": ["([^|]+)"]}},
        "analyzer": {
            "lines": {"type": "custom", "tokenizer": "line"},
            "places": {"type": "custom", "tokenizer": "line", "filter": ["readings"]},
        },
    },
}
SHAPE = blake2s(json.dumps([MAPPINGS, SETTINGS], sort_keys=True).encode(), digest_size=4).hexdigest()
"""Changes with what is above: an index of another shape is written anew."""


class Lines(NamedTuple):
    """A word's readings in each kind of field."""

    whole: str
    part: str
    place: str


@lru_cache(maxsize=20_000)
def lines(word: Word) -> Lines:
    return Lines("\n".join(word.wholes), "\n".join(word.part_lemmas), "|".join((*word.lemmas, SURFACE + word.surface)))


def source(
    entry_id: int, version: int, audience: str, day: date | None, used: int, facets: Mapping[str, Any], fields: Fields
) -> dict[str, Any]:
    """One entry as it is sent."""
    title, labels, body = ([lines(word) for word in text.words] for text in (fields.title, fields.labels, fields.body))
    return {
        "id": entry_id,
        "version": version,
        "audience": audience,
        "date": day and day.isoformat(),
        "used": used,
        "scope": fields.scope,
        "facets": facets,
        "first": "\n".join(fields.begins[0] if fields.begins else ()),
        "begins": "\n".join(word for words in fields.begins for word in words),
        "title": "\n".join(line.whole for line in title),
        "title_parts": "\n".join(line.part for line in title if line.part),
        "labels": "\n".join(f"{line.whole}\n{line.part}" for line in labels),
        "body": "\n".join(line.whole for line in body),
        "body_parts": "\n".join(line.part for line in body if line.part),
        "places": ["\n".join(line.place for line in text) for text in (title, labels, body)],
    }


def readings(words: Iterable[str]) -> str:
    """The readings of one word, as it is asked for."""
    return "|".join(words)
