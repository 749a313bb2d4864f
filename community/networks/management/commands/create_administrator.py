from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from community.members.invite import invite, link, token_for
from community.members.models import User
from community.networks.grant import grant
from community.networks.models import RoleKind
from community.ui.navigation import absolute


class Command(BaseCommand):
    help = "Make somebody an administrator. Who is new gets a link by e-mail, printed here too, to choose a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="Administrator")
        parser.add_argument("--organisation", default="KS")

    @transaction.atomic
    def handle(self, *args: Any, email: str, name: str, organisation: str, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"«{email}» is no e-mail address.") from None
        person = User.objects.filter(email__iexact=email).first()
        if person and not person.is_active:
            raise CommandError(f"The account of {email} is closed.")
        person = person or invite(email, by=None, name=name, organisation=organisation)
        grant(person, RoleKind.ADMINISTRATOR)
        self.stdout.write(f"{person.email} is an administrator.")
        if not person.has_usable_password():
            self.stdout.write(f"The link to choose a password, for seven days: {absolute(link(token_for(person)))}")
