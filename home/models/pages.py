from dataclasses import replace
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from community.access.guards import viewer_of
from community.access.viewer import Viewer
from community.networks.models import Theme
from community.publishing.document import SearchDocument
from community.publishing.fields import StreamField
from community.publishing.models import BasePage

from .. import gather
from ..blocks import Body


class ContentPage(BasePage):
    """A page with a body of blocks."""

    body = StreamField(Body(), blank=True, verbose_name=_("content"))

    content_panels: ClassVar[list[Any]] = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        abstract = True

    def body_text(self) -> str:
        return "\n".join(str(part) for part in self.body.stream_block.get_searchable_content(self.body))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "crumbs": gather.way_to(self, viewer_of(request))}


class FrontPage(ContentPage):
    """Where the site begins, one in each language: the promise, and what is new in the rooms."""

    eyebrow = models.CharField(_("line above the promise"), max_length=120, blank=True)
    promise = models.CharField(_("promise"), max_length=120, help_text=_("The page's heading: what a reader gets."))
    searches = models.CharField(
        _("words to search for"), max_length=200, blank=True, help_text=_("Separated by commas.")
    )

    template = "pages/front.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["home.ArticlePage", "home.NewsIndexPage", "home.ThemePage"]
    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        FieldPanel("eyebrow"),
        FieldPanel("promise"),
        FieldPanel("searches"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def search_document(self) -> None:
        """Not to be found: it says what the others say."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        viewer = viewer_of(request)
        news = gather.news(NewsPage.objects, viewer, size=3).rows
        return {**context, **gather.front(viewer), "latest_news": news, "crumbs": []}

    @property
    def search_words(self) -> list[str]:
        return [word.strip() for word in self.searches.split(",") if word.strip()]


class ArticlePage(ContentPage):
    """An article, or one of the pages that a site must have: about, accessibility, privacy, licence."""

    template = "pages/article.html"
    parent_page_types: ClassVar[list[str]] = ["home.FrontPage", "home.ArticlePage"]
    subpage_types: ClassVar[list[str]] = ["home.ArticlePage"]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        below = gather.pages_below(self, viewer_of(request))
        return {**super().get_context(request, *args, **kwargs), "below": below}


class NewsIndexPage(ContentPage):
    template = "pages/news_index.html"
    parent_page_types: ClassVar[list[str]] = ["home.FrontPage"]
    subpage_types: ClassVar[list[str]] = ["home.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        news = gather.news(NewsPage.objects, viewer_of(request), request.GET.get("key", ""))
        return {**super().get_context(request, *args, **kwargs), "page_of_news": news}


class NewsPage(ContentPage):
    date = models.DateField(_("date"), default=timezone.localdate)

    template = "pages/news.html"
    parent_page_types: ClassVar[list[str]] = ["home.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [*BasePage.content_panels, FieldPanel("date"), FieldPanel("body")]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
        indexes = [models.Index(fields=["-date"], name="home_news_by_date")]


class ThemePage(ContentPage):
    """The editors' introduction to a theme: shown on the theme's own page, and found under its address only."""

    theme = models.ForeignKey(Theme, verbose_name=_("theme"), on_delete=models.PROTECT, related_name="pages")

    template = "pages/theme_introduction.html"
    parent_page_types: ClassVar[list[str]] = ["home.FrontPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [*BasePage.content_panels, FieldPanel("theme"), FieldPanel("body")]

    class Meta:
        verbose_name = _("introduction to a theme")
        verbose_name_plural = _("introductions to themes")

    def clean(self) -> None:
        super().clean()
        same = ThemePage.objects.filter(theme=self.theme_id, locale=self.locale_id).exclude(pk=self.pk).first()
        if same:
            said = _("“%(title)s” introduces this theme already, in this language. Change that page instead.")
            raise ValidationError({"theme": said % {"title": same.title}})

    @classmethod
    def introducing(cls, theme: Theme, viewer: Viewer) -> "ThemePage | None":
        """What the editors have written to introduce a theme, in the reader's language where it can be."""
        return gather.in_readers_language(cls.objects.visible_to(viewer).filter(theme=theme), viewer).first()

    def search_document(self) -> SearchDocument | None:
        """To a reader it is the theme itself."""
        document = super().search_document()
        return document and replace(document, themes=(self.theme.slug,), facets={"kind": ("theme",)})

    def chosen(self) -> list[int]:
        """The experiences that the introduction itself shows."""
        blocks = [block.value for block in self.body if block.block_type == "chosen_experiences"]
        return [one.pk for value in blocks for one in value["experiences"] if one]

    def get_url_parts(self, request: HttpRequest | None = None) -> Any:
        parts = super().get_url_parts(request)
        if not parts:
            return parts
        with translation.override(self.language):
            return (*parts[:2], reverse("home:theme", args=[self.theme.slug]))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        super().serve(request, *args, **kwargs)  # the same check as for any page
        return redirect(self.theme.get_absolute_url())
