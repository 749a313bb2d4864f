"""What a site needs before anybody comes: the register, the methods, a front page, the editors' rights, the review."""

from io import StringIO
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from cases.setup import setup_review
from community.networks.load import load_process_models
from community.networks.setup import setup_editors
from community.places.load import load as load_places
from forum.setup import setup_boards
from home.setup import setup_page_editors, setup_standing_pages


class Command(BaseCommand):
    help = (
        "Loads register and process models, sets up front pages, rights and review. Idempotent; run it after migrate."
    )

    @transaction.atomic
    def handle(self, *_args: Any, verbosity: int = 1, **_options: Any) -> None:
        places = load_places()
        models = load_process_models()
        setup_editors()
        setup_boards()
        setup_review()
        setup_standing_pages()
        setup_page_editors()
        if places or models:
            # Loaded in bulk, which tells the search nothing.
            call_command("search_check", repair=True, verbosity=0, stdout=StringIO())
        if verbosity:
            self.stdout.write(f"Register: {'brought in line' if places else 'up to date'}.")
            self.stdout.write(f"Process models: {f'{models} created' if models else 'up to date'}.")
            self.stdout.write("Front pages, editors' rights and review: set up.")
        if places.unknown:
            self.stderr.write(f"In no register: {', '.join(places.unknown)} (see manage.py load_places).")
