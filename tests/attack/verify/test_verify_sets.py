"""Numbers and addresses that pretend to be a carrier's, and real ones that must pass; as a program, the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.links import belongs
from simexit.core.knowledge.load import load
from simexit.core.knowledge.verify import verify
from simexit.core.system import locations

HERE = Path(__file__).parent
NUMBERS = yaml.safe_load((HERE / "numbers.yaml").read_text(encoding="utf-8"))
ADDRESSES = yaml.safe_load((HERE / "addresses.yaml").read_text(encoding="utf-8"))


def look_alikes(domain: str) -> Iterator[str]:
    """Hosts that a swindler might register in place of a domain."""
    name, ending = domain.rsplit(".", 1)
    flat = domain.replace(".", "-")
    joined = name.replace(".", "-")
    last = name.rsplit(".", 1)[-1]
    yield from (
        f"{domain}.evil.io",
        f"www.{domain}.account-check.top",
        f"{flat}.com" if ending != "com" else f"{flat}.net",
    )
    yield from (f"{joined}-support.com", f"my-{joined}-login.net", f"{joined}-verify.org", f"secure{joined}.com.co")
    if len(last) < 4:
        return
    for plain, digit in (("o", "0"), ("l", "1"), ("i", "1"), ("e", "3"), ("a", "4"), ("s", "5")):
        if plain in last:
            yield f"{last.replace(plain, digit, 1)}.{ending}"
    if "o" in last and "l" in last:
        yield f"{last.replace('o', '0').replace('l', '1')}.com"
    if "m" in last:
        yield f"{last.replace('m', 'rn', 1)}.com"
    if "w" in last:
        yield f"{last.replace('w', 'vv', 1)}.com"
    if len(last) > 6:
        yield f"{last[:3]}{last[4]}{last[3]}{last[5:]}.{ending}"
        yield f"{last[:4]}{last[5:]}.{ending}"
        yield f"{last[:4]}{last[3:]}.{ending}"


def cited() -> Iterator[str]:
    """Every host that any file of the procedures cites or opens, carrier's or not."""
    for file in sorted((locations.CHECKOUT / "procedures").rglob("*.yaml")):
        for found in re.findall(r"https://[^\s\"'<>)]+", file.read_text(encoding="utf-8")):
            yield urlsplit(found).hostname or ""


def strings(value: object) -> Iterator[str]:
    """Every text in a fact's value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def official(catalogue: Catalogue) -> Iterator[tuple[str, str | None]]:
    """What carriers and public bodies themselves give: links, numbers, mail addresses; with the carrier's slug."""
    for carrier in catalogue.carriers:
        for domain in carrier.official_domains:
            yield from ((domain, carrier.slug), (f"https://www.{domain}/help", None))
        for fact in carrier.facts:
            if fact.source_kind != "official":
                continue
            if urlsplit(fact.source).scheme == "https":
                yield fact.source, carrier.slug
            texts = [*strings(fact.value), *fact.says.values()]
            for text in texts:
                yield from ((found, carrier.slug) for found in re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text))
            if fact.topic == "support_phone":
                yield from ((text, carrier.slug) for text in strings(fact.value) if text.startswith("+"))
    for body in catalogue.bodies:
        for domain in body.hosts:
            yield from ((domain, None), (f"https://www.{domain}/x", "t-mobile"), (f"help@{domain}", None))


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load(locations.CHECKOUT / "procedures")


def wrongly_official(catalogue: Catalogue) -> list[str]:
    return [text for text in NUMBERS["tricky"] if verify(text, catalogue).verdict == "official"]


def not_known(catalogue: Catalogue) -> list[str]:
    return [text for text in NUMBERS["right"] if verify(text, catalogue).verdict != "official"]


def not_warned_of(catalogue: Catalogue, domains: list[str]) -> tuple[list[str], int]:
    real = [*carriers_domains(catalogue), *bodies_domains(catalogue)]
    hosted = ("zendesk.com", "helpdocs.io")  # a carrier's help at a service whose own name is nobody's to protect
    made = [
        host
        for domain in domains
        if not domain.endswith(hosted)
        for host in dict.fromkeys(look_alikes(domain))
        if not belongs(host, real)
    ]
    return [host for host in made if verify(host, catalogue).verdict != "suspicious"], len(made)


def false_alarms(catalogue: Catalogue) -> tuple[list[str], int]:
    cases = [*official(catalogue), *((text, None) for text in [*ADDRESSES["real"], *cited()])]
    wrong = [
        f"{text} ({slug})"
        for text, slug in dict.fromkeys(cases)
        if verify(text, catalogue, catalogue.carrier(slug) if slug else None).verdict == "suspicious"
    ]
    return wrong, len(dict.fromkeys(cases))


def carriers_domains(catalogue: Catalogue) -> list[str]:
    return list(dict.fromkeys(domain for carrier in catalogue.carriers for domain in carrier.official_domains))


def bodies_domains(catalogue: Catalogue) -> list[str]:
    return list(dict.fromkeys(domain for body in catalogue.bodies for domain in body.hosts))


def test_no_tricky_number_is_official(shipped: Catalogue) -> None:
    assert len(NUMBERS["tricky"]) >= 51
    assert wrongly_official(shipped) == []


def test_every_usual_spelling_of_a_right_number_is_known(shipped: Catalogue) -> None:
    assert len(NUMBERS["right"]) >= 33
    assert not_known(shipped) == []


def test_look_alikes_of_carriers_and_public_bodies_are_warned_of(shipped: Catalogue) -> None:
    for domains in (carriers_domains(shipped), bodies_domains(shipped)):
        missed, made = not_warned_of(shipped, domains)
        assert made > 200
        assert len(missed) <= made * 0.05, missed


def test_nothing_real_is_called_a_fake(shipped: Catalogue) -> None:
    wrong, made = false_alarms(shipped)
    assert made > 700
    assert wrong == []


def main() -> None:
    """Print the figures."""
    catalogue = load(locations.CHECKOUT / "procedures")
    print("tricky numbers official:", wrongly_official(catalogue), "of", len(NUMBERS["tricky"]))
    print("right numbers not known:", not_known(catalogue), "of", len(NUMBERS["right"]))
    for name, domains in (("carriers", carriers_domains(catalogue)), ("bodies", bodies_domains(catalogue))):
        missed, made = not_warned_of(catalogue, domains)
        print(f"look-alikes of {name} not warned of: {len(missed)} of {made} ({1 - len(missed) / made:.1%}):", missed)
    wrong, made = false_alarms(catalogue)
    print(f"false alarms: {len(wrong)} of {made}:", wrong)


if __name__ == "__main__":
    main()
