"""What review needs in the database: the editors' group with its rights, and Wagtail's workflow on experiences."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

from community.networks.grant import EDITORS

from .models import Contribution, Experience, Resource

REVIEWS: dict[type[Contribution], str] = {
    Experience: "Gjennomgang av erfaringer",
    Resource: "Gjennomgang av ressurser",
}
"""Stored in the database and shown in Wagtail's admin: content, so in the site's first language."""


@transaction.atomic
def setup_review() -> None:
    """Idempotent. Without it `submit` fails loudly, and the health address says so."""
    editors, _ = Group.objects.get_or_create(name=EDITORS)
    editors.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
    )
    for model, name in REVIEWS.items():
        _setup(model, name, editors)


def review_is_set_up() -> bool:
    reviewed = all(model.get_default_workflow() is not None for model in REVIEWS)
    return reviewed and Group.objects.filter(name=EDITORS).exists()


def _setup(model: type[Contribution], name: str, editors: Group) -> None:
    kind = ContentType.objects.get_for_model(model)
    rights = [f"{right}_{model._meta.model_name}" for right in ("change", "publish")]
    editors.permissions.add(*Permission.objects.filter(content_type=kind, codename__in=rights))
    workflow, _ = Workflow.objects.get_or_create(name=name)
    task, made = GroupApprovalTask.objects.get_or_create(name=name)
    if made:
        task.groups.add(editors)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": 0})
    WorkflowContentType.objects.update_or_create(content_type=kind, defaults={"workflow": workflow})
