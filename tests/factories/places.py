from community.places.models import County, Municipality
from community.places.names import folded


def a_municipality(
    name: str = "Grong", number: str = "5045", county: str = "50 Trøndelag", official_name: str = ""
) -> Municipality:
    """A municipality as the register has it; the same one when it is there already."""
    county_number, county_name = county.split(" ", 1)
    in_county, _ = County.objects.get_or_create(number=county_number, defaults={"name": county_name})
    found, _ = Municipality.objects.get_or_create(
        number=number,
        defaults={
            "name": name,
            "official_name": official_name or name,
            "slug": folded(name),
            "county": in_county,
            "longitude": 12.3,
            "latitude": 64.5,
        },
    )
    return found
