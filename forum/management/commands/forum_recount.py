from typing import Any

from django.core.management.base import BaseCommand

from forum.recount import recount_boards, recount_reactions, recount_topics


class Command(BaseCommand):
    help = "Put right what topics, boards and posts say of how much there is. Says how many were wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, repair in (("topics", recount_topics), ("boards", recount_boards), ("posts", recount_reactions)):
            self.stdout.write(f"{name}: {repair()} put right")
