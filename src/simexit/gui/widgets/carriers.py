"""Choosing the brand: twelve tiles, a field that finds by any name, and three ways out that are always in sight."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from simexit.core.knowledge.find import Found, find, main_record, said_of
from simexit.core.knowledge.types import Carrier
from simexit.gui.controller import Controller
from simexit.gui.paint import as_icon
from simexit.gui.theme import UNIT, px
from simexit.gui.widgets.fields import Line
from simexit.gui.widgets.labels import label
from simexit.gui.widgets.layouts import Flow, column, empty
from simexit.gui.widgets.option import BrandTile, Chosen, WayOut
from simexit.gui.widgets.panels import frame

POPULAR = (
    "t-mobile", "att", "verizon", "mint-mobile", "visible", "cricket", "metro", "us-mobile", "tello", "ultra-mobile",
    "google-fi", "lycamobile",
)  # fmt: skip
"""What nearly everyone has, the four largest first."""
RESELLER, UNLISTED = "reseller", "unlisted"
MOST_HITS = 12


class CarrierPicker(QWidget):
    """Type to find: by name, Chinese name, nickname, parent, or the digits of the card."""

    chosen = Signal(str)

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self._controller = controller
        _, brands = controller.words, controller.knowledge.brands
        self._listed = [slug for slug in brands if slug not in (RESELLER, UNLISTED)]
        self._everything = False
        self.took = False
        """Enter has just chosen something: it does not go on as well."""
        self.search = Line()
        self.search.setMinimumHeight(px(44))
        self.search.addAction(as_icon("search", "quiet"), Line.ActionPosition.LeadingPosition)
        self.search.setPlaceholderText(_("A name, a line of your bank statement, or the number on the card"))
        self.search.setAccessibleName(_("Find your carrier"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.returnPressed.connect(self._take_first)
        self._caption = label("", "section")
        self._told = column(gap=0.75)
        self._flow = Flow(least=px(200), gap=px(UNIT * 1.5), most=4)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(lambda _id: self._picked())
        self.tiles: dict[str, Chosen] = {}
        self._slugs: list[tuple[str, str]] = []
        ways = Flow(least=px(240), gap=px(UNIT * 1.5), most=3)
        self.all = WayOut("", "list")
        self.all.setAutoExclusive(False)
        self.all.setCheckable(False)
        self.all.clicked.connect(self._show_all)
        self.ways: dict[str, Chosen] = {}
        ways.addWidget(self.all)
        for slug, icon in ((RESELLER, "person"), (UNLISTED, "ask")):
            if slug in brands:
                made = WayOut(main_record(brands[slug]).called(controller.language), icon)
                self._group.addButton(made)
                made.setChecked(controller.draft.get("carrier") == slug)
                self.ways[slug] = made
                ways.addWidget(made)
        self.setLayout(
            column(
                self.search, self._told, self._caption, self._flow, label(_("None of these"), "section"), ways, gap=1
            )
        )
        self._show()

    def _show(self) -> None:
        controller, _ = self._controller, self._controller.words
        brands, text = controller.knowledge.brands, self.search.text().strip()
        typed = find(controller.knowledge, text) if text else None
        chosen = controller.draft.get("carrier")
        by_name = sorted(self._listed, key=lambda slug: main_record(brands[slug]).name.casefold())
        if typed is not None:
            slugs = [slug for slug in typed.brands if slug not in self.ways][:MOST_HITS]
        else:
            slugs = by_name if self._everything else [slug for slug in POPULAR if slug in brands]
        if chosen in self._listed and chosen not in slugs:
            slugs = [*slugs[: MOST_HITS - 1], str(chosen)] if not self._everything else slugs
        self._tell(typed)
        self._caption.setText(
            _("Found")
            if text and slugs
            else _("Nothing found")
            if text
            else _("All, by letter")
            if self._everything
            else _("Popular")
        )
        number = len(self._listed)
        words = _("The popular ones") if self._everything else _("All {n}, by letter", n=number)
        self.all.setText(words)
        self.all.setAccessibleName(words)
        wanted = [(slug, self._hint(slug, text if typed and typed.kind == "name" else "")) for slug in slugs]
        if wanted == self._slugs:
            return
        self._slugs = wanted
        for tile in self.tiles.values():
            self._group.removeButton(tile)
        empty(self._flow)
        self.tiles = {}
        for slug, hint in wanted:
            tile = BrandTile(main_record(brands[slug]).name, hint)
            self._group.addButton(tile)
            tile.setChecked(slug == chosen)  # only now: the group has to know which one it is
            self._flow.addWidget(tile)
            self.tiles[slug] = tile

    def _hint(self, slug: str, typed: str) -> str:
        """How it is paid and whose it is; for a hit why it was found."""
        _, records = self._controller.words, self._controller.knowledge.brands[slug]
        carrier = main_record(records)
        if carrier.status == "closed":
            return _("closed")
        ways = {part for record in records for part in record.billing} if hasattr(carrier, "billing") else set()
        parts = [word for key, word in (("postpaid", _("postpaid")), ("prepaid", _("prepaid"))) if key in ways]
        if carrier.kind == "travel-esim":
            parts = [_("travel eSIM")]
        why = self._why(carrier, records, typed)
        if why:
            parts.append(why)
        return _.listed(parts)

    def _why(self, carrier: Carrier, records: list[Carrier], typed: str) -> str:
        """The other name by which it is known: the one that was typed, else its local one."""
        _, language = self._controller.words, self._controller.language
        low = typed.casefold()
        if low and low not in carrier.name.casefold():
            for record in records:
                for name in (*(record.names or {}).values(), *record.nicknames):
                    if low in name.casefold():
                        return f"“{name}”"
            if carrier.parent:
                return _("part of {company}", company=carrier.parent)
        own = carrier.called(language)
        if own != carrier.name:
            return own
        return next((name for name in carrier.nicknames if not name.isascii()), "") if language.startswith("zh") else ""

    def _tell(self, typed: Found | None) -> None:
        """What is known about what was typed, where that is more than a name: whose digits, what became of a brand."""
        empty(self._told)
        if typed is None:
            return
        _ = self._controller.words
        head = said_of(typed, _)
        lines: list[QWidget] = [label(head, "strong")] if head else []
        for note in typed.notes:
            lines.append(label(self._controller.text(note.fact.says)))
            lines.append(label(self._controller.wording.source(note.fact, note.read), "quiet"))
        if lines:
            self._told.addWidget(frame("band", column(*lines, gap=0.5, margins=(1.5, 1.25, 1.5, 1.25))))

    def _picked(self) -> None:
        for slug, tile in (*self.tiles.items(), *self.ways.items()):
            if tile.isChecked():
                self._controller.answer("carrier", slug)
                self.chosen.emit(slug)

    def _show_all(self) -> None:
        self._everything = not self._everything or bool(self.search.text())
        self.search.clear()
        self._show()

    def _take_first(self) -> None:
        """Enter takes the best hit; pressed again it goes on."""
        first = next(iter(self.tiles), None)
        if self.search.text().strip() and first and self._controller.draft.get("carrier") != first:
            self.tiles[first].setChecked(True)
            self.tiles[first].setFocus()
            self.took = True
            self._picked()
