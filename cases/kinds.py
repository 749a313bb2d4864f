"""The kinds of contributions, with what a page that serves each of them has to know: model, form, fields and words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .forms import ContributionForm, ExperienceForm, ResourceForm
from .models import Contribution, Experience, Resource


@dataclass(frozen=True)
class Kind:
    model: type[Contribution]
    form: type[ContributionForm]
    fields: str
    """The template of its form's fields."""
    mine: Any
    write: Any
    how: Any
    change: Any
    go_on: Any
    come_from: Any
    others_find: Any
    invitation: Any

    def route(self, name: str) -> str:
        """The name of its own route, by that of experiences."""
        return name + self.model.ROUTE_SUFFIX

    @property
    def write_route(self) -> str:
        return self.route("cases:write")

    @property
    def mine_route(self) -> str:
        return self.route("cases:mine")

    @property
    def autosave_route(self) -> str:
        return self.route("cases:autosave_new")

    @property
    def list_route(self) -> str:
        return f"cases:{self.model.KIND}_list"


EXPERIENCES = Kind(
    Experience,
    ExperienceForm,
    "cases/_write_experience.html",
    mine=_("My experiences"),
    write=_("Write an experience"),
    how=_("Five fields, about five minutes. Write it as you would tell it to a colleague in another municipality."),
    change=_("Change an experience"),
    go_on=_("Go on with the experience"),
    come_from=_("Experience from"),
    others_find=_("Others find the experience"),
    invitation=_("Five fields, about five minutes. What did you try, what happened, and what did not work?"),
)
RESOURCES = Kind(
    Resource,
    ResourceForm,
    "cases/_write_resource.html",
    mine=_("My resources"),
    write=_("Share a resource"),
    how=_("A method, a template, a checklist: a file or a link, what it is for, and what others may do with it."),
    change=_("Change a resource"),
    go_on=_("Go on with the resource"),
    come_from=_("Resource from"),
    others_find=_("Others find the resource"),
    invitation=_("Do you have a template or a checklist that others could use? It takes about five minutes."),
)
KINDS = (EXPERIENCES, RESOURCES)


def kind_of(contribution: Contribution) -> Kind:
    return next(kind for kind in KINDS if isinstance(contribution, kind.model))
