import hashlib
from pathlib import Path

import community.ui
from community.ui import stylesheet
from community.ui.finders import StylesheetFinder

UI = Path(community.ui.__file__).parent


def test_what_others_made_is_what_we_fetched() -> None:
    for line in (UI / "vendor" / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split(maxsplit=1)
        assert hashlib.sha256((UI / name).read_bytes()).hexdigest() == digest, name


def test_every_component_is_in_the_one_stylesheet() -> None:
    css = stylesheet.joined()
    assert ".ds-button" in css
    assert all(stylesheet.compact(path.read_text()) in css for path in stylesheet.parts())


def test_comments_go_and_strings_stay() -> None:
    assert stylesheet.compact('/* a */ p::after {\n  content: "/* b */";\n}') == 'p::after { content: "/* b */"; }'


def test_the_stylesheet_is_found_as_if_it_were_a_file() -> None:
    found = StylesheetFinder().find(stylesheet.NAME)
    assert found and Path(found).read_text() == stylesheet.joined()
