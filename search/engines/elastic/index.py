"""What stands in the index: streams of words that we have read ourselves, in fields that each weigh as they should.

A stream has a line for each word, and on it the word's readings: «lede|leder» is two words on one place. The same form
is used to ask, so that the readings of a word count as one word. Texts as such are not stored.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import blake2s
from typing import Any

from ...fields import Fields, Text

WEIGHTS = {"title": 6.0, "title_parts": 3.0, "labels": 3.0, "body": 2.0, "body_parts": 1.0}
"""Those of the other engines twice over, since none may be below 1; `k1` below is twice what it would be, likewise."""
SURFACE = "="
"""First letter of a form as it is written, which no word has."""
ALL_FACETS = 500
"""More values than a facet has: there are 357 municipalities."""

_READ = {"type": "text", "analyzer": "stream", "index_options": "freqs"}
MAPPINGS: Mapping[str, Any] = {
    "dynamic": "strict",
    "_source": {"enabled": False},
    "dynamic_templates": [{"facets": {"path_match": "facets.*", "mapping": {"type": "keyword"}}}],
    "properties": {
        "id": {"type": "long"},
        "version": {"type": "long", "index": False},
        "audience": {"type": "keyword"},
        "date": {"type": "date", "format": "strict_date"},
        "scope": {"type": "keyword", "doc_values": False},
        "facets": {"type": "object", "dynamic": True},
        **dict.fromkeys(WEIGHTS, _READ),
        "places": {"type": "text", "analyzer": "stream", "position_increment_gap": 100},
    },
}
SETTINGS: Mapping[str, Any] = {
    "refresh_interval": "1s",
    "gc_deletes": "1h",  # so long a late write of something deleted is known to be late
    "similarity": {"default": {"type": "BM25", "k1": 2.4, "b": 0.75}},
    "analysis": {
        "tokenizer": {"line": {"type": "char_group", "tokenize_on_chars": ["\n"], "max_token_length": 10_000}},
        "filter": {"readings": {"type": "pattern_capture", "preserve_original": False, "patterns": ["([^|]+)"]}},
        "analyzer": {"stream": {"type": "custom", "tokenizer": "line", "filter": ["readings"]}},
    },
}
SHAPE = blake2s(json.dumps([MAPPINGS, SETTINGS], sort_keys=True).encode(), digest_size=4).hexdigest()
"""Changes with what is above: an index of another shape is written anew."""


def stream(places: Iterable[Iterable[str]]) -> str:
    return "\n".join(line for readings in places if (line := "|".join(readings)))


def source(
    entry_id: int, version: int, audience: str, day: date | None, facets: Mapping[str, Any], fields: Fields
) -> dict[str, Any]:
    """One entry as it is sent."""
    return {
        "id": entry_id,
        "version": version,
        "audience": audience,
        "date": day and day.isoformat(),
        "scope": fields.scope,
        "facets": facets,
        "title": stream(fields.title.wholes),
        "title_parts": stream(fields.title.parts),
        "labels": stream((*fields.labels.wholes, *fields.labels.parts)),
        "body": stream(fields.body.wholes),
        "body_parts": stream(fields.body.parts),
        "places": [stream(_places(text)) for text in (fields.title, fields.labels, fields.body)],
    }


def _places(text: Text) -> Iterable[Iterable[str]]:
    """All that stands at each place, to ask what is near what, and for forms exactly as they are written."""
    for word, wholes, parts in zip(text.words, text.wholes, text.parts, strict=True):
        yield dict.fromkeys((*wholes, *parts, SURFACE + word.surface))
