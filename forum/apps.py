from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumConfig(AppConfig):
    name = "forum"
    verbose_name = _("Discussions")

    def ready(self) -> None:
        from community.images import unused
        from community.members.anonymise import anonymised
        from community.publishing import below
        from community.publishing.registry import changed
        from community.publishing.vocabulary.taggings import merged

        from . import about, attach, consent_notices, index, moderation_notices, notices, prolong, receivers, waiting
        from .models import Topic

        unused.register(attach.held)
        notices.register_kinds()
        waiting.register_kind()
        prolong.register_kind()
        consent_notices.register_kinds()
        moderation_notices.register_kinds()
        anonymised.connect(receivers.on_anonymised, dispatch_uid="forum-of-whoever-left")
        merged.connect(receivers.on_merged, dispatch_uid="forum-watches-of-merged-tag")
        index.register_kind()
        below.register(about.BELOW)
        changed.connect(about.on_changed, dispatch_uid="forum-narrow-with-what-it-is-about")
        _work_again_and_again()


def _work_again_and_again() -> None:
    from community.worker import periodic

    from . import answers, draft, guarantee, index

    periodic.register("see to questions without an answer", 10 * periodic.MINUTE, guarantee.see_to_questions)
    periodic.register("count questions and answers", periodic.HOUR, answers.count_answers)
    periodic.register("prune drafts in the forum", periodic.DAY, draft.prune)
    periodic.register("make discussions findable", 5, index.bring_in_line)
