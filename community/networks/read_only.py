from .models import Network


class ReadOnly(Exception):
    """Something new was to be written in an archived network."""


def require_writable(network: Network) -> None:
    """Raise ReadOnly where the network is archived."""
    if network.is_read_only:
        raise ReadOnly(f"The network «{network}» is archived: nothing new is written in it.")
