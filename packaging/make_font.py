"""Makes the bundled Chinese font: a subset of Noto Sans CJK SC under a name of its own.

    apt-get download fonts-noto-cjk && dpkg-deb -x fonts-noto-cjk_*.deb noto && pip install fonttools
    python packaging/make_font.py noto/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc

Why a font at all: a system without a CJK font shows boxes. Why a subset: 16 MB become 2. The shapes are those of the
mainland, also for Traditional characters: a second font for the small differences would double the size. Why without
the CJK
radicals (U+2E80-2FDF): one glyph serves a radical and the common character, and Qt's PDF writer then notes the
radical, so that 手机 cannot be found in the report. Why without `locl`: it gives digits in Latin text other glyphs,
which no character leads to, and then they cannot be found or copied. Why another family name: so that the report's
font is this file even where the full Noto is installed. The font's licence (SIL OFL 1.1, no reserved name) allows all
of it.
"""

import sys
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "resources" / "fonts" / "SimExitSansSC.otf"
FAMILY = "SIM Exit Sans SC"
BLOCKS = [
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x2010, 0x203F),
    (0x20AC, 0x20AC),
    (0x2190, 0x2193),
    (0x2460, 0x2473),
    (0x25A0, 0x25A1),
    (0x25CB, 0x25CF),
    (0x2610, 0x2612),
    (0x2713, 0x2717),
    (0x3000, 0x301F),
    (0xFF01, 0xFF5E),
]


def gb2312() -> set[int]:
    """All characters of GB 2312: a person can write almost any modern Simplified Chinese with them."""
    pairs = (bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(text) for pair in pairs if (text := pair.decode("gb2312", errors="ignore"))}


def big5() -> set[int]:
    """The 5,401 frequent characters of Big5 (its first level): what people write in Traditional Chinese."""
    pairs = (bytes([row, cell]) for row in range(0xA4, 0xC7) for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    codes = (int.from_bytes(pair) for pair in pairs)
    frequent = (code.to_bytes(2) for code in codes if code <= 0xC67E)
    return {ord(text) for pair in frequent if (text := pair.decode("big5", errors="ignore"))}


def in_our_texts() -> set[int]:
    """Every Chinese character that the program itself shows."""
    files = [
        file
        for folder in ("procedures", "resources")
        for ending in ("yaml", "po", "md", "json")
        for file in (ROOT / folder).rglob(f"*.{ending}")
    ]
    letters = {char for file in files for char in file.read_text(encoding="utf-8")}
    return {ord(char) for char in letters if ord(char) > 0x2FDF and unicodedata.category(char)[0] != "C"}


def main(source: str) -> None:
    options = subset.Options()
    options.layout_features = ["ccmp", "mark", "mkmk"]
    options.hinting, options.notdef_outline = False, True
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    faces = [face["name"].getDebugName(1) for face in TTCollection(source, lazy=True).fonts]
    options.font_number = faces.index("Noto Sans CJK SC")
    font = subset.load_font(source, options)
    must = in_our_texts()
    lacking = sorted(must - set(font.getBestCmap()))
    if lacking:
        sys.exit("The font lacks: " + " ".join(map(chr, lacking)))
    subsetter = subset.Subsetter(options)
    subsetter.populate(
        unicodes={code for low, high in BLOCKS for code in range(low, high + 1)} | gb2312() | big5() | must
    )
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4, 16):
            record.string = FAMILY
        elif record.nameID == 6:
            record.string = FAMILY.replace(" ", "") + "-Regular"
    font["CFF "].cff.fontNames[0] = FAMILY.replace(" ", "") + "-Regular"
    subset.save_font(font, str(OUT), options)
    print(f"{OUT.name}: {OUT.stat().st_size} bytes, {len(font.getBestCmap())} characters")


if __name__ == "__main__":
    main(*sys.argv[1:])
