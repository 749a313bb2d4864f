from django.apps import AppConfig, apps
from django.core.exceptions import ImproperlyConfigured
from wagtail import signals
from wagtail.admin.apps import WagtailAdminAppConfig

from community.worker import periodic


class NotificationsConfig(AppConfig):
    name = "community.notifications"
    default = True

    def ready(self) -> None:
        from . import deliver, fan_out, mail, prune, read, receivers

        periodic.register("tell of what has happened", 2, fan_out.pick_up)
        periodic.register("write mail of notices", 5, mail.write)
        periodic.register("forget old notices", periodic.DAY, prune.prune)
        periodic.register("recount unread notices", periodic.DAY, read.recount)
        periodic.register("deliver mail", 5, deliver.deliver)
        periodic.register("forget old mail", periodic.DAY, deliver.forget)


class QuietAdminConfig(WagtailAdminAppConfig):
    """Wagtail's admin without its workflow mails, half of them English: the rooms send their own (cases.tell)."""

    def ready(self) -> None:
        super().ready()
        for signal, sender, uid in (
            (signals.task_submitted, "TaskState", "group_approval_task_submitted_email_notification"),
            (signals.workflow_submitted, "WorkflowState", "workflow_state_submitted_email_notification"),
            (signals.workflow_rejected, "WorkflowState", "workflow_state_rejected_email_notification"),
            (signals.workflow_approved, "WorkflowState", "workflow_state_approved_email_notification"),
        ):
            # A fault here would send each mail twice over: it must not pass unseen after an upgrade.
            if not signal.disconnect(sender=apps.get_model("wagtailcore", sender), dispatch_uid=uid):
                raise ImproperlyConfigured(f"Wagtail no longer connects {uid}")
