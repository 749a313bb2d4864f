from django.urls import path

from cases.policy import Action

from .views import desk, desk_proposals

desk_patterns = [
    path("redaktor/", desk.desk, name="desk"),
    path("redaktor/<int:pk>/", desk.case, name="desk_case"),
    path("redaktor/<int:pk>/ta/", desk.judge, {"action": Action.TAKE}, name="desk_take"),
    path("redaktor/<int:pk>/gi-fra-deg/", desk.judge, {"action": Action.GIVE_BACK}, name="desk_give_back"),
    path("redaktor/<int:pk>/send-tilbake/", desk.judge, {"action": Action.SEND_BACK}, name="desk_send_back"),
    path("redaktor/<int:pk>/godkjenn/", desk.judge, {"action": Action.APPROVE}, name="desk_approve"),
    path("redaktor/<int:pk>/forslag/", desk_proposals.suggest, name="desk_propose"),
    path("redaktor/<int:pk>/forslag/trekk/", desk_proposals.withdraw, name="desk_withdraw_proposal"),
]
