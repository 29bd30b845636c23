"""Each paper says what it is for, on its own; one that a case does not have is refused in words."""

from __future__ import annotations

import email
import hashlib
import zipfile
from email import policy
from pathlib import Path

import pytest

from simexit.core.case import codec, evidence
from simexit.core.case.carry_over import carry_over
from simexit.core.case.session import Session
from simexit.core.errors import NoSuchPart, NothingPublic, UnknownFormat
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.report.as_text import UNDERLINE, plain
from simexit.core.report.as_zip import HASHES, INDEX
from simexit.core.report.document import Heading, Items, Paper, Table
from simexit.core.report.papers import PARTS, Part, offered, paper
from simexit.core.report.subject import Subject
from simexit.core.report.write import FORMATS, format_of, forms, write

from .conftest import NOW, TODAY, marked, subject_of

SAVED = Path(__file__).parents[2] / "sessions" / "v1"


def shipped(catalogue: Catalogue, **answers: str) -> Subject:
    session = Session.new(NOW, program="1", language="zh-Hans")
    for key, value in answers.items():
        session.answer(key, value, NOW)
    return subject_of(session, catalogue)


@pytest.fixture
def keeps(catalogue: Catalogue) -> Subject:
    return shipped(
        catalogue, carrier="t-mobile", sim="esim", billing="postpaid", number="keep", where="leaving",
        leaving_on="2026-12-25",
    )  # fmt: skip


@pytest.fixture
def member(catalogue: Catalogue) -> Subject:
    return shipped(catalogue, carrier="att", billing="postpaid", number="release", role="member")


# --- the letter ------------------------------------------------------------------------------------------------------


def test_letter_asks_and_is_signed(keeps: Subject) -> None:
    session = keeps.session
    session.introduce("Your Name", "(206) 555-0142", NOW)
    session.set_field("choose-destination", "new_carrier", "Tello", NOW)
    session.set_field("start-transfer", "started_on", "2026-12-08", NOW)
    session.set_field("confirm-transfer", "completed_on", "2026-12-08", NOW)
    session.tick("get-confirmation", "written", NOW)
    made = paper(keeps, "letter", "zh-Hans", "full")
    text = plain(made.blocks, 1000)
    assert made.language == "en"
    assert made.one_page
    assert "Dear T-Mobile," in text
    assert "I moved the number above to Tello on December 8, 2026." in text
    assert "Moved to: Tello, requested on December 8, 2026; completed on December 8, 2026" in text
    assert "1. the date on which service for this number ended;" in text
    assert "December 8, 2026: Move of the number requested at Tello." in text
    assert "asked to end service" not in text
    assert "abroad after December 25, 2026, please write" in text
    assert text.rstrip().endswith(f"Sincerely,\n\n{UNDERLINE}\nYour Name")
    assert made.sections[0].foot == "(206) 555-0142"


def test_letter_opens_with_what_is_known(keeps: Subject) -> None:
    keeps.session.set_field("start-transfer", "started_on", "2026-12-08", NOW)
    text = plain(paper(keeps, "letter", "en", "full").blocks, 1000)
    assert "On December 8, 2026 I asked you to end service" in text
    assert "I moved the number" not in text


def test_nobody_disputes_a_charge_that_was_never_made(keeps: Subject) -> None:
    keeps.session.tick("check-charges", "statements-clean", NOW)
    assert "Dispute" not in paper(keeps, "letter", "en", "full").title
    keeps.session.set_field("check-charges", "wrong_amount", "12.50", NOW)
    assert paper(keeps, "letter", "en", "full").title == "Dispute of a charge of $12.50"


def test_a_line_that_runs_out_was_not_cancelled(catalogue: Catalogue) -> None:
    expires = shipped(catalogue, carrier="mint-mobile", billing="prepaid", number="release")
    expires.session.set_field("let-it-expire", "autopay_off_on", "2026-12-08", NOW)
    for part in ("report", "letter"):
        text = plain(paper(expires, part, "en", "full").blocks[:12], 1000)
        assert "Automatic payment was switched off" in text
        assert "was asked to end" not in text
    assert paper(expires, "letter", "en", "full").title == "Please confirm the end of service in writing"


def test_every_letter_can_be_filled(catalogue: Catalogue, keeps: Subject) -> None:
    from simexit.core.report.letter import letter_paper

    for letter in catalogue.letters:
        text = plain(letter_paper(keeps, "full", letter.id).blocks)
        assert "{" not in text, letter.id
        assert text.count("Sincerely,") == 1


def test_enclosures_are_lettered(subject: Subject) -> None:
    made = paper(subject, "letter", "en", "full")
    enclosed = next(block for block in made.blocks if isinstance(block, Items) and block.items[0].mark == "A")
    assert [run.text for run in enclosed.items[0].line] == ["Bill Markus"]
    assert made.sections[0].foot_right == "one enclosure"


