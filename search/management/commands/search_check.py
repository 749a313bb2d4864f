from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.management.progress import Progress
from search.models import SearchEntry
from search.rebuild import check, repair


class Command(BaseCommand):
    help = (
        "Compare the search index with what there is to find, and Elasticsearch, where there is one, with the index. "
        "With --repair, mend what differs and count words afresh."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="mend what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        total = SearchEntry.objects.count()
        with Progress("Compared", self.stdout, total, options["verbosity"]) as progress:
            differences = check(progress)
        if options["repair"]:
            repair(differences)
        else:
            differences = [difference for difference in differences if not difference.is_awaited]
        for difference in differences:
            self.stdout.write(str(difference))
        number = len(differences)
        if settings.ELASTICSEARCH:
            number += self._on_the_cluster(options["repair"], options["verbosity"])
        if options["repair"]:
            self.stdout.write(f"{number} mended.")
        elif number:
            raise CommandError(f"{number} differ. Mend them with: manage.py search_check --repair")
        elif options["verbosity"]:
            self.stdout.write("The index says what there is.")

    def _on_the_cluster(self, repair: bool, verbosity: int) -> int:
        from search import compare, outbox, upkeep

        total = SearchEntry.objects.count()
        try:
            with Progress("Compared with Elasticsearch", self.stdout, total, verbosity) as progress:
                differences = compare.compare(progress)
            for difference in differences:
                self.stdout.write(str(difference))
            if repair:
                compare.mend(differences)
                while outbox.send():
                    pass
        except upkeep.WRONG as error:
            raise CommandError(f"Elasticsearch does not answer as it should: {error}") from error
        if verbosity:
            self.stdout.write(upkeep.described())
        return len(differences)
