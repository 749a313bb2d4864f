from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from community.worker.loop import Loop
from community.worker.periodic import jobs


class Command(BaseCommand):
    help = "Runs tasks and what is periodic (mail, scheduled publishing, clearing up) until Ctrl-C or SIGTERM."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do what is due now, and end.")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        loop = Loop()
        if once:
            while loop.round():
                pass
            return
        loop.obey_signals()
        self.stdout.write(f"The worker runs, with {len(jobs())} periodic jobs.")
        self.stdout.flush()
        loop.run()
        self.stdout.write("The worker has stopped.")
