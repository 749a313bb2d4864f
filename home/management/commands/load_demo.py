"""The invented network in a real frame: six municipalities, their people and what they wrote from 2013 to today."""

from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from community.members.models import User
from community.networks.models import ProcessModel
from community.places.models import Municipality
from home.invented.comments import load_comments
from home.invented.experiences import load_experiences
from home.invented.files import DEMO
from home.invented.forum import load_forum
from home.invented.network import load_network
from home.invented.news import forget_old_news
from home.invented.pages import load_missing_pages
from home.invented.people import load_people
from home.invented.resources import load_resources
from home.invented.vocabulary import load_vocabulary


class Command(BaseCommand):
    help = "Loads the demo's invented content, all or nothing. A second run adds only what is missing."

    @transaction.atomic
    def handle(self, *_args: Any, verbosity: int = 1, **_options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demo (DEMO is off): it would put invented content among real.")
        if not (Municipality.objects.exists() and ProcessModel.objects.exists()):
            raise CommandError("The register is not loaded. Run first: manage.py setup_site")
        network = load_network()
        people = load_people(network, settings.DEMO_PASSWORD)
        added = load_experiences(network, people)
        load_resources(network, people)
        load_comments(network, people)
        load_forum(network, people)
        load_vocabulary(people["ed-nb"])
        forget_old_news()
        load_missing_pages()
        # A network is saved before its themes and municipalities, which tell the search nothing of it.
        call_command("search_check", repair=True, verbosity=0, stdout=StringIO())
        call_command("search_demo", DEMO / "search.json")
        if verbosity:
            self.report(added, people)

    def report(self, added: int, people: dict[str, User]) -> None:
        self.stdout.write(f"Demo: {added} experiences added." if added else "Demo: all there, nothing added.")
        self.stdout.write(f"Password of all demo accounts: {settings.DEMO_PASSWORD}")
        for user in people.values():
            self.stdout.write(f"  {user.email:<42} {user.name}")
