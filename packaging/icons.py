"""Draws the icon in all sizes that the three systems ask for.

    python packaging/icons.py FOLDER       16.png … 1024.png, simexit.ico for Windows, simexit.icns for macOS

Both container formats are a list of PNG files behind a short table, so nothing more is needed than Qt.
"""

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parent.parent / "resources" / "icons" / "simexit.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512, 1024)
WINDOWS = (16, 24, 32, 48, 64, 256)
MACOS = {"icp4": 16, "icp5": 32, "ic07": 128, "ic08": 256, "ic09": 512, "ic10": 1024, "ic11": 32, "ic12": 64}


def draw(size: int) -> bytes:
    """The icon as a PNG of this many pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    made = QBuffer()
    image.save(made, "PNG")
    return bytes(made.data())


def ico(pngs: dict[int, bytes]) -> bytes:
    """Windows: a header, one entry of 16 bytes for each size (256 is written as 0), then the pictures."""
    table, pictures = b"", b""
    start = 6 + 16 * len(WINDOWS)
    for size in WINDOWS:
        png = pngs[size]
        table += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(png), start + len(pictures))
        pictures += png
    return struct.pack("<HHH", 0, 1, len(WINDOWS)) + table + pictures


def icns(pngs: dict[int, bytes]) -> bytes:
    """The form of macOS: each picture behind its type and length."""
    parts = b"".join(
        kind.encode() + struct.pack(">I", 8 + len(pngs[size])) + pngs[size] for kind, size in MACOS.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication(sys.argv[:1])
    pngs = {size: draw(size) for size in SIZES}
    for size, png in pngs.items():
        (folder / f"{size}.png").write_bytes(png)
    (folder / "simexit.ico").write_bytes(ico(pngs))
    (folder / "simexit.icns").write_bytes(icns(pngs))
    application.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
