"""Verbs that close a network for writing and open it again. Its pages stay where they are, for everyone to read."""

from django.db import transaction

from .models import Network, NetworkStatus


class ReadOnly(Exception):
    """Something new was to be written in an archived network."""


def require_writable(network: Network) -> None:
    """Raise ReadOnly where the network is archived."""
    if network.is_read_only:
        raise ReadOnly(f"The network «{network}» is archived: nothing new is written in it. Reopen it first.")


@transaction.atomic
def archive(network: Network) -> Network:
    """Make a network read only."""
    return _set(network, NetworkStatus.ARCHIVED)


@transaction.atomic
def reopen(network: Network) -> Network:
    """Let an archived network be written in again. One that is not archived stays as it is."""
    return _set(network, NetworkStatus.ACTIVE) if network.is_read_only else network


def _set(network: Network, status: NetworkStatus) -> Network:
    network.status = status
    network.save(update_fields=["status"])
    return network
