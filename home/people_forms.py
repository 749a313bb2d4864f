from itertools import groupby
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from community.members.person_form import PersonForm
from community.networks.models import Network, RoleKind


class AddPersonForm(PersonForm):
    """A person and the role they get. Of somebody who is here already only the address is read."""

    role = forms.ChoiceField(label=_("Role"))
    field_order = ["email", "role", "name", "municipality", "organisation", "function", "language"]

    def __init__(self, *args: Any, roles: list[tuple[RoleKind, Network | None]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._roles = {f"{kind}:{at.pk if at else ''}": (kind, at) for kind, at in roles}
        self._group_choices()
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        self.fields["language"].widget = forms.RadioSelect(choices=settings.LANGUAGES)
        self.known: User | None = None

    def _group_choices(self) -> None:
        grouped = groupby(self._roles.items(), key=lambda item: item[1][1])
        choices = [
            (at.name if at else _("The whole site"), [(value, kind.label) for value, (kind, _at) in items])
            for at, items in grouped
        ]
        field = self.fields["role"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_email(self) -> str:
        """Known addresses are welcome here: their owner gets one more role."""
        email: str = self.cleaned_data["email"].lower()
        self.known = User.objects.filter(email__iexact=email, anonymised_at=None).first()
        if self.known and not self.known.is_active:
            raise forms.ValidationError(_("This account is closed. An administrator can open it."), code="closed")
        return email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.known:
            for name in set(self.errors) - {"email", "role"}:
                del self.errors[name]
        elif not self.errors and not (cleaned.get("municipality") or cleaned.get("organisation")):
            self.add_error("municipality", _("Choose the municipality, or write the organisation below."))
        return cleaned

    def _post_clean(self) -> None:
        if not self.known:
            super()._post_clean()  # type: ignore[misc]  # not in the stubs

    @property
    def chosen_role(self) -> tuple[RoleKind, Network | None]:
        return self._roles[self.cleaned_data["role"]]

    @property
    def person_fields(self) -> dict[str, Any]:
        """Who a new person is; of one who is here already, what was filled in is not used."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"email", "role"}}