def test_no_letter_is_said_in_words(catalogue: Catalogue) -> None:
    plain_plan = shipped(catalogue, carrier="t-mobile", billing="postpaid", number="park", where="us")
    assert "letter" not in offered(plain_plan)
    with pytest.raises(NoSuchPart, match="letter"):
        paper(plain_plan, "letter", "en", "full")


# --- the sheets ------------------------------------------------------------------------------------------------------


def test_take_along_has_what_one_needs_on_the_way(keeps: Subject) -> None:
    keeps.session.set_field("set-up-account", "account_number", "987654321", NOW)
    made = paper(keeps, "take-along", "en", "full")
    text = plain(made.blocks, 1000)
    assert made.one_page
    assert f"Account number: {UNDERLINE}" in text, "left blank: the sheet may be lost"
    assert "987654321" not in text
    assert "Temporary Port Out PIN" in text
    assert "1-800-866-2453" in text
    for step in keeps.plan.steps:
        assert f"[ ] {step.step.title['en'].replace('{carrier}', 'T-Mobile')}" in text
    assert text.count("cannot be undone") == sum(step.step.irreversible for step in keeps.plan.steps)
    killers = {name for step in keeps.plan.steps for name in step.needs}
    assert len(killers) == 5
    for killer in killers:
        assert f"[ ] {keeps.catalogue.killer_by_id[killer].title['en']}" in text
    assert "December 25, 2026" in text


def test_call_sheet_asks_everything_once(keeps: Subject) -> None:
    plan = keeps.plan
    english = [topic.topic.ask["en"] for step in plan.steps for topic in step.open_topics]
    english += [
        fact.question["en"]
        for step in plan.steps
        for fact in (*step.facts, *step.more)
        if fact.question and fact.key.startswith("t-mobile/")
    ]
    assert english
    made = paper(keeps, "calls", "zh-Hans", "full")
    table = next(block for block in made.blocks if isinstance(block, Table) and block.heads)
    said = [row[0][0].text for row in table.rows]
    assert sorted(said) == sorted(set(english))
    assert all(row[0][1].style == "quiet" for row in table.rows), "its meaning"
    assert all(run.style == "blank" for row in table.rows for run in row[1])
    assert "I want to keep my number and move it to another carrier." in plain(made.blocks, 1000)


def test_call_sheet_shows_an_answer_in_its_place(keeps: Subject) -> None:
    key = next(topic.key for step in keeps.plan.steps for topic in step.open_topics)
    keeps.session.answer_fact(key, "at once, said Amy", NOW)
    fresh = subject_of(keeps.session, keeps.catalogue)
    table = next(
        block for block in paper(fresh, "calls", "en", "full").blocks if isinstance(block, Table) and block.heads
    )
    assert sum(row[1][0].text == "at once, said Amy" for row in table.rows) == 1


def test_owner_sheet_is_in_both_languages(member: Subject) -> None:
    member.session.set_field("agree-with-owner", "agreed_day", "2026-12-10", NOW)
    made = paper(member, "owner", "zh-Hans", "full")
    text = plain(made.blocks, 1000)
    assert made.one_page
    assert "ask AT&T Wireless to end this one line" in text
    assert "只停这一个号码" in text
    assert "December 10, 2026 · 2026年12月10日" in text
    assert "Do not cancel the line. The move ends it." not in text
    assert f"Reference number\n  受理编号: {UNDERLINE}" in text
    assert "只停" not in plain(paper(member, "owner", "en", "full").blocks)


def test_owner_of_a_number_that_moves_must_not_cancel(catalogue: Catalogue) -> None:
    moving = shipped(catalogue, carrier="att", billing="postpaid", number="keep", role="member")
    text = plain(paper(moving, "owner", "en", "full").blocks, 1000)
    assert "Do not cancel the line. The move ends it." in text
    assert "to end this one line" not in text


def test_no_owner_no_sheet(keeps: Subject) -> None:
    assert offered(keeps) == ["report", "record", "letter", "take-along", "calls"]
    with pytest.raises(NoSuchPart, match="somebody else"):
        paper(keeps, "owner", "en", "full")


def test_safety_tells_the_owner_nothing(catalogue: Catalogue) -> None:
    discreet = shipped(catalogue, carrier="att", role="member", reason="safety")
    assert discreet.plan.route.discreet
    assert not {"owner", "calls"} & set(offered(discreet))


