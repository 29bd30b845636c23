"""Every command of the design from its arguments to its exit code."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import simexit as package
from simexit.cli.show import width
from simexit.core.case import codec
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.report.write import FORMATS
from simexit.core.system import locations

from .conftest import Simexit

CHECKOUT = Path(__file__).parents[2]
STEP_KEYS = {"id", "title", "why", "irreversible", "abroad", "after", "checks", "fields", "facts", "actions", "covers"}
GOOD = CHECKOUT / "tests" / "procedures" / "good"


# --- carriers, questions, verify -------------------------------------------------------------------------------------


def test_carriers(simexit: Simexit, catalogue: Catalogue) -> None:
    listed = json.loads(simexit("carriers", "--format", "json").stdout)
    assert {one["slug"] for one in listed} == {carrier.slug for carrier in catalogue.carriers}
    assert [one["slug"] for one in listed[:4]] == ["t-mobile", "t-mobile-prepaid", "att", "att-prepaid"]
    for one in listed:
        assert one.keys() >= {"slug", "name", "name_zh", "status", "kind", "billing", "sim", "facts", "facts_official"}
        assert 0 <= one["facts_official"] <= one["facts"]
    text = simexit("carriers").stdout
    assert all(line.split()[0] == one["slug"] for line, one in zip(text.splitlines()[1:], listed, strict=True))


def test_carriers_of_a_name(simexit: Simexit) -> None:
    assert simexit("carriers", "GoPhone").stdout.splitlines()[1].split()[0] == "att-prepaid"
    strange = simexit("carriers", "Koodo Mobile")
    assert "not in the list" in strange.stderr
    assert strange.stdout.splitlines()[1].split()[0] == "unlisted"
    found = json.loads(simexit("carriers", "PayGo", "--format", "json").stdout)
    assert (found[0]["slug"], "PayGo" in found[0]["found_as"]) == ("ultra-mobile", True)


def test_questions(simexit: Simexit) -> None:
    listed = {one["key"]: one for one in json.loads(simexit("questions", "--format", "json").stdout)}
    assert listed["sim"]["values"] == ["physical", "esim", "unsure"]
    assert "t-mobile" in listed["carrier"]["values"]
    of_travel = json.loads(simexit("questions", "--carrier", "airalo", "--format", "json").stdout)
    assert {one["key"] for one in of_travel} < set(listed)
    assert "number: " in simexit("questions").stdout


def test_destinations(simexit: Simexit, catalogue: Catalogue) -> None:
    answers = ("--answer", "where=leaving", "--answer", "codes=yes", "--answer", "abroad_in=CN", "--carrier", "verizon")
    found = json.loads(simexit("destinations", *answers, "--format", "json").stdout)
    assert len(found["destinations"]) + len(found["left_out"]) == len(catalogue.destinations)
    assert [one["best"] for one in found["destinations"][:4]] == [True, True, True, False]
    assert [one["number"] for one in found["ways"]] == ["keep", "park", "release"]
    for one in found["destinations"]:
        assert one["reasons"]
        assert list(one["cells"]) == found["columns"]
        assert all(fact["source"].startswith("https://") for fact in one["facts"])
    for language in ("en", "zh-Hans"):
        text = simexit("destinations", *answers, "--today", "2026-11-27", "--lang", language).stdout
        assert "https://tello.com/" in text
        assert max(width(line) for line in text.splitlines() if "https://" not in line) <= 80
    assert "yes, no" in simexit("destinations", "--answer", "codes=maybe", code=2).stderr


@pytest.mark.parametrize(
    ("text", "code"), [("https://www.t-mobile.com/", 0), ("hello", 1), ("https://t-mobi1e.com/login", 2)]
)
def test_verify(simexit: Simexit, text: str, code: int) -> None:
    assert simexit("verify", text, code=code).stdout.strip().endswith(".")


def test_verify_for_a_carrier(simexit: Simexit) -> None:
    assert "Verizon" in simexit("verify", "https://www.verizon.com", "--carrier", "t-mobile", code=2).stdout


# --- plan ------------------------------------------------------------------------------------------------------------


def test_plan_json_keeps_its_contract(simexit: Simexit) -> None:
    done = simexit(
        "plan", "--carrier", "t-mobile", "--answer", "number=keep", "--answer", "where=leaving",
        "--answer", "leaving_on=2026-12-20", "--today", "2026-11-21", "--format", "json",
    )  # fmt: skip
    plan = json.loads(done.stdout)
    assert plan.keys() >= {"route", "answers", "questions_open", "warnings", "dates", "stages"}
    assert plan["route"]["id"] == "port-out"
    assert plan["route"]["why"]
    assert plan["answers"]["number"] == "keep"
    assert "reason" in plan["questions_open"]
    assert all(isinstance(warning, str) for warning in plan["warnings"])
    for date in plan["dates"]:
        assert date.keys() >= {"id", "title", "date", "rule"}
    assert any(date["date"] == "2026-12-20" for date in plan["dates"])
    assert any(date["date"] is None for date in plan["dates"])
    assert {date["state"] for date in plan["dates"]} >= {"coming", "waiting"}
    assert [stage["id"] for stage in plan["stages"]] == ["desk", "move", "after", "weeks"]
    assert 1 <= len(plan["today"]) <= 3
    assert all(task.keys() == {"id", "title", "why_now", "step", "minutes", "due"} for task in plan["today"])
    assert plan["unused"] == []
    seen: list[str] = []
    for stage in plan["stages"]:
        assert stage.keys() >= {"id", "title", "steps"}
        for step in stage["steps"]:
            assert step.keys() >= STEP_KEYS
            assert step["minutes"] > 0
            assert all(check.keys() >= {"id", "text", "killer", "hint", "say", "facts"} for check in step["checks"])
            keys = {fact["key"] for fact in (*step["facts"], *step["more"])}
            assert all(key in keys for check in step["checks"] for key in check["facts"])
            assert all(reply.keys() == {"id", "hears", "answer", "then", "ends_line"} for reply in step["replies"])
            assert all(field.keys() >= {"id", "kind", "label"} for field in step["fields"])
            assert all(action.keys() >= {"kind", "label", "target"} for action in step["actions"])
            for fact in (*step["facts"], *step["more"]):
                assert fact.keys() >= {
                    "topic", "says", "value", "source", "source_kind", "as_of", "confidence", "status", "conflicts",
                }  # fmt: skip
                assert fact["status"] in ("stated", "ask")
            seen.append(step["id"])
    assert seen.index("list-accounts") < seen.index("start-transfer")


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_plan_to_read(simexit: Simexit, form: str) -> None:
    english = simexit("plan", "--carrier", "mint-mobile", "--format", form).stdout
    assert "Mint Mobile" in english
    assert "{carrier}" not in english
    assert "手机" in simexit("plan", "--carrier", "mint-mobile", "--format", form, "--lang", "zh-Hans").stdout


def test_plan_saves_a_case_and_never_overwrites(simexit: Simexit, tmp_path: Path) -> None:
    path = tmp_path / "我的 case.simexit"
    simexit("plan", "--carrier", "airalo", "--answer", "sim=esim", "--save", path, "--lang", "zh-Hans")
    before = path.read_bytes()
    session = codec.decode(before, path).session
    assert session.answers == {"carrier": "airalo", "sim": "esim"}
    assert session.language == "zh-Hans"
    done = simexit("plan", "--carrier", "airalo", "--save", path, code=2)
    assert "There is already a file" in done.stderr
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith("我的")] == [path.name]
    simexit("plan", "--carrier", "airalo", "--save", tmp_path / "gone" / "x.simexit", code=3)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--carrier", "t-mobil"], "t-mobile"),
        (["--carrier", "t-mobile", "--answer", "numbr=keep"], "number"),
        (["--carrier", "t-mobile", "--answer", "number=kep"], "keep"),
        (["--carrier", "t-mobile", "--answer", "number"], "KEY=VALUE"),
        (["--carrier", "t-mobile", "--answer", "leaving_on=soon"], "2026-11-21"),
        (["--carrier", "t-mobile", "--today", "yesterday"], "2026-11-21"),
        (["--carrier", "t-mobile", "--lang", "xx"], "zh-Hans"),
        (["--carrier", "t-mobile", "--format", "xml"], "json"),
        ([], "--carrier"),
    ],
)
def test_plan_wrong_usage(simexit: Simexit, words: list[str], said: str) -> None:
    done = simexit("plan", *words, code=2)
    assert said in done.stderr
    assert not done.stdout


# --- sessions, report ------------------------------------------------------------------------------------------------


def test_sessions(simexit: Simexit, case: Path, home: Path) -> None:
    assert json.loads(simexit("sessions", "--format", "json").stdout) == []
    simexit("sessions")
    folder = home / "sessions"
    folder.mkdir(parents=True)
    shutil.copy(case, folder / "one.simexit")
    (folder / "broken.simexit").write_text("{")
    listed = {one["file"]: one for one in json.loads(simexit("sessions", "--format", "json").stdout)}
    one = listed["one.simexit"]
    assert one["carrier"] == "t-mobile"
    assert one["line"] == "我的主卡"
    assert 0 <= one["done"] < one["total"]
    assert one["next_date"]["date"]
    assert listed["broken.simexit"]["error"]
    text = simexit("sessions").stdout
    assert "one.simexit" in text
    assert "broken.simexit" in text
    assert (folder / "broken.simexit").read_text() == "{"


@pytest.mark.parametrize("ending", ["pdf", "html", "md", "json", "ics"])
def test_report(simexit: Simexit, case: Path, tmp_path: Path, ending: str) -> None:
    before = case.read_bytes()
    out = tmp_path / f"报告.{ending}"
    simexit("report", case, "-o", out, "--today", "2026-11-21")
    start = {"pdf": b"%PDF", "html": b"<!DOCTYPE", "md": b"# ", "json": b"{", "ics": b"BEGIN:VCALENDAR"}[ending]
    assert out.read_bytes().startswith(start)
    assert case.read_bytes() == before
    assert sorted(entry.name for entry in case.parent.iterdir()) == [case.name]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("report", "# Mobile service with T-Mobile: summary"),
        ("record", "# Record of ending a mobile line: T-Mobile"),
        ("letter", "# Please confirm the end of service in writing"),
        ("take-along", "# T-Mobile: to take along"),
        ("calls", "# T-Mobile: to ask on the phone or in the chat"),
    ],
)
def test_each_part_is_a_paper_of_its_own(simexit: Simexit, case: Path, tmp_path: Path, part: str, said: str) -> None:
    out = tmp_path / "r.md"
    simexit("report", case, "-o", out, "--part", part, "--lang", "en", "--today", "2026-11-21")
    titles = [line for line in out.read_text("utf-8").splitlines() if line.startswith("# ")]
    assert titles == [said]


def test_owner_sheet_of_a_member(simexit: Simexit, case: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.md"
    assert "somebody else" in simexit("report", case, "-o", out, "--part", "owner", "--lang", "en", code=2).stderr
    case.write_text(case.read_text("utf-8").replace('"carrier":', '"role": "member", "carrier":'), "utf-8")
    simexit("report", case, "-o", out, "--part", "owner", "--lang", "en")
    assert out.read_text("utf-8").startswith("# For the holder of the account with T-Mobile")


def test_letter_as_mail_and_case_as_zip(simexit: Simexit, case: Path, tmp_path: Path) -> None:
    simexit("report", case, "-o", tmp_path / "r.eml", "--part", "letter")
    assert b"X-Unsent: 1" in (tmp_path / "r.eml").read_bytes()
    simexit("report", case, "-o", tmp_path / "r.json", "--part", "letter", code=2)
    simexit("report", case, "-o", tmp_path / "r.zip", "--today", "2026-11-21")
    with zipfile.ZipFile(tmp_path / "r.zip") as archive:
        names = set(archive.namelist())
        assert archive.read("report.pdf").startswith(b"%PDF")
    assert {"index.html", "SHA256SUMS", "report.html", "report.json", "letter.pdf"} < names
    simexit("report", case, "-o", tmp_path / "h.zip", "--share", "helper", code=2)


def test_report_language_and_share(simexit: Simexit, case: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.json"
    simexit("report", case, "-o", out)
    assert json.loads(out.read_text("utf-8"))["language"] == "zh-Hans", "the case's own language"
    simexit("report", case, "-o", out, "--lang", "en", "--share", "public")
    text = out.read_text("utf-8")
    assert json.loads(text)["language"] == "en"
    assert not any(entered in text for entered in ("我的主卡", "招商银行", "月底生效", "bill.pdf", "2026-12-15"))


def test_report_wrong_usage(simexit: Simexit, case: Path, tmp_path: Path) -> None:
    simexit("report", case, "-o", tmp_path / "r.doc", code=2)
    simexit("report", case, code=2)
    simexit("report", case, "-o", tmp_path / "r.ics", "--share", "public", code=2)
    copy = tmp_path / "case.json"
    shutil.copy(case, copy)
    simexit("report", copy, "-o", copy, code=2)
    assert copy.read_bytes() == case.read_bytes()


@pytest.mark.parametrize(
    "content", [None, b"", b"{", b"\x00" * 40, b"hello", b'{"format": "simexit-session", "version": 99}']
)
def test_report_of_an_unreadable_file(simexit: Simexit, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "case.simexit"
    if content is not None:
        path.write_bytes(content)
    simexit("report", path, "-o", tmp_path / "r.md", code=3)
    assert not (tmp_path / "r.md").exists()
    assert content is None or path.read_bytes() == content


def test_report_of_answers_that_do_not_fit(simexit: Simexit, case: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.simexit"
    path.write_text(case.read_text("utf-8").replace('"t-mobile"', '"no-such-carrier"'), "utf-8")
    assert "no-such-carrier" in simexit("report", path, "-o", tmp_path / "r.md", code=3).stderr


def test_report_into_nowhere(simexit: Simexit, case: Path, tmp_path: Path) -> None:
    for ending in ("md", "pdf"):
        simexit("report", case, "-o", tmp_path / "gone" / f"r.{ending}", code=3)


# --- check -----------------------------------------------------------------------------------------------------------


def test_check(simexit: Simexit, tmp_path: Path) -> None:
    broken = tmp_path / "procedures"
    shutil.copytree(GOOD, broken)
    simexit("check", broken)
    with (broken / "carriers" / "alpha.yaml").open("a") as file:
        file.write("\nno_such_key: 1\n")
    done = simexit("check", "procedures", code=1)
    file, line, rule, _sentence = done.stdout.splitlines()[0].split(":", 3)
    assert (tmp_path / file).is_file()
    assert int(line) > 1
    assert rule.strip()
    assert "error" in done.stderr
    simexit("check", tmp_path / "nothing", code=3)


def test_a_missing_translation_is_fit_to_work_with_and_not_to_be_released(simexit: Simexit, tmp_path: Path) -> None:
    folder = tmp_path / "procedures"
    shutil.copytree(GOOD, folder)
    simexit("check", folder, "--release")
    (folder / "i18n" / "es").mkdir(parents=True)
    done = simexit("check", folder)
    assert {line.split(": ")[1] for line in done.stdout.splitlines()} == {"missing-translation"}
    assert done.stderr.startswith("0 errors, ")
    simexit("check", folder, "--release", code=1)


def test_check_lists_what_is_old(simexit: Simexit, tmp_path: Path) -> None:
    folder = tmp_path / "procedures"
    shutil.copytree(GOOD, folder)
    assert simexit("check", folder, "--stale", "--today", "2026-12-31").stdout == ""
    done = simexit("check", folder, "--stale", "--today", "2027-05-20")
    assert [line.split()[:2] for line in done.stdout.splitlines()] == [["alpha", "2026-01-01"]]
    assert "https://" in done.stdout
    assert "1" in done.stderr
    simexit("check", folder, "--stale", "--today", "soon", code=2)


def test_check_prints_what_is_known_of_each_brand(simexit: Simexit) -> None:
    printed = simexit("check", "--coverage").stdout
    assert printed == (locations.CHECKOUT / "procedures" / "COVERAGE.md").read_text(encoding="utf-8"), (
        "run: simexit check --coverage > procedures/COVERAGE.md"
    )


# --- the program itself ----------------------------------------------------------------------------------------------


def test_version_and_help(simexit: Simexit) -> None:
    assert package.__version__ in simexit("--version").stdout
    text = simexit("-h").stdout
    for command in ("carriers", "plan", "sessions", "report", "check", "verify", "questions", "--self-test"):
        assert command in text
    simexit("plan", "-h")
    assert simexit("-h", "--lang", "zh-Hans").stdout != text


def test_unknown_command(simexit: Simexit) -> None:
    done = simexit("planet", code=2)
    assert "planet" in done.stderr
    assert "carriers" in done.stderr
    simexit("--no-such-option", code=2)
    simexit("--lang", "en", code=2)


def test_language_of_the_system(simexit: Simexit) -> None:
    assert "运营商" in simexit("plan", "--carrier", "nobody", code=2, LANG="zh_CN.UTF-8").stderr
    assert "電信業者" in simexit("plan", "--carrier", "nobody", code=2, LANG="en_US.UTF-8", LANGUAGE="zh_TW:en").stderr
    assert "know" in simexit("plan", "--carrier", "nobody", code=2, LANG="C").stderr


def test_no_display_is_said(simexit: Simexit) -> None:
    for words in ([], ["case.simexit"]):
        assert "display" in simexit(*words, code=1).stderr


def test_self_test(simexit: Simexit, catalogue: Catalogue, home: Path) -> None:
    done = simexit("--self-test")
    assert done.stdout == (
        f"self-test: {len(catalogue.carriers)} carriers, {len(catalogue.step_by_id)} steps, 4 languages, "
        f"{len(FORMATS)} formats: ok\n"
    )
    assert not home.exists(), "the person's own folders are left alone"


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes")
def test_reader_that_has_had_enough() -> None:
    for words in ("carriers --format json", "plan --carrier t-mobile"):
        done = subprocess.run(
            f"{sys.executable} -m simexit {words} | head -c 1; echo ${{PIPESTATUS[0]}}",
            shell=True,
            executable="/bin/bash",
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert done.stderr == ""
        assert done.stdout.splitlines()[-1].endswith("0")


WITH_LOAD = """
import os, signal, sys
from simexit.core.knowledge import load as build
build.load = lambda *_: {}
from simexit.__main__ import main
sys.exit(main(["carriers"]))
"""


INTERRUPTED = """
import os, signal, sys
from simexit.__main__ import main

