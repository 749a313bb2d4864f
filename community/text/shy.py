"""Soft hyphens for long compounds in titles, where a narrow column would break them anywhere."""

import re

HEADS = """
    ansvar arbeid dag dager departement fravær forløp givere gruppe hjelp hverdag jobb kommune kommuner kompetanse
    konferanse kultur leder ledelse leiar nettverk nettverket nærvær omsorg opplæring organisering plan prosjekt
    rekruttering samling samtale samtalen samarbeid sektor stilling stillinger stillingar teneste tenesta tjeneste
    tjenesten tjenester tiltak turnus utvikling verksted vikar vikarer
""".split()
LONG = 15
_SPLIT = re.compile(rf"(?<=\w{{5}})(?=(?:{'|'.join(sorted(HEADS, key=len, reverse=True))})\w{{0,3}}\b)", re.IGNORECASE)
_WORD = re.compile(rf"\w{{{LONG},}}")


def with_soft_hyphens(text: str) -> str:
    """«Innovasjonsnettverket» may break before «nettverket». Shorter words stay whole."""
    return _WORD.sub(lambda word: _SPLIT.sub("\u00ad", word[0], count=1), text)
