import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

NUL = [
    "/nb/%00/", "/%00", "/filer/images/a%00b.webp", "/static/%00.css", "/admin/%00/", "/nb/erfaringer/?theme=%00",
    "/nb/erfaringer/?municipality=a%00b", "/nb/erfaringer/?%00", "/nb/sok/?q=a&theme=%00", "/nb/sok/?q=%00",
    "/nb/konto/logg-inn/?next=%00",
]  # fmt: skip


@pytest.mark.parametrize("address", NUL)
def test_an_address_with_a_nul_is_refused_calmly(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert "Adressen, eller det som ble sendt, er ikke slik det skal være" in answer.content.decode()
    assert "Content-Security-Policy" in answer


def test_the_words_of_a_percent_sign_are_no_nul(client: Client) -> None:
    assert client.get("/nb/sok/?q=%2500").status_code == 200


PLACES = [
    "/nb/{}/", "/filer/images/a{}b.webp", "/nb/erfaringer/?theme={}", "/nb/erfaringer/?municipality={}",
    "/nb/erfaringer/?key={}", "/nb/sok/?q={}", "/nb/sok/?q=a&theme={}", "/nb/kommuner/{}/",
    "/nb/konto/logg-inn/?next={}", "/nb/?{}", "/nb/redaktor/?key={}", "/nb/sok/?page={}", "/sprak/nb/?next={}",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "letters", ["%ED%A0%80", "%ED%B0%80", "%FF%FE", "%C0%80", "%F4%90%80%80", "%0D%0A", "%E2%80%AE"]
)
def test_letters_that_are_none_are_answered(client: Client, place: str, letters: str) -> None:
    assert client.get(place.format(letters)).status_code < 500
