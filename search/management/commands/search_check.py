from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.rebuild import check, repair


class Command(BaseCommand):
    help = (
        "Compare the search index with what there is to find. With --repair, mend what differs and count words afresh."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="mend what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        differences = check()
        for difference in differences:
            self.stdout.write(str(difference))
        if options["repair"]:
            repair(differences)
            self.stdout.write(f"{len(differences)} mended.")
        elif differences:
            raise CommandError(f"{len(differences)} differ. Mend them with: manage.py search_check --repair")
        elif options["verbosity"]:
            self.stdout.write("The index says what there is.")
