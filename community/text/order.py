"""The order of the Norwegian alphabet (… z æ ø å), and names found however they are written: «ørjan» finds «Ørjan».

SQLite and PostgreSQL sort by the number of the letter, å before æ, and SQLite knows capitals of a to z only. So names
are sorted and looked for by a key. It is said here, once, for Python and for both databases.
"""

import unicodedata
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import CharField, Transform
from django.db.models.lookups import Contains
from django.db.models.sql.compiler import SQLCompiler
from django.dispatch import receiver

Sql = tuple[str, tuple[str | int, ...]]

_LAST = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}
"""Signs that come after z."""
_MARKED = {"đ": "d", "ŋ": "n", "ŧ": "t"} | {c: unicodedata.normalize("NFD", c)[0] for c in "áàâčçéèêëíîïñóòôšúùüýž"}
_LETTERS = {cased: key for small, key in (_LAST | _MARKED).items() for cased in (small, small.upper())}
_TABLE = str.maketrans(_LETTERS)


def sort_key(text: str) -> str:
    """What a name is sorted and looked for by."""
    return unicodedata.normalize("NFC", text).translate(_TABLE).lower()


class SortKey(Transform):
    """The same in the database: `order_by("name__sort_key")`, `filter(name__sort_key__icontains="ørjan")`."""

    lookup_name = "sort_key"
    function = "sort_key"

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        letters, keys = "".join(_LETTERS), "".join(_LETTERS.values())
        template = f"lower(translate(%(expressions)s, '{letters}', '{keys}')) COLLATE \"C\""
        return super().as_sql(compiler, connection, template=template)


@receiver(connection_created, dispatch_uid="text:sort_key")
def teach(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """SQLite has no such function of its own."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("sort_key", 1, _of_column, deterministic=True)


def _of_column(value: str | None) -> str | None:
    return None if value is None else sort_key(value)


@SortKey.register_lookup
class Holds(Contains):
    lookup_name = "icontains"

    def get_prep_lookup(self) -> str:
        return sort_key(str(self.rhs))


CharField.register_lookup(SortKey)
