from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.places.forms import MunicipalityField

from .models import User


class PersonForm(forms.ModelForm[User]):
    """Who somebody is and where they work. A new person is saved without a password."""

    municipality = MunicipalityField(
        required=False, label=_("Municipality"), help_text=_("Start writing. A former name will do too.")
    )

    class Meta:
        model = User
        fields = ["email", "name", "municipality", "organisation", "function", "language"]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Somebody has this address already."), code="taken")
        return email

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("municipality") and cleaned.get("organisation"):
            self.add_error("organisation", _("Choose a municipality or write an organisation, not both."))
        return cleaned

    def save(self, commit: bool = True) -> User:
        if not self.instance.password:
            self.instance.set_unusable_password()
        user: User = super().save(commit)
        return user
