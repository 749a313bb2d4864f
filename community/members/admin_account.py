from wagtail.admin.views.account import AccountView, BaseSettingsPanel

OURS = {"name_email", "avatar", "notifications", "password"}


class AdminAccountView(AccountView):
    """The admin's own settings. Name, password and mail belong to the profile on the site."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        return [panel for panel in super().get_panels() if panel.name not in OURS]
