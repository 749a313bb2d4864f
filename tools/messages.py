"""Renew the translations: `make messages`, or with a translator's work `python tools/messages.py nb.tsv nn.tsv …`.

Collects what is to be translated, keeps what has been, drops what is no longer said, and compiles. A table that is
given has one string a line, its columns parted by tabs: English, bokmål, nynorsk, and where needed `ctx:<context>` or
`plural-of:<the singular>`; a line break inside a string is written \\n.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import polib

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.extract import ROOT, Message, Messages, of_sign_in, of_the_site

LANGUAGES = {"nb": 1, "nn": 2}  # the column of a table
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")


@dataclass(frozen=True)
class Row:
    cells: tuple[str, ...]
    context: str | None
    plural_of: str | None


def same(text: str) -> str:
    """Alike for whoever looks a string up in a table: white space and doubled percent signs aside."""
    return " ".join(text.replace("%%", "%").split())


def rows(path: Path) -> list[Row]:
    found = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = [cell.replace("\\n", "\n").strip(" ") for cell in line.rstrip("\r").split("\t")]
        if len(cells) < 3 or line.startswith("#"):
            continue
        notes = dict(note.split(":", 1) for cell in cells[3:] for note in cell.split(";") if ":" in note)
        found.append(Row(tuple(cells[:3]), notes.get("ctx"), notes.get("plural-of")))
    return found


class Table:
    """All tables that were given, to look a string up in."""

    def __init__(self, paths: list[Path]) -> None:
        self.singular: dict[tuple[str | None, str], Row] = {}
        self.plural: dict[str, Row] = {}
        for row in (row for path in paths for row in rows(path)):
            if row.plural_of is None:
                self.singular.setdefault((row.context, same(row.cells[0])), row)
            else:
                self.plural.setdefault(same(row.plural_of), row)

    def texts(self, message: Message, column: int) -> list[str]:
        """The translation, and that of the plural; empty where the tables have none."""
        one = self.singular.get((message.context, same(message.msgid)))
        many = self.plural.get(same(message.msgid))
        found = [one, many] if message.plural else [one]
        texts = [row.cells[column] if row else "" for row in found]
        return [text.replace("%", "%%") if needs_doubling(message.msgid, text) else text for text in texts]


def needs_doubling(msgid: str, text: str) -> bool:
    """Django doubles percent signs in a template's strings; a translator need not know."""
    return "%%" in msgid and "%%" not in text


def renew(language: str, messages: Messages, table: Table) -> polib.POFile:
    path = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    kept = {(entry.msgctxt, entry.msgid): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=110)
    new.metadata = {
        "Project-Id-Version": "Saman",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for key, message in sorted(messages.items(), key=lambda item: (item[0][1], item[0][0] or "")):
        new.append(entry_for(message, kept.get(key), table.texts(message, LANGUAGES[language])))
    path.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(path))
    new.save_as_mofile(str(path.with_suffix(".mo")))
    return new


def entry_for(message: Message, known: polib.POEntry | None, texts: list[str]) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=message.msgid,
        msgctxt=message.context,
        occurrences=[(name, "") for name in sorted(message.files)],
        flags=["python-format"] if PLACEHOLDER.search(message.msgid) else [],
    )
    if message.plural:
        before = known.msgstr_plural if known else {}
        entry.msgid_plural = message.plural
        entry.msgstr_plural = {number: text or before.get(number, "") for number, text in enumerate(texts)}
    else:
        entry.msgstr = texts[0] or (known.msgstr if known else "")
    return entry


def main(arguments: list[str]) -> int:
    table = Table([Path(argument) for argument in arguments])
    site, sign_in = of_the_site(), of_sign_in()
    missing = 0
    for language in LANGUAGES:
        catalogue = renew(language, {**sign_in, **site}, table)
        for entry in catalogue.untranslated_entries():
            missing += 1
            print(f"{language}: {entry.msgid!r}" + (f" (ctx:{entry.msgctxt})" if entry.msgctxt else ""))
        print(f"{language}: {len(catalogue.translated_entries())} of {len(catalogue)} translated")
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
