"""Words in bokmål and nynorsk that the warning about small numbers goes by."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SMALL = (
    "null", "en|én|ei|ein|ett|eitt|éin|éitt|et", "to", "tre", "fire", "fem", "seks", "sju|syv", "åtte", "ni", "ti",
    "elleve", "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten", "tjue|tyve",
)  # fmt: skip
_TENS = {"tretti": 30, "tredve": 30, "førti": 40, "femti": 50, "seksti": 60, "sytti": 70, "åtti": 80, "nitti": 90}

NUMBERS: dict[str, int] = {word: value for value, words in enumerate(_SMALL) for word in words.split("|")}
NUMBERS |= _TENS
NUMBERS |= {
    f"{ten}{one}": value + NUMBERS[one]
    for ten, value in {"tjue": 20, **_TENS}.items()
    for one in ("en", "ein", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni")
}
NUMBERS["hundre"] = 100

PEOPLE = (
    "ansatte", "tilsette", "vikare?r", "vikarar", "personer", "personar", "folk", "mennesker", "menneske", "menn",
    "kvinner", "brukere", "brukarar", "brukarane", "brukerne", "beboere", "bebuarar", "pasienter", "pasientar",
    "deltakere", "deltakarar", "ledere", "leiarar", "pleiere", "pleiarar", "medarbeidere", "medarbeidarar", "elever",
    "elevar", "barn", "unge", "ungdommer", "ungdommar", "lærere", "lærarar", "kolleger", "kollegaer", "kollegaar",
    "søkere", "søkjarar", "studenter", "studentar", "lærlinger", "lærlingar", "familier", "familiar", "foreldre",
    "innbyggere", "innbyggjarar", "respondenter", "respondentar", "mentorer", "mentorar", "vakter på", "årsverk",
    "arbeidere", "arbeidarar", "rådgivere", "rådgjevarar", "assistenter", "assistentar", "sykmeldte", "sjukmelde",
)  # fmt: skip
"""Endings of words for people in the plural, so that «sykepleiere» and «sommervikarer» count too."""

COUNTED_THINGS = _words(
    """kommuner kommunar kommunene kommunane nettverk fylker fylke samlinger samlingar tiltak tiltakene tiltaka møter
    møte møtene måneder månader månedene månadene uker veker ukene vekene dager dagar dagene dagane år årene åra timer
    timar ganger gonger gongar forsøk spørsmål mål målene måla skjema punkt punkter steg trinn faser fasar kroner
    prosjekter prosjekt forslag vakter helger helgar runder rundar stillinger stillingar avtaler avtalar kvartal
    vaktene vaktane spørsmålene spørsmåla poeng dokumenter dokument ideer idear tema rapporter rapportar"""
)
"""What is counted and is nobody."""

UNITS = (
    "sykehjem", "sykehjemmet", "sjukeheim", "sjukeheimen", "barnehage", "barnehagen", "barnehagar", "skole", "skolen",
    "skule", "skulen", "avdeling", "avdelinga", "avdelingen", "bofellesskap", "bofellesskapet", "bufellesskap",
    "bufellesskapet", "omsorgssenter", "omsorgssenteret", "bosenter", "busenter", "dagsenter", "aktivitetssenter",
    "helsehus", "helsestasjon", "legekontor", "sone", "sona", "sonen", "vaktlag", "tjenestested", "gruppe", "post",
    "aldershjem", "aldersheim", "enhet", "eining",
)  # fmt: skip

UNIT_ENDINGS = (
    "skolen", "skulen", "heimen", "hjemmet", "tunet", "barnehagen", "senteret", "sykehjem", "sjukeheim",
)  # fmt: skip

WORDS_BEFORE_A_UNIT = _words(
    """en ein ei et eit ett hver kvar hvert kvart hver-kvar ingen inga vår vårt våre deres dykkar denne dette den det
    alle min mi mitt neste første andre tredje samme same kommunal kommunalt kommunale ny nytt nye stor stort liten lita
    lite annen anna noen nokon noe noko på ved i fra frå til og eller men når da då vi de dei også for hele heile
    hvilken hvilket kva hvor kor både to tre fire fem seks sju åtte ni ti mange flere fleire begge ks privat egen eigen
    eget eige siste eneste einaste"""
)
"""Words that may open a sentence before «avdeling» without being its name."""


def number(written: str) -> float | None:
    """The value of a number in figures or words, or None."""
    word = written.lower()
    if word in NUMBERS:
        return NUMBERS[word]
    try:
        return float(word.replace(",", "."))
    except ValueError:
        return None
