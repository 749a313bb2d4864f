from typing import Any

from django.db import models
from django.db.models import F


class Counter(models.PositiveIntegerField[int, int]):
    """A number that is kept by increments, `update(n=F("n") + 1)`, and never by saving its row.

    A row that was loaded, changed in something else and saved would otherwise put the number of before back.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": 0, "editable": False, **kwargs})

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return super().pre_save(model_instance, add) if add else F(self.attname)
