"""The palettes as they are: contrast by computation (WCAG 2.2), two real weights, no synthetic bold."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette, QRawFont

from simexit.gui.theme import DARK, FONT_FAMILY, LATIN_FAMILY, LIGHT, Colors, Theme, from_system

GROUNDS = ("window", "side", "card", "tint", "doubt_ground", "danger_ground", "key")
FAMILIES = [("en", LATIN_FAMILY), ("es", LATIN_FAMILY), ("zh-Hans", FONT_FAMILY)]
INKS = ("text", "quiet", "accent", "doubt", "danger")


def luminance(color: str) -> float:
    shares = QColor(color).getRgbF()[:3]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def high_contrast(window: str, text: str, highlight: str, on: str) -> Colors:
    palette, role = QPalette(), QPalette.ColorRole
    for target, value in (
        (role.Window, window),
        (role.Base, window),
        (role.WindowText, text),
        (role.Highlight, highlight),
        (role.HighlightedText, on),
    ):
        palette.setColor(target, QColor(value))
    return from_system(palette)


PALETTES = {
    "light": LIGHT,
    "dark": DARK,
    "contrast black": high_contrast("#000000", "#ffffff", "#1aebff", "#000000"),
    "contrast white": high_contrast("#ffffff", "#000000", "#37006e", "#ffffff"),
}


@pytest.mark.parametrize("name", PALETTES)
def test_texts_reach_4_5_and_outlines_3_on_every_ground(name: str) -> None:
    colors = PALETTES[name]
    for ink, ground in itertools.product(INKS, GROUNDS):
        found = contrast(getattr(colors, ink), getattr(colors, ground))
        assert found >= 4.5, f"{name}: {ink} on {ground} has {found:.2f}"
    for ground in GROUNDS:
        assert contrast(colors.edge, getattr(colors, ground)) >= 3, f"{name}: edge on {ground}"
    assert contrast(colors.on_accent, colors.accent) >= 4.5


@pytest.mark.parametrize(("language", "first"), FAMILIES)
@pytest.mark.parametrize("medium", [False, True])
def test_both_weights_of_the_family_of_the_language_are_real(
    qapp: Any, language: str, first: str, medium: bool
) -> None:
    font = Theme(language=language).font(15, medium=medium)
    assert font.families()[0] == first
    assert QFontInfo(font).family() == first
    wanted = QFont.Weight.Medium if medium else QFont.Weight.Normal
    assert QRawFont.fromFont(font).weight() == wanted, "Qt would thicken another weight, which smears Chinese"


def test_english_quotes_are_narrow_and_chinese_ones_wide(qapp: Any) -> None:
    for language, narrow in (("en", True), ("zh-Hans", False)):
        raw = QRawFont.fromFont(Theme(language=language).font(15))
        wide = raw.advancesForGlyphIndexes(raw.glyphIndexesForString("“"))[0].x()
        assert (wide < 12) is narrow
