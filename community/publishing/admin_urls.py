"""Addresses of Wagtail's admin that we answer ourselves. They stand before its own, whose names lead here."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from .admin import ReviewsView, ReviewTasksView, TranslatePageView, suggest_tags

urlpatterns = [
    path("tag-autocomplete/publishing/tag/", require_admin_access(suggest_tags)),
    path("translation/submit/page/<int:page_id>/", require_admin_access(TranslatePageView.as_view())),
    path("reports/workflow/", require_admin_access(ReviewsView.as_view())),
    path("reports/workflow/results/", require_admin_access(ReviewsView.as_view(results_only=True))),
    path("reports/workflow_tasks/", require_admin_access(ReviewTasksView.as_view())),
    path("reports/workflow_tasks/results/", require_admin_access(ReviewTasksView.as_view(results_only=True))),
]
