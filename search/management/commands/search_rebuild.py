from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.management.progress import Progress
from search.models import SearchEntry
from search.rebuild import rebuild


class Command(BaseCommand):
    help = (
        "Write the whole search index again, in place: it answers all the while. On Elasticsearch that is a new index "
        "beside the old, which takes its place when it is whole."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cluster-only", action="store_true", help="leave the embedded index as it is")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["cluster_only"] and not settings.ELASTICSEARCH:
            raise CommandError("No cluster is named: set ELASTICSEARCH_URL.")
        if not options["cluster_only"]:
            with Progress("Recorded", self.stdout, self._total(), options["verbosity"]) as progress:
                outcome = rebuild(progress)
            if options["verbosity"]:
                self.stdout.write(f"{outcome.written} recorded, {outcome.forgotten} forgotten.")
        if settings.ELASTICSEARCH:
            self._on_the_cluster(options["verbosity"])

    def _on_the_cluster(self, verbosity: int) -> None:
        from search import upkeep
        from search.anew import renew

        try:
            with Progress("Written to Elasticsearch", self.stdout, self._total(), verbosity) as progress:
                renew(progress)
        except upkeep.WRONG as error:
            raise CommandError(f"Elasticsearch does not take it; what is there answers as before: {error}") from error
        if verbosity:
            self.stdout.write(upkeep.described())

    def _total(self) -> int:
        return SearchEntry.objects.filter(gone=False).count()
