"""The closed vocabulary of conditions obeys the laws that an author relies on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simexit.core.knowledge.conditions import Situation, holds
from simexit.core.knowledge.types import Condition

KEYS = ("sim", "number", "route", "carrier.channels", "unknown")
WORDS = ("esim", "keep", "chat", "phone", "x")
TOPICS = ("number_hold", "pause_or_suspend")

LEAVES = st.one_of(
    st.builds(lambda key, word: Condition(is_={key: word}), st.sampled_from(KEYS), st.sampled_from(WORDS)),
    st.builds(
        lambda key, words: Condition(in_={key: words}),
        st.sampled_from(KEYS),
        st.lists(st.sampled_from(WORDS), max_size=3),
    ),
    st.builds(lambda topic: Condition(has_fact=topic), st.sampled_from(TOPICS)),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda part: Condition(not_=part), inner),
        st.builds(lambda parts: Condition(all_=parts), st.lists(inner, max_size=3)),
        st.builds(lambda parts: Condition(any_=parts), st.lists(inner, max_size=3)),
    ),
    max_leaves=8,
)
SITUATIONS = st.builds(
    Situation,
    st.fixed_dictionaries(
        {
            "sim": st.sampled_from(WORDS),
            "number": st.sampled_from(WORDS),
            "carrier.channels": st.frozensets(st.sampled_from(WORDS)),
        },
        optional={"route": st.sampled_from(WORDS)},
    ),
    st.frozensets(st.sampled_from(TOPICS)),
)


@given(CONDITIONS, SITUATIONS)
def test_not_turns_round_and_twice_is_once(one: Condition, now: Situation) -> None:
    assert holds(Condition(not_=one), now) is not holds(one, now)
    assert holds(Condition(not_=Condition(not_=one)), now) is holds(one, now)


@given(st.lists(CONDITIONS, max_size=4), SITUATIONS)
def test_all_and_any_are_and_and_or(parts: list[Condition], now: Situation) -> None:
    each = [holds(part, now) for part in parts]
    assert holds(Condition(all_=parts), now) is all(each)
    assert holds(Condition(any_=parts), now) is any(each)


@given(st.lists(CONDITIONS, max_size=4), SITUATIONS)
def test_de_morgan(parts: list[Condition], now: Situation) -> None:
    none_of = Condition(all_=[Condition(not_=part) for part in parts])
    assert holds(Condition(not_=Condition(any_=parts)), now) is holds(none_of, now)


@given(st.lists(CONDITIONS, max_size=4), SITUATIONS)
def test_the_order_of_parts_is_of_no_account(parts: list[Condition], now: Situation) -> None:
    assert holds(Condition(all_=parts), now) is holds(Condition(all_=parts[::-1]), now)
    assert holds(Condition(any_=parts), now) is holds(Condition(any_=parts[::-1]), now)


@given(st.sampled_from(KEYS), st.sampled_from(WORDS), SITUATIONS)
def test_is_is_in_with_one_word(key: str, word: str, now: Situation) -> None:
    assert holds(Condition(is_={key: word}), now) is holds(Condition(in_={key: [word]}), now)


@given(SITUATIONS)
def test_an_absent_condition_holds_and_an_empty_one_never_does(now: Situation) -> None:
    assert holds(None, now)
    assert not holds(Condition(), now)


def test_several_keys_in_one_mapping_all_have_to_fit() -> None:
    now = Situation({"sim": "esim", "number": "keep"}, frozenset())
    assert holds(Condition(is_={"sim": "esim", "number": "keep"}), now)
    assert not holds(Condition(is_={"sim": "esim", "number": "park"}), now)


def test_lists_contain_and_overlap() -> None:
    now = Situation({"carrier.channels": {"chat", "phone"}}, frozenset())
    assert holds(Condition(is_={"carrier.channels": "chat"}), now)
    assert holds(Condition(in_={"carrier.channels": ["mail", "phone"]}), now)
    assert not holds(Condition(in_={"carrier.channels": ["mail", "store"]}), now)
    assert not holds(Condition(in_={"carrier.channels": []}), now)


def test_a_word_is_compared_whole() -> None:
    now = Situation({"where": "us"}, frozenset())
    assert not holds(Condition(is_={"where": "u"}), now)
    assert not holds(Condition(in_={"where": ["used"]}), now)


def test_what_is_not_there_fulfils_nothing() -> None:
    now = Situation({}, frozenset())
    assert not holds(Condition(is_={"sim": "esim"}), now)
    assert holds(Condition(not_=Condition(is_={"sim": "esim"})), now)
    assert not holds(Condition(has_fact="number_hold"), now)
