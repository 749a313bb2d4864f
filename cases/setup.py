"""What review needs in the database: the editors' group with its rights, and Wagtail's workflow on experiences."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

from community.networks.grant import EDITORS

from .models import Experience

REVIEW = "Gjennomgang av erfaringer"
"""Stored in the database and shown in Wagtail's admin: content, so in the site's first language."""


@transaction.atomic
def setup_review() -> None:
    """Idempotent. Without it `submit` fails loudly, and the health address says so."""
    editors, _ = Group.objects.get_or_create(name=EDITORS)
    kind = ContentType.objects.get_for_model(Experience)
    editors.permissions.add(
        *Permission.objects.filter(content_type=kind, codename__in=["change_experience", "publish_experience"]),
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
    )
    workflow, _ = Workflow.objects.get_or_create(name=REVIEW)
    task, made = GroupApprovalTask.objects.get_or_create(name=REVIEW)
    if made:
        task.groups.add(editors)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": 0})
    WorkflowContentType.objects.update_or_create(content_type=kind, defaults={"workflow": workflow})


def review_is_set_up() -> bool:
    return Experience.get_default_workflow() is not None and Group.objects.filter(name=EDITORS).exists()
