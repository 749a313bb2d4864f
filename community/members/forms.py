"""Forms of the sign-in, in our own words. Passwords are asked for once: who mistypes asks for a new link."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import User
from .tasks import send_reset_link

NEW_PASSWORD = _("New password")
NEW_PASSWORD_HELP = _("At least 12 characters. A few words in a row are easy to remember and hard to guess.")
NO_ADDRESS = _("Write your e-mail address, like this: name@municipality.no")
NO_PASSWORD = _("Write the password that you want.")


def _say(field: forms.Field, label: Any, help_text: Any = "", missing: Any = "", **attrs: str) -> None:
    """A field in our words, and without the placeholder that says its label once more."""
    field.label, field.help_text = label, help_text
    if missing:
        field.error_messages["required"] = missing
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["login"], _("E-mail address"), missing=NO_ADDRESS, autocomplete="username")
        _say(self.fields["password"], _("Password"), missing=_("Write your password."))


class AskForLinkForm(ResetPasswordForm):
    """Asks for a link to choose a new password. Known address or not, the request does the very same work."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["email"], _("E-mail address"), missing=NO_ADDRESS, autocomplete="username")

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        send_reset_link.enqueue(email, timezone.now().isoformat())
        return email


class NewPasswordForm(ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _say(self.fields["password1"], NEW_PASSWORD, NEW_PASSWORD_HELP, NO_PASSWORD)


class AnotherPasswordForm(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _say(self.fields["oldpassword"], _("The password you have now"), missing=_("Write your password."))
        _say(self.fields["password1"], NEW_PASSWORD, NEW_PASSWORD_HELP, NO_PASSWORD)


class FirstPasswordForm(forms.Form):
    """The invited person's own password."""

    password = forms.CharField(
        label=_("Choose a password"),
        help_text=NEW_PASSWORD_HELP,
        error_messages={"required": NO_PASSWORD},
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password


class ProfileForm(forms.ModelForm[User]):
    """What a person may say of themselves. Where they work is said by those who invite."""

    class Meta:
        model = User
        fields = ["name", "function", "language"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "function": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "language": forms.RadioSelect,
        }
