"""The demo's editorial pages, laid out by `home.demo_pages` where they are not there yet."""

from community.publishing.models import BasePage
from home.demo_pages import load_pages

from .experiences import by_key
from .files import read


def load_missing_pages() -> bool:
    """Whether there was anything to lay out. Once all stand, they are the editors' own and left alone."""
    data = read("pages")
    wanted = {row["slug"] for row in data if row["parent"]}
    if wanted <= set(BasePage.objects.filter(slug__in=wanted).values_list("slug", flat=True)):
        return False
    load_pages(data, {key: experience.pk for key, experience in by_key().items()})
    return True