def interrupt(frame, event, argument):
    # At the first call of the function named, as Ctrl+C would come.
    if frame.f_code.co_name == {function!r} and frame.f_code.co_filename.endswith({file!r}):
        sys.setprofile(None)
        signal.raise_signal(signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background has it ignored
sys.setprofile(interrupt)
sys.exit(main(["check", "--stale"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize(
    ("file", "function"),
    [
        ("cli/main.py", "<module>"),
        ("core/language/messages.py", "<module>"),
        ("core/knowledge/yaml_lines.py", "read"),
        ("core/knowledge/load.py", "assemble"),
        ("core/authoring/stale.py", "stale"),
    ],
)
def test_an_interrupt_ends_it_at_once_whatever_it_is_doing(file: str, function: str) -> None:
    """While modules are imported, while the YAML is read, while the answer is worked out."""
    code = INTERRUPTED.format(file=file, function=function)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_a_fault_of_the_program_is_a_sentence(home: Path) -> None:
    code = WITH_LOAD.format("1 / 0")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "ZeroDivisionError" in (home / "log" / "simexit.log").read_text("utf-8")


def test_the_command_line_never_loads_qt() -> None:
    code = (
        "import sys; from simexit.__main__ import main; main(['carriers', '--format', 'json']); "
        "sys.exit(any(name.startswith(('PySide6', 'simexit.gui')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_commands_are_named_once() -> None:
    from simexit import __main__
    from simexit.cli import main

    assert set(__main__.COMMANDS) == set(main.COMMANDS)


def test_a_day_is_read_however_it_is_typed(simexit: Simexit) -> None:
    given = ("plan", "--carrier", "tello", "--answer", "where=leaving", "--format", "json")
    plain = simexit(*given, "--answer", "leaving_on=2026-12-14", "--today", "2026-11-21")
    other = simexit(*given, "--answer", "leaving_on=20261214", "--today", "11/21/2026")
    assert plain.stdout == other.stdout
    wrong = simexit(*given, "--today", "9999-12-31", code=2)
    assert "9999-12-31" in wrong.stderr
