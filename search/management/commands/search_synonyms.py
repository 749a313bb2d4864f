from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.desk.synonyms import as_file, load


class Command(BaseCommand):
    help = (
        "Print all synonyms in the form of search/synonyms.txt, the shipped ones and the editors' own. With --load, "
        "add the rules of such a file to the editors' own: all of them or none. What is known already is passed over."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--load", type=Path, metavar="FILE", help="a file of rules, in UTF-8")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["load"]:
            self.stdout.write("".join(as_file()), ending="")
            return
        try:
            number = load(options["load"].read_text(encoding="utf-8-sig").splitlines())
        except (OSError, UnicodeError) as error:
            raise CommandError(f"{options['load']} cannot be read: {error}") from error
        except ValidationError as error:
            raise CommandError("\n".join(["Nothing is loaded.", *error.messages])) from error
        self.stdout.write(f"{number} new rules.")