@pytest.mark.parametrize("part", [part for part in PARTS if part not in ("report", "record")])
def test_sheets_are_not_public(part: Part, subject: Subject) -> None:
    with pytest.raises(NothingPublic):
        paper(subject, part, "en", "public")


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("name", ["postpaid-keeps", "prepaid-released", "member-released", "parked-abroad"])
def test_every_paper_of_saved_cases(name: str, language: str, catalogue: Catalogue) -> None:
    path = SAVED / f"{name}.simexit"
    session = codec.decode(path.read_bytes(), path).session
    carry_over(session, catalogue)
    subject = subject_of(session, catalogue)
    for part in offered(subject):
        made = paper(subject, part, language, "full")
        text = plain(made.blocks)
        assert "{" not in text
        assert sum(isinstance(block, Heading) and block.level == 1 for block in made.blocks) == 1


# --- forms -----------------------------------------------------------------------------------------------------------


def make_pdf(made: Paper) -> bytes:
    return b"%PDF " + made.title.encode("utf-8", "replace")


@pytest.fixture
def with_files(tmp_path: Path, small: Catalogue) -> Subject:
    """A case with one file that is there, one that was changed, and one that is gone."""
    file = tmp_path / "case" / "case.simexit"
    file.parent.mkdir()
    session = marked("Markus")
    session.evidence.clear()
    for name in ("bill.txt", "mail.txt", "gone.txt"):
        source = tmp_path / name
        source.write_text(f"this is {name}")
        session.add_evidence(evidence.attach(file, source, step="ask-to-cancel", title=name, now=NOW), NOW)
    folder = evidence.folder_of(file)
    (folder / "mail.txt").write_text("not what it was")
    (folder / "gone.txt").unlink()
    return subject_of(session, small, TODAY, file)


def test_zip_is_the_whole_case(with_files: Subject, tmp_path: Path) -> None:
    out = tmp_path / "all.zip"
    write(out, with_files, "report", "en", "full", NOW, make_pdf)
    with zipfile.ZipFile(out) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert {"report.pdf", "report.html", "report.json", "letter.pdf", "evidence/bill.txt", INDEX, HASHES} <= set(files)
    assert "evidence/gone.txt" not in files
    hashes = dict(reversed(line.split("  ", 1)) for line in files[HASHES].decode().splitlines())
    assert hashes.keys() == files.keys() - {HASHES}
    assert all(hashlib.sha256(files[name]).hexdigest() == digest for name, digest in hashes.items())
    index = files[INDEX].decode()
    assert "as it was attached" in index
    assert "changed since it was attached" in index
    assert "missing" in index
    assert all(item.sha256 in index for item in with_files.session.evidence)


@pytest.mark.parametrize("share", ["helper", "public"])
def test_zip_is_whole_or_not_at_all(share: str, with_files: Subject, tmp_path: Path) -> None:
    with pytest.raises(NothingPublic):
        write(tmp_path / "all.zip", with_files, "report", "en", share, NOW, make_pdf)  # type: ignore[arg-type]
    assert not (tmp_path / "all.zip").exists()


def test_mail_is_the_letter_as_a_draft(with_files: Subject, tmp_path: Path) -> None:
    with_files.session.introduce("Mei\r\nBcc: x@evil.example", "", NOW)
    out = tmp_path / "letter.eml"
    write(out, with_files, "letter", "zh-Hans", "full", NOW, make_pdf)
    data = out.read_bytes()
    mail = email.message_from_bytes(data, policy=policy.default)
    assert mail["Subject"] == "Please end one line"
    assert mail["X-Unsent"] == "1"
    assert mail["To"] is None
    assert mail["Bcc"] is None
    assert "Markus@example.com" in mail["From"]
    body = mail.get_body().get_content()  # type: ignore[union-attr]
    assert "Dear Acme Mobile," in body
    assert "Sincerely," in body
    assert max(map(len, body.splitlines())) <= 78
    assert [part.get_filename() for part in mail.iter_attachments()] == ["A bill.txt", "B mail.txt"]


def test_which_forms_a_paper_has() -> None:
    assert set(forms("report")) == set(FORMATS)
    assert set(forms("record")) == {"pdf", "html", "md", "json", "ics", "zip"}
    assert set(forms("letter")) == {"pdf", "html", "md", "eml"}
    assert set(forms("owner")) == {"pdf", "html", "md"}
    with pytest.raises(UnknownFormat, match=r"\.eml"):
        format_of(Path("letter.json"), "letter")


def test_pdf_that_could_not_be_drawn_writes_nothing(subject: Subject, tmp_path: Path) -> None:
    from simexit.core.errors import SaveFailed

    with pytest.raises(SaveFailed):
        write(tmp_path / "r.pdf", subject, "report", "en", "full", NOW, lambda _paper: b"")
    assert not list(tmp_path.iterdir())
