"""What the demo's people told the search and asked it. Each once: what its editors change afterwards stays."""

import json
from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from community.members.models import User
from search.asked.models import SearchCount, SearchDay
from search.desk import bets, synonyms
from search.models import BestBet, SearchEntry, Synonym
from search.rules import in_force
from search.saved.keep import Wish, save
from search.saved.models import SavedSearch


class Command(BaseCommand):
    help = "Loads the demo's saved searches, synonyms, choices and counts from a file, where there are none yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)

    @transaction.atomic
    def handle(self, *_args: Any, path: Path, **_options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demo (DEMO is off): it would put invented content among real.")
        told = json.loads(path.read_text(encoding="utf-8"))
        editor = User.objects.get(email=told["editor"])
        for model, load in ((SavedSearch, _save), (Synonym, _mean), (BestBet, _choose), (SearchDay, _count)):
            if not model.objects.exists():
                for row in told[model.__name__]:
                    load(row, editor)


def _save(row: dict[str, Any], _editor: User) -> None:
    wish = Wish(row["name"], row["text"], row.get("filters", {}), frequency=row["frequency"])
    with override(row["language"]):
        save(wish, by=User.objects.get(email=row["person"]))


def _mean(row: dict[str, Any], editor: User) -> None:
    synonyms.add(*synonyms.checked(row["words"], row["also"], in_force()), by=editor)


def _choose(row: dict[str, Any], editor: User) -> None:
    found = SearchEntry.objects.filter(title__in=row["titles"], gone=False).order_by("pk")
    bets.save(BestBet(query=row["query"]), list(found.values_list("kind", "object_id")), by=editor)


def _count(row: dict[str, Any], _editor: User) -> None:
    """A day that is over: its words are those of three readers at least."""
    day = timezone.localdate() - timedelta(days=row["days_ago"])
    SearchDay.objects.create(day=day, searches=row["searches"], without=row["without"])
    SearchCount.objects.bulk_create(
        SearchCount(day=day, words=words, readers=readers, without=without) for words, readers, without in row["words"]
    )
