"""The process models that are shipped in `data/`: data, so that a network can have its own."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from .models import ProcessModel, ProcessStep

DATA = Path(__file__).parent / "data" / "process_models.json"


@transaction.atomic
def load_process_models() -> int:
    """Create the shipped models that are missing, each with its steps; how many they were.

    A model that stands is the editors': its words, its steps and which one is the default are left as they made them.
    """
    standing = set(ProcessModel.objects.values_list("key", flat=True))
    missing = [row for row in json.loads(DATA.read_text(encoding="utf-8")) if row["key"] not in standing]
    for row in missing:
        _create(**row)
    return len(missing)


def _create(steps: list[dict[str, Any]], is_default: bool, **columns: str) -> None:
    is_default = is_default and not ProcessModel.objects.filter(is_default=True).exists()
    model = ProcessModel.objects.create(is_default=is_default, **columns)
    ProcessStep.objects.bulk_create(ProcessStep(model=model, **step) for step in steps)
