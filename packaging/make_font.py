"""Makes the bundled fonts, two weights each: Chinese, and Latin for the languages that are written in it.

    apt-get install fonts-noto-cjk fonts-noto-cjk-extra && pip install fonttools
    python packaging/make_font.py /usr/share/fonts/opentype/noto

Why fonts at all: a system without a CJK font shows boxes, and hardly any has a Chinese one of medium weight; what Qt
thickens instead is smeared. Why a subset: 16 MB become 2. The shapes are those of the mainland, also for Traditional
characters: a second font for the small differences would double the size. Why a Latin family beside it: in the Chinese
one quotes, apostrophes and dots are as wide as a hanzi. It is cut from the Korean face of the same file, where they
are narrow. Why without the CJK
radicals (U+2E80-2FDF): one glyph serves a radical and the common character, and Qt's PDF writer then notes the
radical, so that 手机 cannot be found in the report. Why without `locl`: it gives digits in Latin text other glyphs,
which no character leads to, and then they cannot be found or copied. Why other family names: so that the report's
font is this file even where the full Noto is installed. The font's licence (SIL OFL 1.1, no reserved name) allows all
of it.
"""

import sys
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "resources" / "fonts"
WEIGHTS = {"Regular": 400, "Medium": 500}
LATIN = [(0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x203F), (0x20AC, 0x20AC), (0x2190, 0x2193), (0x2713, 0x2717)]
BLOCKS = [
    *LATIN,
    (0x2460, 0x2473),
    (0x25A0, 0x25A1),
    (0x25CB, 0x25CF),
    (0x2610, 0x2612),
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


def blocks(ranges: list[tuple[int, int]]) -> set[int]:
    return {code for low, high in ranges for code in range(low, high + 1)}


def cut(source: Path, face: str, family: str, weight: str, codes: set[int], must: set[int]) -> None:
    """One weight of one family, under its new name."""
    options = subset.Options()
    options.layout_features = ["ccmp", "mark", "mkmk", "kern"]
    options.hinting, options.notdef_outline = False, True
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    faces = TTCollection(str(source), lazy=True).fonts
    names = [one["name"].getDebugName(16) or one["name"].getDebugName(1) for one in faces]
    options.font_number = names.index(face)
    font = subset.load_font(str(source), options)
    lacking = sorted(must - set(font.getBestCmap()))
    if lacking:
        sys.exit("The font lacks: " + " ".join(map(chr, lacking)))
    if face.endswith("KR"):
        _narrow(font)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes | must)
    subsetter.subset(font)
    _rename(font, family, weight)
    out = FONTS / f"{family.replace(' ', '').replace('SIMExit', 'SimExit')}-{weight}.otf"
    subset.save_font(font, str(out), options)
    print(f"{out.name}: {out.stat().st_size} bytes, {len(font.getBestCmap())} characters")


def _narrow(font: TTFont) -> None:
    """Take the proportional form of what is set as wide as a hanzi (the ellipsis), as its `pwid` feature names it."""
    gsub = font["GSUB"].table
    wanted = {i for f in gsub.FeatureList.FeatureRecord if f.FeatureTag == "pwid" for i in f.Feature.LookupListIndex}
    narrow: dict[str, str] = {}
    for index in wanted:
        for table in gsub.LookupList.Lookup[index].SubTable:
            narrow |= getattr(getattr(table, "ExtSubTable", table), "mapping", {})
    for table in font["cmap"].tables:
        if table.isUnicode() and hasattr(table, "cmap"):
            for code in blocks([(0xA0, 0x17F), (0x2010, 0x203F)]) & set(table.cmap):
                table.cmap[code] = narrow.get(table.cmap[code], table.cmap[code])


def _rename(font: TTFont, family: str, weight: str) -> None:
    """Both weights are one family to every system; those that know four styles only get a family for the second."""
    post = f"{family.replace(' ', '')}-{weight}"
    regular = weight == "Regular"
    new = {1: family if regular else f"{family} {weight}", 2: "Regular", 4: f"{family} {weight}", 6: post}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 1, 2, 4, 5, 6, 13, 14)]
    for record in table.names:
        record.string = new.get(record.nameID, str(record))
    table.setName(family, 16, 3, 1, 0x409)
    table.setName(weight, 17, 3, 1, 0x409)
    font["OS/2"].usWeightClass = WEIGHTS[weight]
    top = font["CFF "].cff
    top.fontNames[0] = post
    top[0].FamilyName, top[0].FullName, top[0].Weight = family, f"{family} {weight}", weight


def main(folder: str) -> None:
    must = in_our_texts()
    for weight in WEIGHTS:
        source = Path(folder) / f"NotoSansCJK-{weight}.ttc"
        cut(source, "Noto Sans CJK SC", "SIM Exit Sans SC", weight, blocks(BLOCKS) | gb2312() | big5(), must)
        cut(source, "Noto Sans CJK KR", "SIM Exit Sans", weight, blocks(LATIN), set())


if __name__ == "__main__":
    main(*sys.argv[1:])
