"""The process models that are shipped in `data/`: data, so that a network can have its own."""

import json
from pathlib import Path
from typing import Any

from django.db import models, transaction

from .models import ProcessModel, ProcessStep

DATA = Path(__file__).parent / "data" / "process_models.json"
TEXTS = tuple(f"{name}_{language}" for name in ("name", "description") for language in ("nb", "nn", "en"))


@transaction.atomic
def load_process_models() -> int:
    """Bring the shipped models and their steps in line with the file; the number of rows that it had to change.

    An editor's own models are left alone, and so is an editor's choice of another default.
    """
    rows = json.loads(DATA.read_text(encoding="utf-8"))
    standing = {model.key: model for model in ProcessModel.objects.prefetch_related("steps")}
    has_default = any(model.is_default for model in standing.values())
    return sum(_load(row, standing.get(row["key"]), has_default) for row in rows)


def _load(row: dict[str, Any], model: ProcessModel | None, has_default: bool) -> int:
    changed = 0
    if model is None:
        model = ProcessModel(key=row["key"], is_default=row["is_default"] and not has_default)
    changed += _bring(model, {name: row[name] for name in TEXTS})
    steps = {(step.kind, step.key): step for step in model.steps.all()}
    for step in row["steps"]:
        identity = step["kind"], step["key"]
        it = steps.pop(identity, None) or ProcessStep(model=model, kind=step["kind"], key=step["key"])
        changed += _bring(it, {name: step[name] for name in TEXTS} | {"sort_order": step["sort_order"]})
    for gone in steps.values():
        gone.delete()
    return changed + len(steps)


def _bring(it: models.Model, columns: dict[str, Any]) -> int:
    if not it._state.adding and all(getattr(it, name) == value for name, value in columns.items()):
        return 0
    for name, value in columns.items():
        setattr(it, name, value)
    it.save()
    return 1
