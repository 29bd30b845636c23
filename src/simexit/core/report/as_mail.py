"""The letter as a mail to be looked over and sent by any mail program: nothing is sent from here."""

from __future__ import annotations

import datetime
import mimetypes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from simexit.core.case import evidence
from simexit.core.errors import NothingPublic
from simexit.core.report.as_text import plain
from simexit.core.report.document import Heading, printable
from simexit.core.report.letter import letter_of, letter_paper
from simexit.core.report.subject import Subject, frame
from simexit.core.report.types import Share

COLUMNS = 76
"""Characters of a line that every mail program shows whole (RFC 5322 advises 78)."""


def to_mail(subject: Subject, share: Share, now: datetime.datetime) -> bytes:
    """The letter of the case, as a draft without an addressee; the evidence that it encloses hangs on it.

    Raises:
        NoSuchPart: the plan has no letter.
        NothingPublic: a letter is all a person's own.
    """
    if share == "public":
        raise NothingPublic
    known, letter = frame(subject, share), letter_of(subject)
    paper = letter_paper(subject, share)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _header(paper.title)
    name, _, domain = known.email.partition("@")
    if name and domain and known.email.isascii() and not any(char.isspace() for char in known.email):
        message["From"] = Address(_header(known.name), name, domain)
    message["Date"] = now
    message["X-Unsent"] = "1"  # mail programs open it to be finished instead of as one received
    # The subject stands above the mail already.
    blocks = [block for block in paper.blocks if not (isinstance(block, Heading) and block.level == 1)]
    message.set_content(printable(plain(blocks, COLUMNS)))
    for mark, item in known.enclosures if letter.events and share == "full" else []:
        path = evidence.path_of(subject.file, item) if subject.file else None
        if path is None or evidence.state(subject.file, item) == "missing":  # type: ignore[arg-type]
            continue
        kind, sub = (mimetypes.guess_type(item.file)[0] or "application/octet-stream").split("/")
        message.add_attachment(path.read_bytes(), maintype=kind, subtype=sub, filename=f"{mark} {item.file}")
    return message.as_bytes()


def _header(text: str) -> str:
    """Text for one line of a head: whatever would begin another line is a space."""
    return " ".join(printable(text).split())
