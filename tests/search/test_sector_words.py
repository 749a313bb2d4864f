"""The sector's own words: each of a pair finds the other, in either written form."""

import pytest

from tests.search.test_query import finds

PAIRS = """
turnusen turnusane
sykemelding sjukmelding
sykmeldte sjukmelde
langtidsfravær langtidsfråvær
egenmelding eigenmelding
nærvær nærværet
heltidsstilling heiltidsstilling
deltidsansatt deltidstilsett
vikarer vikarar
rekruttere rekruttering
ansettelse tilsetjing
omdømme omdømet
lærlinger lærlingar
medarbeiderne medarbeidarane
ansatte tilsette
tillitsvalgte tillitsvalde
hovedtillitsvalgt hovudtillitsvald
verneombud verneombod
hovedverneombud hovudverneombod
barnehager barnehagar
helsefagarbeidere helsefagarbeidarar
helsesykepleier helsesjukepleiarane
klarspråk klart-språk
hjemmesykepleien heimetenestene
heimesjukepleie hjemmetjenester
svangerskap gravide
graviditet svangerskapet
sykehjemmet sjukeheimen
bofellesskap bufellesskapet
avlastning avlasting
anskaffelse innkjøp
videreutdanning vidareutdanning
turnover gjennomtrekk
sfo skulefritidsordning
lærere lærarar
enhetsleder einingsleiar
veileder rettleiar
pårørende pårørande
brukermedvirkning brukarmedverknad
"""


@pytest.mark.parametrize(("one", "other"), [line.split() for line in PAIRS.split("\n") if line])
def test_each_word_of_a_pair_finds_the_other(one: str, other: str) -> None:
    other = other.replace("-", " ")
    assert finds(one, other) and finds(other, one)
