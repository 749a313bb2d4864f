"""Whoever waits for a long command sees how far it has come; a log does not."""

from io import StringIO

import pytest
from django.core.management import call_command

from community.members.models import User
from community.networks.models import Network
from tests.factories.cases import an_experience
from tests.terminal import Terminal


@pytest.mark.parametrize(("command", "what"), [("search_rebuild", "Recorded"), ("search_check", "Compared")])
def test_a_bar_is_drawn_on_a_terminal_and_nowhere_else(author: User, network: Network, command: str, what: str) -> None:
    an_experience(author, network)
    call_command("search_rebuild", verbosity=0)
    call_command(command, stdout=(terminal := Terminal()))
    call_command(command, stdout=(log := StringIO()))
    call_command(command, stdout=(silent := Terminal()), verbosity=0)
    bar = terminal.getvalue().rpartition("\r")[2].partition("\n")[0]
    assert bar.startswith("[" + "█" * 20 + f"] {what}: ")
    done, _of, total = bar.rpartition(": ")[2].partition(" of ")
    assert done == total != "0"
    assert "█" not in log.getvalue() + silent.getvalue()
