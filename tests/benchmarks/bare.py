"""What everything is compared with: a window with one label, and nothing else. `python bare.py OUT`, or frozen."""

import sys

from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from watch import watch


def main(out: str) -> None:
    application = QApplication([])
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.addWidget(QLabel("A label"))
    window.resize(1180, 780)
    window.show()
    watch(out, window, usable=lambda: True, listed=lambda: True)
    application.exec()


if __name__ == "__main__":
    main(sys.argv[1])
