from typing import Any, ClassVar

from django.db import transaction
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.models import PageManager as WagtailPageManager
from wagtail.query import PageQuerySet

from community.access.audience import PUBLIC, AudienceField, audience_constraint
from community.access.viewer import Viewer


class BasePageQuerySet(PageQuerySet):
    def visible_to(self, viewer: Viewer) -> "BasePageQuerySet":
        return self.filter(live=True, audience__in=viewer.keys)


class BasePage(Page):
    """What every page of ours is: a Wagtail page with an audience key (Wagtail's privacy panel is off).

    A concrete table, so that one query reads pages of every kind by who may see them.
    """

    audience = AudienceField(default=PUBLIC)

    objects: ClassVar[Any] = WagtailPageManager.from_queryset(BasePageQuerySet)()

    settings_panels: ClassVar[list[Any]] = [*Page.settings_panels, FieldPanel("audience")]
    is_creatable = False

    class Meta:
        constraints = [audience_constraint("publishing_page_audience")]

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().publish(revision, *args, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().unpublish(*args, **kwargs)
