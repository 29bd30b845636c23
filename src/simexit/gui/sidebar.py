"""The list at the left: the case, today and overview, then every step of the plan under its sitting."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from simexit.core.language.messages import show_date
from simexit.core.plan.navigate import CHECK_BEFORE, OVERVIEW, REPORT
from simexit.gui import paint
from simexit.gui.controller import Controller
from simexit.gui.theme import NARROW, NOTE, SIDE, SMALL, Theme, color, font, px
from simexit.gui.widgets.buttons import RowButton, button
from simexit.gui.widgets.labels import Picture, label
from simexit.gui.widgets.layouts import Packed, column, row
from simexit.gui.widgets.panels import Panel
from simexit.gui.widgets.scroll import Bar

if TYPE_CHECKING:
    from simexit.core.case.progress import StepProgress

ENTRY = Qt.ItemDataRole.UserRole
"""What an entry is: kind, page, title, side text, state of the ring, lock."""
Index = QModelIndex | QPersistentModelIndex
WRAP = int(Qt.TextFlag.TextWordWrap)


class _Entries(QStyledItemDelegate):
    """Paints heads, steps with their ring and lock, and the way to the overview."""

    LEFT, RING, GAP, RIGHT = 10, 18, 9, 10

    def _room(self, entry: dict[str, Any], width: int) -> tuple[int, int]:
        """Where the words begin, and how wide they may be."""
        if entry["kind"] == "head":
            metrics = QFontMetrics(font(SMALL))
            beside = metrics.horizontalAdvance(entry["beside"]) + px(8) if entry["beside"] else 0
            return px(self.LEFT), width - px(self.LEFT + self.RIGHT) - beside
        left = px(self.LEFT + self.RING + self.GAP)
        return left, width - left - px(self.RIGHT + (22 if entry["lock"] else 0))

    def _font(self, entry: dict[str, Any]) -> Any:
        if entry["kind"] == "head":
            return font(SMALL, medium=True)
        return font(NOTE, medium=entry["current"])

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(ENTRY)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else px(SIDE)
        room = self._room(entry, width)[1]
        text = paint.lines_of(QFontMetrics(self._font(entry)), entry["title"], room)
        least = {"head": 30, "home": 32}.get(entry["kind"], 27)
        return QSize(px(100), max(px(least), text + px(13 if entry["kind"] == "head" else 8)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, box = index.data(ENTRY), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, room = self._room(entry, option.rect.width())
        if entry["kind"] == "head":
            self._head(painter, entry, box, left, room)
        else:
            self._entry(painter, option, entry, box, left, room)
        painter.restore()

    def _head(self, painter: QPainter, entry: dict[str, Any], box: QRectF, left: int, room: int) -> None:
        painter.setFont(font(SMALL, medium=True))
        painter.setPen(color("text"))
        low = int(Qt.AlignmentFlag.AlignBottom)
        words = QRectF(left, box.top(), room, box.height() - px(4))
        painter.drawText(words, WRAP | low, entry["title"])
        painter.setFont(font(SMALL))
        painter.setPen(color("quiet"))
        words.setRight(box.right() - px(self.RIGHT))
        painter.drawText(words, low | int(Qt.AlignmentFlag.AlignRight), entry["beside"])

    def _entry(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: dict[str, Any], box: QRectF, left: int, room: int
    ) -> None:
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        if entry["current"]:
            paint.rounded(painter, box, 7, "card", "accent" if Theme.current.contrast else None)
        elif over:
            paint.rounded(painter, box, 7, "key", None)
        view = option.widget
        if state & QStyle.StateFlag.State_HasFocus and isinstance(view, QWidget) and view.window().isActiveWindow():
            paint.focus(painter, box, 7)
        mark = QRectF(px(self.LEFT), box.top() + (box.height() - px(self.RING)) / 2, px(self.RING), px(self.RING))
        if entry["kind"] == "home":
            ink = "accent" if entry["current"] else "text"
            paint.draw_icon(painter, entry["icon"], mark.left(), mark.top(), ink, self.RING)
        else:
            paint.ring(painter, mark, entry["ring"])
        quiet = entry["ring"] == "done" or entry["blocked"]
        painter.setFont(self._font(entry))
        painter.setPen(color("accent" if entry["current"] else "quiet" if quiet else "text"))
        words = QRectF(left, box.top(), room, box.height())
        painter.drawText(words, WRAP | int(Qt.AlignmentFlag.AlignVCenter), entry["title"])
        if entry["lock"]:
            top = box.top() + (box.height() - px(16)) / 2
            paint.draw_icon(painter, "lock", box.right() - px(self.RIGHT + 14), top, "danger", 16)


class _List(QListView):
    """The entries; one stop for the keyboard, in which the arrows move and Enter goes there."""

    def __init__(self, go: Callable[[str], object]) -> None:
        super().__init__()
        self._go = go
        self.setModel(QStandardItemModel(self))
        self.setItemDelegate(_Entries(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(Bar())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, False)
        self.viewport().setAutoFillBackground(False)
        self.setAutoFillBackground(False)
        self.clicked.connect(self._open)

    def _open(self, index: QModelIndex) -> None:
        page = index.data(ENTRY)["page"]
        if page:
            self._go(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # words wrap at another place


class Sidebar(Panel):
    """The whole plan, and where one is in it. Every page that is open can be jumped to."""

    def __init__(self, controller: Controller, help_: Callable[[], object], about: Callable[[], object]) -> None:
        super().__init__("side")
        self._controller, self._about = controller, about
        _ = controller.words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.list = _List(controller.go)
        self.list.setAccessibleName(_("The plan"))
        self._name = label("", "strong")
        self._kind = label("", "small")
        self._title = RowButton(
            row(
                column(self._name, self._kind, gap=0.25),
                Picture("chevron-down", (16, 16), "quiet"),
                margins=(1.25, 0.75, 1, 0.75),
            ),
            "",
            self._menu,
        )
        self._title.layout().setStretch(0, 1)  # type: ignore[attr-defined]
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(12), px(12), px(13), px(10))
        outer.setSpacing(px(4))
        outer.addWidget(self._title)
        outer.addWidget(self.list, 1)
        wrong = button(_("If it goes wrong"), help_, "foot", "help")
        record = button(_("Letters, record"), lambda: controller.go(REPORT), "foot", "mail")
        foot = Packed(gap=px(8), lines=0)
        foot.addWidget(wrong)
        foot.addWidget(record)
        outer.addLayout(foot)
        self._drawn: tuple[object, ...] = ()
        self._narrow = False

    def fit(self, window_width: int) -> None:
        """As wide as drawn, but never more than a third of a narrow window with large text."""
        self.setFixedWidth(min(px(SIDE), max(200, round(window_width * 0.32))))
        narrow = window_width < px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            if self._drawn:
                self.draw(str(self._drawn[0]))

    def _menu(self) -> None:
        _, controller = self._controller.words, self._controller
        menu = QMenu(self)
        menu.addAction(_("All my numbers"), controller.home)
        menu.addAction(_("My answers"), lambda: controller.go("answers"))
        carrier = controller.wording.brand()
        menu.addAction(_("All about {carrier}", carrier=carrier), self._about)
        rename = menu.addAction(_("Rename this number…"), self._rename)
        rename.setEnabled(not controller.only_looking)
        menu.exec(self._title.mapToGlobal(self._title.rect().bottomLeft()))
        menu.deleteLater()

    def _rename(self) -> None:
        from simexit.gui.dialogs import ask_line

        controller, _ = self._controller, self._controller.words

        def take(name: str) -> None:
            controller.rename_line(name)
            self.draw(controller.page)

        ask_line(
            self,
            controller,
            _("Rename this number"),
            _("What you call this number, for example: my main number, tablet"),
            _("Rename"),
            take,
            controller.case.line,
        )

    def draw(self, page: str) -> None:
        """Draw the list for the present state and page; scrolled to where one is."""
        controller, _ = self._controller, self._controller.words
        entries = self._entries(page)
        shown = (page, self._narrow, controller.language, str(entries), controller.case.line)
        if shown == self._drawn:
            return  # most keys that are typed into a field change nothing here
        self._drawn = shown
        carrier = controller.wording.brand()
        self._name.setText(
            _("{carrier}, {line}", carrier=carrier, line=controller.case.line) if controller.case.line else carrier
        )
        self._kind.setText(_.listed(self._card()))
        self._title.setAccessibleName(f"{self._name.text()}, {self._kind.text()}")
        model = self.list.model()
        assert isinstance(model, QStandardItemModel)
        position = self.list.verticalScrollBar().value()
        model.clear()
        here = None
        for entry in entries:
            item = QStandardItem(entry["title"])
            item.setData(entry, ENTRY)
            item.setData(entry["spoken"], Qt.ItemDataRole.AccessibleTextRole)
            if entry["why"]:
                item.setToolTip(entry["why"])
            item.setEnabled(bool(entry["page"]))
            model.appendRow(item)
            if entry["current"]:
                here = item
        if here is not None:
            index = model.indexFromItem(here)
            self.list.setCurrentIndex(index)
            self.list.verticalScrollBar().setValue(position)
            self.list.scrollTo(index)

    def _entries(self, page: str) -> list[dict[str, Any]]:
        controller, _ = self._controller, self._controller.words
        progress = controller.progress
        home = self._entry("home", _("Today and overview"), OVERVIEW, page == OVERVIEW, icon="home")
        made = [home]
        sittings = [sitting for sitting in progress.sittings if sitting.steps]
        current = next(
            (s for s in sittings if any(self._is_here(step.step.id, page) for step in s.steps)),
            next((s for s in sittings if s.state != "completed"), None),
        )
        for part in sittings:
            what, day = part.sitting, part.day
            head = self._entry("head", controller.text(what.title), "", False)
            past = day is not None and day <= controller.today()
            head["beside"] = _("now") if past else show_date(day, controller.language, short=True) if day else ""
            if part.state == "completed":
                head["beside"] = ""
            head["spoken"] = ", ".join(filter(None, (head["title"], head["beside"], self._state_words(part.state))))
            if self._narrow and part is not current:
                first = next((s for s in part.steps if s.state != "completed"), part.steps[0] if part.steps else None)
                if first:
                    made.append(self._step(first, page, title=head["title"], state=part.state))
                continue
            made.append(head)
            made += [self._step(step, page) for step in part.steps]
        return made

    def _is_here(self, step: str, page: str) -> bool:
        return step == page or (page == CHECK_BEFORE and step == self._controller.plan.pause_before)

    def _step(self, step: StepProgress, page: str, *, title: str = "", state: str = "") -> dict[str, Any]:
        controller, _ = self._controller, self._controller.words
        here, state = self._is_here(step.step.id, page), state or step.state
        why = ""
        if step.unmet:
            why = _("Cannot start yet: {why}", why=controller.text(step.unmet[0].step.step.title))
        target = CHECK_BEFORE if step.step.id == controller.plan.pause_before and step.unmet else step.step.id
        entry = self._entry("step", title or controller.text(step.step.step.title), target, here and not title)
        entry["ring"] = "done" if state == "completed" else "current" if entry["current"] else "open"
        entry["blocked"] = state == "blocked"
        entry["lock"] = step.step.step.irreversible and not title
        entry["why"] = why
        said = [entry["title"], self._state_words(state), _("You are here") if entry["current"] else ""]
        said.append(_("cannot be undone") if entry["lock"] else "")
        entry["spoken"] = ", ".join(filter(None, said))
        return entry

    def _entry(self, kind: str, title: str, page: str, current: bool, icon: str = "") -> dict[str, Any]:
        return {
            "kind": kind,
            "title": title,
            "page": page,
            "current": current,
            "icon": icon,
            "beside": "",
            "ring": "open",
            "blocked": False,
            "lock": False,
            "why": "",
            "spoken": title,
        }

    def _state_words(self, state: str) -> str:
        _ = self._controller.words
        return {
            "not-started": _("Not started"),
            "in-progress": _("In progress"),
            "completed": _("Completed"),
            "blocked": _("Cannot start yet"),
        }.get(state, "")

    def _card(self) -> list[str]:
        controller, _ = self._controller, self._controller.words
        names = {"physical": _("physical SIM"), "esim": "eSIM", "prepaid": _("prepaid"), "postpaid": _("postpaid")}
        answers = controller.plan.answers
        parts = [names[answers[key]] for key in ("sim", "billing") if answers.get(key) in names]
        return parts or [_("card type not known yet")]
