"""What the start page does with a saved case: rename, the next number of its account, put away, delete wholly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from simexit.core.errors import SimExitError
from simexit.gui.boxes import ask, message
from simexit.gui.controller import START, Controller

if TYPE_CHECKING:
    from simexit.gui.shell import Shell


class CaseActions:
    """The actions of a row's menu. What stands in the way is said, and nothing is lost."""

    def __init__(self, shell: Shell, controller: Controller) -> None:
        self._shell, self._controller = shell, controller

    def all(self) -> dict[str, Callable[..., object]]:
        """The actions by their names on the start page; each takes the path of the case."""
        return {
            "rename": self.rename,
            "duplicate": self.next_number,
            "archive": lambda path: self._put_away(path, on=True),
            "bring-back": lambda path: self._put_away(path, on=False),
            "delete": self.delete,
        }

    def rename(self, path: Path) -> None:
        """Ask what the person calls this number."""
        from simexit.gui.dialogs import ask_line

        _, controller = self._controller.words, self._controller
        try:
            line = controller.line_of(path)
        except SimExitError as error:
            self._shell.tell(error.text(_))
            return
        ask_line(
            self._shell,
            controller,
            _("Rename this number"),
            _("What you call this number, for example: my main number, tablet"),
            _("Rename"),
            lambda name: self._try(lambda: controller.change_saved(path, lambda case: case.rename_line(name))),
            line,
        )

    def _put_away(self, path: Path, *, on: bool) -> None:
        self._try(lambda: self._controller.change_saved(path, lambda case: case.put_away(on)))

    def next_number(self, path: Path) -> None:
        """A case for the next line of the account, beginning with its answers."""
        _ = self._controller.words

        def begin() -> None:
            self._controller.next_of_account(path)
            self._shell.tell(
                _(
                    "What was done for the whole account is taken over, everything else begins anew. Look through "
                    "the answers: they may differ for this number."
                )
            )

        self._try(begin)

    def delete(self, path: Path) -> None:
        """Delete a case with all that belongs to it; what that is, is said before and after."""
        _, controller = self._controller.words, self._controller
        parts = [part.name for part in controller.belongings(path)]
        box = message(
            self._shell,
            QMessageBox.Icon.Warning,
            _.sentences(
                _("Delete this case wholly? It cannot be had back."),
                _("This is deleted: {names}.", names=_.listed(parts)),
                _("Reports and copies that you saved elsewhere stay where they are, and so do the originals of proof."),
            ),
        )
        delete = box.addButton(_("Delete wholly"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(_("Keep it"), QMessageBox.ButtonRole.RejectRole))
        if ask(box) is delete and self._try(lambda: controller.delete(path)):
            self._shell.tell(_("Deleted: {names}.", names=_.listed(parts)))

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except SimExitError as error:
            self._shell.tell(error.text(self._controller.words))
            return False
        if self._controller.page == START and self._controller.held is None:
            self._controller.page_changed.emit(START)
        return True
