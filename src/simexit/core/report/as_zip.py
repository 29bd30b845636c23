"""The whole case as one file to keep: report, letter, data, and the evidence with an index and the hash of each."""

from __future__ import annotations

import datetime
import hashlib
import io
import zipfile
from collections.abc import Callable
from contextlib import suppress

from simexit.core.case import evidence
from simexit.core.errors import NoSuchPart, NothingPublic
from simexit.core.language.messages import Words
from simexit.core.report.as_html import to_html
from simexit.core.report.as_json import to_json
from simexit.core.report.case_report import report
from simexit.core.report.document import Block, Heading, Paper, Paragraph, Run, Section, Table
from simexit.core.report.letter import letter_paper
from simexit.core.report.papers import paper
from simexit.core.report.subject import Subject
from simexit.core.report.types import Share

HASHES = "SHA256SUMS"
"""One line for each file, as `sha256sum --check` reads it."""

INDEX = "index.html"
EVIDENCE = "evidence"


def to_zip(
    subject: Subject,
    language: str,
    share: Share,
    now: datetime.datetime,
    make_pdf: Callable[[Paper], bytes],
) -> bytes:
    """Everything of a case, for oneself or a lawyer. What is missing or changed of the evidence, the index says.

    Raises:
        NothingPublic: it holds the evidence as it is, so it is whole or not at all.
    """
    if share != "full":
        raise NothingPublic
    _ = subject.voice(language).words
    files: dict[str, bytes] = {
        "report.pdf": make_pdf(paper(subject, "report", language, share)),
        "report.html": to_html(paper(subject, "report", language, share)).encode("utf-8", "replace"),
        "report.json": to_json(report(subject, language, share)).encode("utf-8", "replace"),
    }
    with suppress(NoSuchPart):
        files["letter.pdf"] = make_pdf(letter_paper(subject, share))
    if not all(files.values()):
        return b""
    rows = []
    for item in subject.session.evidence:
        path = evidence.path_of(subject.file, item) if subject.file else None
        state = evidence.state(subject.file, item) if subject.file else "missing"
        if path is not None and state != "missing":
            files[f"{EVIDENCE}/{item.file}"] = path.read_bytes()
        rows.append((item.title, f"{EVIDENCE}/{item.file}", _state(state, _), item.sha256, item.added_on))
    index = _index(subject, language, rows, files, _)
    files[INDEX] = to_html(index).encode("utf-8", "replace")
    hashes = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    files[HASHES] = hashes.encode("utf-8", "replace")
    return _packed(files, now)


def _state(state: evidence.State, _: Words) -> str:
    return {
        "present": _("as it was attached"),
        "changed": _("changed since it was attached"),
        "missing": _("missing"),
    }[state]


def _index(
    subject: Subject,
    language: str,
    rows: list[tuple[str, str, str, str, datetime.date]],
    files: dict[str, bytes],
    _: Words,
) -> Paper:
    voice = subject.voice(language)
    title = _("The case with {carrier}: what is in this folder", carrier=voice.brand())
    made = tuple(
        ((Run(name),), (Run(hashlib.sha256(data).hexdigest()),))
        for name, data in files.items()
        if not name.startswith(f"{EVIDENCE}/")
    )
    blocks: list[Block] = [
        Heading(1, title),
        Paragraph((Run(voice.day(subject.today), "quiet"),)),
        Heading(2, _("Papers")),
        Table((_("File"), _("Fingerprint (SHA-256)")), made),
    ]
    if rows:
        proof = tuple(
            (
                (Run(name), Run(f"\n{file}", "quiet")),
                (Run(state),),
                (Run(voice.day(day)),),
                (Run(digest),),
            )
            for name, file, state, digest, day in rows
        )
        heads = (_("File"), _("State"), _("Added on"), _("Fingerprint (SHA-256)"))
        blocks += [Heading(2, _("Files that prove it")), Table(heads, proof)]
    return Paper(
        language=language,
        title=title,
        sections=(Section(language=language, blocks=tuple(blocks)),),
    )


def _packed(files: dict[str, bytes], now: datetime.datetime) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name.encode("utf-8", "replace").decode("utf-8"), now.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, data)
    return packed.getvalue()
