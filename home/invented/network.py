"""The demo's network with its programme, themes, partners and municipalities."""

from typing import Any

from community.networks.models import Network, Organisation, Partner, ProcessModel, Programme, Theme
from community.networks.participate import participate
from community.places.models import Municipality

from .files import day, read

LANGUAGES = ("nb", "nn", "en")


def load_network() -> Network:
    """What is there already stays as it is, an editor's changes included."""
    rows = read("network")
    row = rows["network"]
    organisations = _organisations([*rows["programme"]["partners"], *row["partners"]])
    programme = _programme(rows["programme"], organisations)
    themes = [_theme(theme, place) for place, theme in enumerate(read("themes"))]
    network, made = Network.objects.get_or_create(
        slug=row["slug"],
        defaults={
            **_texts(row, "name", "purpose", "goals"),
            "programme": programme,
            "owner": organisations[row["owner"]],
            "funder": organisations[row["funder"]],
            "process_model": ProcessModel.objects.get(key=row["process_model"]),
            "starts_on": day(row["starts_on"]),
            "ends_on": day(row["ends_on"]),
            "status": row["status"],
        },
    )
    if made:
        network.themes.set(theme for theme in themes if theme.slug in row["themes"])
        _fill(network, row, organisations)
    return network


def _fill(network: Network, row: dict[str, Any], organisations: dict[str, Organisation]) -> None:
    for partner in row["partners"]:
        organisation = organisations[partner["key"]]
        Partner.objects.create(network=network, organisation=organisation, **_texts(partner, "role"))
    for place in row["municipalities"]:
        participate(
            network,
            Municipality.objects.get(number=place["number_today"]),
            starts_on=day(place["starts_on"]),
            name_of_the_day=place["name_of_the_day"],
            **_texts(place, "challenge"),
        )


def _organisations(rows: list[dict[str, Any]]) -> dict[str, Organisation]:
    return {
        row["key"]: Organisation.objects.get_or_create(name=row["name"], defaults={"kind": row["kind"]})[0]
        for row in rows
    }


def _programme(row: dict[str, Any], organisations: dict[str, Organisation]) -> Programme:
    programme, made = Programme.objects.get_or_create(slug=row["slug"], defaults=_texts(row, "name", "description"))
    if made:
        programme.partners.set(organisations[partner["key"]] for partner in row["partners"])
    return programme


def _theme(row: dict[str, Any], place: int) -> Theme:
    texts = _texts(row, "name", "problem_statement")
    return Theme.objects.get_or_create(slug=row["slug"], defaults={**texts, "sort_order": place})[0]


def _texts(row: dict[str, Any], *names: str) -> dict[str, str]:
    return {f"{name}_{language}": row[f"{name}_{language}"] for name in names for language in LANGUAGES}
