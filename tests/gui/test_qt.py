"""What the program relies on in the PySide6 that is installed, and some versions did not keep."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

COUNT = """
import json, sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

class Sender(QObject):
    said = Signal(bool)
    happened = Signal()

class Painted(QWidget):
    def paintEvent(self, event):
        pass

    def resizeEvent(self, event):
        pass

application = QApplication([])
sender, painted = Sender(), Painted()
sender.said.connect(lambda value: None)
sender.happened.connect(lambda: None)
painted.show()

def work():
    sender.said.emit(True)
    sender.said.emit(False)
    sender.happened.emit()
    painted.repaint()
    painted.resize(100, 100)
    painted.resize(101, 100)

for _ in range(20):
    work()
before = [sys.getrefcount(constant) for constant in (None, True, False)]
for _ in range(100):
    work()
after = [sys.getrefcount(constant) for constant in (None, True, False)]
print(json.dumps([new - old for old, new in zip(before, after)]))
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True cannot die there")
def test_no_reference_is_given_back_that_is_not_its_own() -> None:
    """PySide6 6.12.0 gave one to True back at every emit, one to None at every paintEvent, until the program ended."""
    done = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert all(abs(change) < 20 for change in json.loads(done.stdout)), done.stdout
