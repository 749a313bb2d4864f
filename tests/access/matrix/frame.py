"""What stands around the content and is secret to nobody: its rows are needed for the addresses of the admin."""

from django.contrib.auth.models import Group
from wagtail.admin.models import EditingSession
from wagtail.models import Collection, Site, Task, Workflow

from cases.models import Experience, Resource
from community.networks.models import Network, Organisation, ProcessModel, Programme, Theme
from community.places.models import Municipality
from forum.models import BoardGroup
from home.models import Feedback

from .world import World

REGISTERS = {
    "network": Network,
    "theme": Theme,
    "organisation": Organisation,
    "processmodel": ProcessModel,
    "programme": Programme,
    "municipality": Municipality,
    "boardgroup": BoardGroup,
    "feedback": Feedback,
    "wagtailsites": Site,
    "wagtailusers_groups": Group,
}


def everything(world: World) -> None:
    Programme.objects.create(slug="saman", name_nb="Saman", name_nn="Saman", name_en="Saman")
    says = world.speaker("feedback", "feedback received")
    Feedback.objects.create(**{name: says(name) for name in ("message", "name", "page")}, email="leser@example.org")
    for namespace, model in REGISTERS.items():
        for row in model.objects.order_by("pk")[:2]:
            world.stands_at(namespace, "", pk=row.pk)
    root = Collection.get_first_root_node()
    world.stands_at("collection", "", pk=root.pk, collection_id=root.pk)
    workflow = Workflow.objects.filter(workflow_content_types__isnull=False).earliest("pk")
    task = Task.objects.get(workflow_tasks__workflow=workflow)
    page = world.addresses["page"][0][1]["pk"]
    world.stands_at("workflow", "", pk=workflow.pk, workflow_pk=workflow.pk, page_pk=page)
    world.stands_at("task", "", pk=task.pk, task_id=task.pk)
    for role, person in world.cast.items():
        if person:
            world.stands_at("person", f"person {role}", pk=person.pk)
            for held in person.roles.all():
                world.stands_at("role", f"person {role}", pk=held.pk)
    _editing(world)
    world.stands_at("article", "", app_label="home", model_name="articlepage", parent_page_id=page,
                    content_type_app_name="home", content_type_model_name="articlepage")  # fmt: skip
    for model_name in ("picture", "librarydocument"):
        world.stands_at("library", "", app_label="images", model_name=model_name, action="add_to_collection")
    world.stands_at("library", "", app_label="wagtailcore", model_name="page", action="publish")
    world.stands_at("tag", "", app_name="publishing", model_name="tag")


def _editing(world: World) -> None:
    """Wagtail asks who else has an object open."""
    for thing, written in world.things.items():
        if isinstance(written, Experience | Resource):
            session = EditingSession.objects.create(
                user=world.person("editor"), content_object=written, last_seen_at=written.created_at
            )
            parts = {"app_label": "cases", "model_name": written.KIND, "app_name": "cases"}
            world.stands_at("editing", thing, **parts, object_id=written.pk, session_id=session.pk)
