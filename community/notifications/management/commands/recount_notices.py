from typing import Any

from django.core.management.base import BaseCommand

from community.notifications.read import recount


class Command(BaseCommand):
    help = "Counts each person's unread notices anew, and puts right what the header says of them."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{recount()} counts were wrong, and are right now.")
