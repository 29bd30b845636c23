"""Writes every paper of the saved cases of the tests as a web page, for `check`."""

from __future__ import annotations

import datetime
import sys
import tempfile
import zipfile
from pathlib import Path

from simexit.core.case.case import Case
from simexit.core.knowledge.load import load
from simexit.core.report.as_html import to_html
from simexit.core.report.as_zip import INDEX
from simexit.core.report.papers import offered, paper
from simexit.core.report.subject import Subject
from simexit.core.report.types import SHARES
from simexit.core.report.write import write

CASES = Path(__file__).parents[1] / "sessions" / "v1"
LANGUAGES = ("en", "zh-Hans")
"""The others differ from these in their words alone."""

NOW = datetime.datetime(2026, 11, 21, 14, 32, tzinfo=datetime.timezone(datetime.timedelta(hours=-5)))


def main(folder: Path) -> None:
    """One file a paper."""
    catalogue = load()
    for path in sorted(CASES.glob("*.simexit")):
        subject = Subject.of(Case.read(path, catalogue, lambda: NOW, "en"), path)
        for language in LANGUAGES:
            for part in offered(subject):
                made = to_html(paper(subject, part, language, "full"))
                (folder / f"{path.stem}.{part}.{language}.html").write_text(made, "utf-8")
            for share in SHARES[1:]:
                made = to_html(paper(subject, "report", language, share))
                (folder / f"{path.stem}.{share}.{language}.html").write_text(made, "utf-8")
        with tempfile.TemporaryDirectory() as place:
            out = Path(place) / "all.zip"
            write(out, subject, "report", "en", "full", NOW, lambda _paper: b"%PDF")
            with zipfile.ZipFile(out) as archive:
                (folder / f"{path.stem}.index.html").write_bytes(archive.read(INDEX))


main(Path(sys.argv[1]))
