# SPDX-License-Identifier: EUPL-1.2
"""The state tree against a tree made from all leaves, however it came about."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stelsel.kernel.canonical import canonical
from stelsel.kernel.problem import BadInput
from stelsel.register.state_tree import StateTree
from stelsel.register.tree import EMPTY_ROOT, check_range, leaf_hash, leaf_hashes, root_of

Latest = dict[str, tuple[int, str]]
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)
states = st.dictionaries(
    st.one_of(st.sampled_from([f"demo/thing/{name}" for name in "abcdefghij"]), texts),
    st.tuples(st.integers(0, 2**53 - 1), st.sampled_from(["put", "correct", "withdraw"])),
    max_size=60,
)


def leaves_of(latest: Latest) -> list[bytes]:
    """The definition: canonical JSON, in the order of the UTF-8 bytes of the addresses."""
    ordered = sorted(latest.items(), key=lambda item: item[0].encode())
    return [canonical({"id": name, "index": index, "op": op}) for name, (index, op) in ordered]


def same(tree: StateTree, latest: Latest) -> None:
    """The tree is the one of the definition, leaf by leaf."""
    leaves = leaves_of(latest)
    assert tree.count == len(leaves)
    assert tree.leaves(0, len(leaves)) == leaves
    assert tree.root == root_of([leaf_hash(leaf) for leaf in leaves])


@given(states, st.lists(states, max_size=4))
def test_a_tree_grown_in_steps_is_the_tree_made_at_once(first: Latest, later: list[Latest]) -> None:
    tree, latest = StateTree.of(first), dict(first)
    same(tree, latest)
    for changes in later:
        before, root = tree, tree.root
        tree = tree.updated(changes)
        latest |= changes
        same(tree, latest)
        assert before.root == root, "the tree before is left as it was"


@settings(max_examples=40)
@given(st.integers(0, 2000), st.integers(0, 60), st.integers(0, 60), st.integers(0, 2**32))
def test_large_trees_keep_what_did_not_change(size: int, corrected: int, new: int, seed: int) -> None:
    draw = random.Random(seed)
    latest: Latest = {f"demo/thing/{number * 3:06}": (number, "put") for number in range(size)}
    changes = dict.fromkeys(draw.sample(sorted(latest), min(corrected, size)), (size, "correct"))
    changes |= {f"demo/thing/{draw.randrange(8000):06}": (size + number, "put") for number in range(new)}
    same(StateTree.of(latest).updated(changes), {**latest, **changes})


@given(states, st.data())
def test_ranges_of_the_state_tree_are_proven(latest: Latest, data: st.DataObject) -> None:
    tree = StateTree.of(latest).updated({"demo/thing/x": (1, "put")})
    start = data.draw(st.integers(0, tree.count - 1))
    end = data.draw(st.integers(start + 1, tree.count))
    check_range(start, tree.count, leaf_hashes(tree.leaves(start, end)), tree.range_proof(start, end), tree.root)
    assert tree.range_proof(start, start) == []


def test_places_and_spans() -> None:
    tree = StateTree.of(dict.fromkeys(("a/x/1", "a/x/2", "a/y/1", "b/x/1", "a/x/\U0010ffffz"), (0, "put")))
    assert tree.span("a/x/") == (0, 3)
    assert tree.span("a/xx") == (3, 3)
    assert tree.span("") == (0, 5)
    assert tree.span("c") == (5, 5)
    assert tree.ids(*tree.span("b/")) == ["b/x/1"]
    assert tree.place("a/x/2") == 1


def test_the_empty_tree_has_the_root_of_nothing() -> None:
    empty = StateTree.of({})
    assert (empty.count, empty.root) == (0, EMPTY_ROOT)
    assert empty.updated({}).root == EMPTY_ROOT
    same(empty.updated({"a": (0, "put")}), {"a": (0, "put")})


def test_half_a_character_is_no_address() -> None:
    with pytest.raises(BadInput):
        StateTree.of({"demo/thing/\ud800": (0, "put")})
