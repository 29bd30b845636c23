"""No shipped fact rests on a page that a stranger should not be sent to."""

from __future__ import annotations

from simexit.core import authoring
from simexit.core.system import locations

SHIPPED = locations.CHECKOUT / "procedures"
UNFIT = {
    "unlisted-host",
    "directory-alone",
    "rival-source",
    "plain-http",
    "bare-home-page",
    "test-host",
    "not-a-public-body",
    "law-undated",
}


def test_no_fact_rests_on_a_source_that_may_not_be_shown() -> None:
    found = [finding for finding in authoring.run(SHIPPED) if finding.rule in UNFIT]
    assert [finding.render(relative_to=SHIPPED) for finding in found] == []
