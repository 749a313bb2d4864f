from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from community.images.models import FileText, Upload
from community.publishing.document import SearchDocument
from community.publishing.hanging import hanging, keep_labels, keep_rows, rows_of, tags_of, themes_of
from community.publishing.models import Publication
from community.text.markdown import to_plain
from community.ui.navigation import address_of

from ..querysets import ContributionQuerySet
from ..used import links_to, with_use

LONG_TEXT = 20_000
"""Characters in one text, at most."""
LONGEST_FILE_TEXT = 150_000
"""Characters of the text in its files that the search reads, at most."""

Texts = Mapping[int, tuple[int, str]]
"""By upload, the text in it, with a number by which texts are in the order in which they were read."""


class Contribution(Publication):
    """What experiences and resources have in common: members write them, editors review them, everyone finds them.

    The verbs, the policy, the form and the desk know nothing more of a text than what stands here.
    """

    slug = models.SlugField(max_length=80, editable=False)
    summary = models.CharField(
        _("in one sentence"), max_length=300, blank=True, help_text=_("Shown in lists, and first on the page.")
    )

    KIND: ClassVar[str]
    """What notices, addresses and the search call it."""
    MARKDOWN: ClassVar[tuple[str, ...]]
    """Its texts, in the order of reading."""
    SHORT_FORM: ClassVar[tuple[str, ...]]
    """What must be filled in before it is sent in, and stands first in the form."""
    ROUTE_SUFFIX: ClassVar[str] = ""
    """What the names of its routes end in."""
    HANGING: ClassVar[dict[str, tuple[str, ...]]] = {}
    """The rows that hang on it and are found with it, each with what it is a row of."""
    # The rows that hang on each kind.
    tagged_items: Any
    themes: Any
    files: Any
    proposals: Any
    remarks: Any
    kept_texts: "Texts | None" = None
    """Of its files and maybe others, where they were read for many."""

    objects: ClassVar[Any] = ContributionQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Saving a draft beside what is live names its columns: the address must not follow a draft's title.
        if kwargs.get("update_fields") is None:
            self.slug = slugify(self.title.lower().replace("ø", "o").replace("æ", "ae"))[:80]
        super().save(*args, **kwargs)

    def serializable_data(self) -> dict[str, Any]:
        """A revision holds tags in one order, whatever the order of saving: else one that changes nothing differs."""
        kept = super().serializable_data()
        kept["tagged_items"].sort(key=lambda row: row["tag"])
        return kept

    def get_absolute_url(self) -> str:
        return address_of(f"cases:{self.KIND}", self.pk, self.slug or "-")

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """In the admin a revision is shown as readers would see it, with nothing to press."""
        return f"cases/{self.KIND}.html"

    @property
    def uploads(self) -> list[Upload]:
        """Its pictures and files."""
        raise NotImplementedError

    def facets(self) -> dict[str, tuple[str, ...]]:
        """What else the search can narrow by."""
        raise NotImplementedError

    def times_used(self) -> int:
        """How often others have taken it up."""
        return links_to(self)

    def signals(self) -> dict[str, float]:
        """What raises it a little among those that answer a search as well, from 0 to 1."""
        return {}

    def upload_with(self, key: UUID) -> Upload | None:
        """The picture or file with a key, where it is among its own."""
        return next((upload for upload in self.uploads if upload.key == key), None)

    @classmethod
    def searchable(cls) -> Any:
        """Every row with what the search shows of it."""
        rows: Any = with_use(cls.objects.select_related("municipality__county", "network"))
        return rows.prefetch_related(*(hanging(cls, name, *of) for name, of in cls.HANGING.items()))

    @staticmethod
    def read_along(rows: Sequence["Contribution"]) -> None:
        """What `search_document` says besides, for many of one kind."""
        keep_labels(rows)
        for name, of in rows[0].HANGING.items():
            keep_rows(rows, name, *of)
        texts = _texts_of([upload for row in rows for upload in row.uploads])
        for row in rows:
            row.kept_texts = texts

    def texts_to_find(self) -> list[str]:
        """What it is found by, besides its title: its own words first, then those of others in its files."""
        own = (to_plain(getattr(self, name)) for name in self.MARKDOWN)
        return [self.summary, *own, ". ".join(name for name in self.names_to_find() if name), self.text_in_files()]

    def names_to_find(self) -> list[str]:
        """What else it names, such as its files."""
        return [row.title for row in rows_of(self, "files")]

    def text_in_files(self) -> str:
        """What stands in its files: that has the audience of the whole, and no other."""
        uploads = self.uploads
        texts = _texts_of(uploads) if self.kept_texts is None else self.kept_texts
        said = sorted(texts[upload.pk] for upload in uploads if upload.pk in texts)
        return "\n\n".join(text for _pk, text in said)[:LONGEST_FILE_TEXT]

    def linked_texts(self) -> list[str]:
        """The texts in which it may link to others, as readers see them."""
        return [getattr(self, name) for name in self.MARKDOWN] if self.live and not self.is_archived else []

    def search_document(self) -> SearchDocument | None:
        """What is found of it; None where it is not published, or archived."""
        if not self.live or self.is_archived:
            return None
        return SearchDocument(
            kind=self.KIND,
            id=str(self.pk),
            title=self.title,
            text="\n\n".join(text for text in self.texts_to_find() if text),
            url=self.get_absolute_url(),
            audience=self.audience,
            language=self.language,
            municipality=self.municipality_id,
            municipality_name=self.municipality_name,
            network=self.network_id,
            themes=themes_of(self),
            tags=tags_of(self),
            author=self.public_byline,
            date=self.first_published_at,
            facets=self.facets(),
            used=self.times_used(),
            signals=self.signals(),
        )


def _texts_of(uploads: Sequence[Upload]) -> Texts:
    if not uploads:
        return {}
    said = FileText.objects.filter(upload__in=[upload.pk for upload in uploads]).exclude(text="")
    return {upload: (pk, text) for upload, pk, text in said.values_list("upload", "pk", "text")}
