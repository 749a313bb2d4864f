from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.members.anonymise import anonymise
from community.members.models import User


class Command(BaseCommand):
    help = "Forgets a person for ever: name, address, rights and sessions. What they wrote stays, without the name."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--yes", action="store_true", help="Do it. Without this it is only said who it would be.")

    def handle(self, *args: Any, email: str, yes: bool, **options: Any) -> None:
        person = User.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError(f"Nobody has the address {email}.")
        if not yes:
            self.stdout.write(f"This would forget {person.name} for ever. Add --yes to do it.")
            return
        anonymise(person)
        self.stdout.write(f"Forgotten. What they wrote stays, by «{User.objects.get(pk=person.pk).name}».")
