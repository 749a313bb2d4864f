from datetime import date

from community.networks.models import Network, NetworkStatus, Organisation, ProcessModel, Theme


def a_network(slug: str = "innovasjon", status: str = NetworkStatus.ACTIVE) -> Network:
    owner, _ = Organisation.objects.get_or_create(name="KS", defaults={"kind": "employers"})
    process, _ = ProcessModel.objects.get_or_create(
        key="n3", defaults={"name_nb": "N3", "name_nn": "N3", "name_en": "N3", "is_default": True}
    )
    name = slug.capitalize()
    network, _ = Network.objects.get_or_create(
        slug=slug,
        defaults={
            "name_nb": name,
            "name_nn": name,
            "name_en": name,
            "purpose_nb": "Lære av hverandre",
            "owner": owner,
            "process_model": process,
            "starts_on": date(2013, 1, 1),
            "status": status,
        },
    )
    return network


def a_theme(slug: str = "sykefravaer", name: str = "Sykefravær og nærvær") -> Theme:
    theme, _ = Theme.objects.get_or_create(slug=slug, defaults={"name_nb": name, "name_nn": name, "name_en": name})
    return theme
