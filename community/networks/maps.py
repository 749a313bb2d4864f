from community.places.maps import Map, network_map

from .models import Network


def map_of(network: Network) -> Map:
    """The network's municipalities where they lie, under the names that they take part by («Nøtterøy», nå Færder).

    Asks nothing more where the network was read by `with_participations`.
    """
    taking_part = {it.municipality_id: it for it in network.participations.all()}
    municipalities = [it.municipality for it in taking_part.values()]
    return network_map(municipalities, then={pk: it.name_of_the_day for pk, it in taking_part.items()})
