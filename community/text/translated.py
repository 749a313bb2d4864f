from typing import Self, overload

from django.utils.translation import get_language


class Translated:
    """A text of our own in the reader's language; where that is empty, in bokmål.

    `name = Translated()` on a model with the columns `name_nb`, `name_nn` and `name_en`.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, obj: None, owner: type) -> Self: ...

    @overload
    def __get__(self, obj: object, owner: type) -> str: ...

    def __get__(self, obj: object | None, owner: type) -> Self | str:
        if obj is None:
            return self
        language = (get_language() or "nb")[:2]
        return getattr(obj, f"{self.name}_{language}", "") or getattr(obj, f"{self.name}_nb")
