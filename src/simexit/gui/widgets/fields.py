"""Where values are entered: text, money, dates, one of several."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from simexit.core.language import days
from simexit.core.language.messages import Words
from simexit.gui import paint
from simexit.gui.theme import INPUT, UNIT, color, px
from simexit.gui.widgets.buttons import IconButton
from simexit.gui.widgets.labels import label

Changed = Callable[[str], object]


class Line(QLineEdit):
    """A line to type in, on its own rounded ground: the system style's frame is hardly seen where it is dark."""

    def __init__(self, value: str = "") -> None:
        super().__init__(value)
        self.ground = "card"
        self.setFrame(False)
        self.setMinimumHeight(px(INPUT))
        self.setTextMargins(px(8), 0, px(8), 0)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        self.setPalette(palette)

    def set_ground(self, ground: str) -> None:
        """Take another ground: the one of danger where what stands here cannot be meant."""
        self.ground = ground
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, focused = QPainter(self), self.hasFocus()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent" if focused else "edge"
        paint.rounded(painter, QRectF(self.rect()), 6, self.ground, edge, 2 if focused else 1)
        painter.end()
        super().paintEvent(event)


class TextField(Line):
    """One line of text; saved while it is typed."""

    def __init__(self, value: str, changed: Changed, placeholder: str = "") -> None:
        super().__init__(value)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(changed)


class MoneyField(TextField):
    """An amount however typed. What is not an amount stays as it was typed: it may say more than a number."""

    def __init__(self, value: str, changed: Changed) -> None:
        super().__init__(value, changed, "$0.00")
        self.editingFinished.connect(lambda: self._tidy(changed))

    def _tidy(self, changed: Changed) -> None:
        found = re.fullmatch(r"\s*(?:US)?\$?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?\s*(?:USD|美元)?\s*", self.text())
        if found:
            amount = Decimal(found[1].replace(",", "") + (found[2] or ""))
            tidy = f"${amount:,.2f}"
            if tidy != self.text():
                self.setText(tidy)
                changed(tidy)


class DateField(QWidget):
    """A day: typed in any usual way, or picked from a calendar. A half-typed day is kept as it is, with a word.

    With `to_come` a day that has passed is asked about (see `asks`), because mostly its year is wrong.
    """

    def __init__(
        self,
        value: str,
        changed: Changed,
        words: Words,
        today: datetime.date,
        *,
        to_come: bool = False,
    ) -> None:
        super().__init__()
        self._to_come = to_come
        self._agreed = value
        """The value that needs no more asking: the one that stood here, or one that was asked about."""
        self._changed = changed
        self._value = value
        self._words = words
        self._today = today
        self.edit = Line(self._shown(value))
        self.edit.setPlaceholderText(words("year-month-day"))
        self.edit.editingFinished.connect(self._finished)
        self.edit.textEdited.connect(self._typed)
        self._problem = label("", "danger")
        self._problem.hide()
        pick = IconButton("calendar", words("Pick the day from a calendar"), self._pick)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(UNIT / 2))
        line.addWidget(self.edit, 1)
        line.addWidget(pick)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(px(2))
        outer.addLayout(line)
        outer.addWidget(self._problem)
        self.setFocusProxy(self.edit)
        self.edit.setMinimumWidth(px(120))
        self.check()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def check(self) -> bool:
        """Whether a day or nothing stands here; says on the screen how to write one if not."""
        problem = days.why_not(self.edit.text(), self._today, self._words)
        self._say(problem or self._doubt())
        return not problem

    def asks(self) -> bool:
        """Whether a day that has passed is to be looked at again; says so on the screen, once for each such day."""
        doubt = self._doubt()
        self._agreed = self._value
        if doubt:
            self._say(doubt)
        return bool(doubt)

    def _doubt(self) -> str:
        if not self._to_come or self._value == self._agreed:
            return ""
        return days.passed(days.saved(self._value), self._today, self._words)

    def set_day(self, day: datetime.date) -> None:
        """Fill in a day, as ticking the check beside it does."""
        self.edit.setText(self._shown(day.isoformat()))
        self._finished()

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands here."""
        return not self.edit.text().strip()

    def _shown(self, value: str) -> str:
        return days.shown(value, self._words.language)

    def _typed(self, text: str) -> None:
        day = days.typed(text, self._today)
        if day or not text.strip():
            self._say("")
        self._store(day.isoformat() if day else text.strip())

    def _finished(self) -> None:
        text = self.edit.text()
        day = days.typed(text, self._today)
        if day:
            self.edit.setText(self._shown(day.isoformat()))
        self._store(day.isoformat() if day else text.strip())
        self.check()

    def _store(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self._changed(value)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.edit.set_ground("danger_ground" if problem else "card")

    def _pick(self) -> None:
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale(self._words.language))
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        plain = QTextCharFormat()
        for day_of_week in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day_of_week, plain)
        calendar.setMinimumSize(px(320), px(260))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        day = days.typed(self.edit.text(), self._today)
        if day:
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        menu = QMenu(self)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)

        def take(date: QDate) -> None:
            menu.close()
            self.edit.setText(date.toString(Qt.DateFormat.ISODate))
            self._finished()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        calendar.setFocus()


class Drop(QComboBox):
    """A drop-down list on our own ground. The wheel scrolls the page, never the list under the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(px(INPUT))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.installEventFilter(self)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(px(24), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, focused = QPainter(self), self.hasFocus()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent" if focused else "edge"
        paint.rounded(painter, QRectF(self.rect()), 6, "card", edge, 2 if focused else 1)
        paint.draw_icon(painter, "chevron-down", self.width() - px(26), (self.height() - px(16)) / 2, "quiet", 16)
        room = self.rect().adjusted(px(11), 0, -px(30), 0)
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(color("text" if self.currentData() else "quiet"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The wheel scrolls the page; it must not change an answer that happens to lie under the mouse.
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class ChoiceField(Drop):
    """One of several, from a closed list; the first entry is "not yet"."""

    def __init__(self, options: list[tuple[str, str]], value: str, changed: Changed, words: Words) -> None:
        super().__init__()
        self.addItem(words("Not chosen yet"), "")
        for key, text in options:
            self.addItem(text, key)
        self.setCurrentIndex(max(0, self.findData(value)))
        self.activated.connect(lambda _: changed(self.currentData()))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
