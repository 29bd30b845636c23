"""Back after Next returns, everywhere, whatever the plan; the check page stands before the first irreversible step."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.plan.navigate import CHECK_BEFORE, OVERVIEW, REPORT, Pages
from simexit.core.plan.resolve import resolve

PAGES = st.lists(st.text("abcdefgh-", min_size=1), unique=True, max_size=30).map(
    lambda ids: Pages((OVERVIEW, *(name for name in ids if name not in (OVERVIEW, REPORT)), REPORT))
)


@given(PAGES, st.data())
def test_back_after_next_returns(pages: Pages, data: st.DataObject) -> None:
    page = data.draw(st.sampled_from(pages.ids))
    following, before = pages.next(page), pages.back(page)
    assert following is None or pages.back(following) == page
    assert before is None or pages.next(before) == page


@given(PAGES)
def test_next_walks_through_every_page_once(pages: Pages) -> None:
    walked, page = [OVERVIEW], pages.next(OVERVIEW)
    while page is not None:
        walked.append(page)
        page = pages.next(page)
    assert tuple(walked) == pages.ids


@given(PAGES, st.text())
def test_a_page_that_is_gone_leads_to_the_overview(pages: Pages, name: str) -> None:
    assert pages.nearest(name) == (name if name in pages.ids else OVERVIEW)
    assert pages.nearest(None) == OVERVIEW
    if name not in pages.ids:
        assert pages.next(name) == pages.next(OVERVIEW)
        assert pages.back(name) is None


def test_the_first_and_the_last_page_of_a_case(catalogue: Catalogue, today: datetime.date) -> None:
    pages = Pages.of(resolve({"carrier": "t-mobile"}, catalogue, today))
    assert (pages.ids[0], pages.ids[-1]) == (OVERVIEW, REPORT)
    assert pages.back(OVERVIEW) is None
    assert pages.next(REPORT) is None


def test_the_check_page_stands_before_the_first_act(catalogue: Catalogue, today: datetime.date) -> None:
    plan = resolve({"carrier": "t-mobile", "number": "keep"}, catalogue, today)
    pages = Pages.of(plan)
    assert pages.next(CHECK_BEFORE) == plan.pause_before == "start-transfer"
    assert pages.ids.count(CHECK_BEFORE) == 1
    assert [page for page in pages.ids if page not in (OVERVIEW, CHECK_BEFORE, REPORT)] == [s.id for s in plan.steps]


def test_without_an_act_there_is_no_check_page(catalogue: Catalogue, today: datetime.date) -> None:
    assert CHECK_BEFORE not in Pages.of(resolve({"carrier": "t-mobile", "reason": "safety"}, catalogue, today)).ids
