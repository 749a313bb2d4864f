"""What the style guide shows: invented rows, and a form with everything that a form can hold."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.ui.forms import Chips, Choices, MarkdownTextarea
from community.ui.pagination import KeyPage


@dataclass(frozen=True)
class SampleMeasure:
    name: str
    before: Decimal
    after: Decimal
    n: int
    no_effect: bool = False
    unit: str = "%"
    period: str = "2012–2013"
    source: str = ""


@dataclass(frozen=True)
class SamplePlace:
    name: str
    x: float
    y: float
    url: str = "#"
    sub: str = ""
    origin: bool = False
    side: str = "right"


@dataclass(frozen=True)
class SampleMap:
    land: str = "M140 480L300 440 380 520 300 700 290 930 120 960 40 850 60 720z"
    view_box: str = "-30 430 435 560"
    places: list[SamplePlace] = field(
        default_factory=lambda: [
            SamplePlace("Grong", 310, 526, origin=True),
            SamplePlace("Kristiansund", 144, 622, side="left"),
            SamplePlace("Hamar", 247, 790),
            SamplePlace("Nøtterøy", 211, 919, sub="nå Færder", side="left"),
            SamplePlace("Sarpsborg", 240, 915),
        ]
    )


class SampleForm(forms.Form):
    title = forms.CharField(label=_("Title"), help_text=_("Say what you did, not what the project is called."))
    email = forms.EmailField(label=_("Work e-mail"))
    need = forms.CharField(label=_("Need"), widget=MarkdownTextarea, required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), choices=[("faerder", "Færder (før Nøtterøy)")])
    themes = forms.MultipleChoiceField(
        label=_("Themes"), choices=[("a", "Sykefravær"), ("b", "Heltidskultur")], widget=Chips, required=False
    )
    again = forms.ChoiceField(
        label=_("Would you do it again?"),
        choices=[("yes", _("Yes")), ("partly", _("Partly")), ("no", _("No"))],
        widget=Choices(choice_help={"no": _("That helps others too.")}),
    )
    file = forms.FileField(label=_("File"), required=False)
    licence = forms.BooleanField(label=_("Others may use this under CC BY 4.0"), required=False)


def parts() -> dict[str, Any]:
    """The context of the style guide."""
    return {
        "form": SampleForm({"title": "Mentor for nye vikarer", "email": "postmottak.grong.no", "themes": ["a"]}),
        "strip": [("origin", "Grong"), ("used", "Frøya"), ("test", "Hamar prøver"), ("drop", "Sarpsborg la det bort")],
        "measures": [
            SampleMeasure("Hele kommunen", Decimal("91.6"), Decimal("93.4"), 214),
            SampleMeasure("Drift og vei", Decimal("89.7"), Decimal("94.9"), 31),
            SampleMeasure("Skole", Decimal("93.1"), Decimal("94.6"), 58),
            SampleMeasure("Helse og omsorg", Decimal("89.4"), Decimal("89.6"), 96, no_effect=True),
        ],
        "changes": [
            ("Tittel", [("same", "Mentor")]),
            ("Hva skjedde", [("del", "Alle var fornøyde"), ("ins", "Fire av fem ble til ut august"), ("same", ".")]),
        ],
        "drawing": SampleMap(),
        "page": KeyPage([1], newer="x", older="y"),
        "filters": [
            {"label": "Venter på oss", "url": "#", "current": True, "count": 4},
            {"label": "Venter på forfatter", "url": "#", "current": False},
        ],
        "swatches": [
            ("ink", "Blekk", "tekst, tunge streker"),
            ("petrol", "Petrol", "handling, lenker"),
            ("thread", "Tråd", "bare strek og knute"),
            ("lichen", "Kartlav", "nytt, treff, land"),
            ("fjord", "Fjord", "topp, valgt"),
            ("mist", "Dis", "bånd"),
        ],
    }
