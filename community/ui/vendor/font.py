"""Subset Schibsted Grotesk to what Norwegian pages need: weights 400-700, static kerning, tabular digits."""

import io
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

LATIN = "".join(map(chr, range(0x20, 0x7F))) + "\xa0§©«»°·×ÆØÅæøåäöüéèêàáíóòôïÄÖÉÁ–—’“”•…↑↓−"
SAMI = "ČčĐđŊŋŠšŦŧŽž"


def digits_only(font: TTFont) -> None:
    char = {glyph: code for code, glyph in font.getBestCmap().items()}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for glyph in list(getattr(table, "mapping", {})):
                if not chr(char.get(glyph, 0)).isdigit():
                    del table.mapping[glyph]


def static_kerning(font: TTFont) -> None:
    """Kerning that varies with weight costs 7 kB and shows nowhere: keep the regular's."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType != 2:
                continue
            table.ValueFormat1 &= 4
            table.ValueFormat2 &= 4
            if table.Format == 1:
                pairs = [record for pair_set in table.PairSet for record in pair_set.PairValueRecord]
            else:
                pairs = [record for first in table.Class1Record for record in first.Class2Record]
            for pair in pairs:
                for value in (pair.Value1, pair.Value2):
                    for device in ("XAdvDevice", "YAdvDevice", "XPlaDevice", "YPlaDevice"):
                        if value is not None and hasattr(value, device):
                            delattr(value, device)
    font["GDEF"].table.VarStore = None
    font["GDEF"].table.Version = 0x00010000


def make(source: Path, target: Path, letters: str, features: list[str]) -> None:
    font = instancer.instantiateVariableFont(TTFont(source), {"wght": (400, 700)})
    font.flavor = None
    plain = io.BytesIO()
    font.save(plain)
    font = TTFont(io.BytesIO(plain.getvalue()))
    options = subset.Options(layout_features=features, hinting=False, name_IDs=[0, 1, 2, 13, 14], glyph_names=False)
    options.drop_tables += ["gasp", "prep", "MVAR"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    if "GSUB" in font:
        digits_only(font)
    if "GPOS" in font:
        static_kerning(font)
    for record in font["name"].names:
        if record.nameID == 1:
            record.string = "Saman Sans"
    font.flavor = "woff2"
    font.save(target)
    print(target, target.stat().st_size)


if __name__ == "__main__":
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    make(source / "schibsted-grotesk-latin-wght-normal.woff2", target / "saman-sans.woff2", LATIN, ["kern", "tnum"])
    make(source / "schibsted-grotesk-latin-ext-wght-normal.woff2", target / "saman-sans-sami.woff2", SAMI, [])
