"""Merging drops nothing and does not depend on order; edits keep revisions."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runcoach.core.merging import documents as merging

AT = datetime(2026, 11, 24, 18, 2, tzinfo=UTC)

texts = st.sampled_from(["", "a", "é", "\ud800"])
values = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.sampled_from([0.5, -0.0, 8.0])
    | texts
    | st.lists(texts, max_size=2)
    | st.dictionaries(texts, st.integers(0, 2), max_size=2)
)
moments = st.sampled_from(
    [
        "",
        "2026-11-24T18:02:00+01:00",
        "2026-11-24T17:02:00+00:00",
        "2026-11-24T18:02:00",
        "2026-11-24T18:02:00.000001+01:00",
        "9999-12-31T23:59:59-14:00",
        "soon",
    ]
)
forms = st.builds(
    lambda unknown, edited_at, note: {**unknown, "edited_at": edited_at, "note": note},
    st.dictionaries(st.sampled_from(["x", "y", "sets"]), values, max_size=2),
    moments,
    st.sampled_from(["a", "b"]),
)
documents = st.builds(
    lambda head, earlier: merging.merge_documents(head, {**head, "revisions": earlier}),
    forms,
    st.lists(forms, max_size=2),
)
histories = st.dictionaries(st.sampled_from(["one", "two", "three"]), documents, max_size=3)


def prints(document):
    return {merging.fingerprint(form) for form in (document, *merging.list_revisions(document))}


@given(histories, histories)
def test_merging_is_commutative(ours, theirs):
    assert merging.merge_histories(ours, theirs) == merging.merge_histories(theirs, ours)


@given(histories, histories, histories)
def test_merging_is_associative(one, two, three):
    left = merging.merge_histories(merging.merge_histories(one, two), three)
    assert left == merging.merge_histories(one, merging.merge_histories(two, three))


@given(histories, histories)
def test_merging_is_idempotent(ours, theirs):
    both = merging.merge_histories(ours, theirs)
    assert merging.merge_histories(ours, ours) == ours
    assert merging.merge_histories(both, theirs) == both
    assert merging.merge_histories(both, both) == both


@given(histories, histories)
def test_merging_keeps_every_version_and_invents_none(ours, theirs):
    both = merging.merge_histories(ours, theirs)
    assert both.keys() == ours.keys() | theirs.keys()
    for id, document in both.items():
        given_forms = prints(ours.get(id, theirs.get(id))) | prints(theirs.get(id, ours.get(id)))
        assert prints(document) == given_forms


@given(documents, documents)
def test_the_later_edit_wins(one, other):
    assert merging.edit_order(merging.merge_documents(one, other)) == max(
        merging.edit_order(one), merging.edit_order(other)
    )


def test_offsets_are_compared_as_moments():
    earlier = {"edited_at": "2026-11-24T18:30:00+02:00", "note": "z"}
    later = {"edited_at": "2026-11-24T17:00:00+00:00", "note": "a"}
    assert merging.merge_documents(earlier, later)["note"] == "a"


def test_an_edit_keeps_the_previous_version_and_unknown_fields():
    first = {"id": "one", "note": "a", "edited_at": AT.isoformat(), "mood": "grey"}
    second = merging.edit_document(first, {**first, "note": "b"}, AT + timedelta(hours=1))
    third = merging.edit_document(second, {**second, "note": "c"}, AT + timedelta(hours=2))
    assert (third["note"], third["mood"]) == ("c", "grey")
    assert [form["note"] for form in merging.list_revisions(third)] == ["b", "a"]
    assert all("revisions" not in form for form in merging.list_revisions(third))


def test_an_edit_that_changes_nothing_is_no_revision():
    first = {"id": "one", "note": "a", "edited_at": AT.isoformat()}
    assert merging.edit_document(first, dict(first), AT + timedelta(hours=1)) is first


@pytest.mark.parametrize("act", ["edit", "delete", "restore"])
def test_an_edit_is_newer_even_if_the_wall_clock_went_back(act):
    deleted_at = AT.isoformat() if act == "restore" else None
    first = {"id": "one", "note": "a", "edited_at": AT.isoformat(), "deleted_at": deleted_at}
    back = AT - timedelta(days=400)
    outcome = {
        "edit": lambda: merging.edit_document(first, {**first, "note": "b"}, back),
        "delete": lambda: merging.delete_document(first, back),
        "restore": lambda: merging.restore_document(first, back),
    }[act]()
    assert merging.edit_order(outcome) > merging.edit_order(first)
    assert merging.without_revisions(
        merging.merge_documents(first, outcome)
    ) == merging.without_revisions(outcome)


def test_deleting_and_restoring_change_nothing_else():
    first = {"id": "one", "note": "a", "edited_at": AT.isoformat(), "deleted_at": None}
    gone = merging.delete_document(first, AT + timedelta(hours=1))
    assert gone["deleted_at"] == (AT + timedelta(hours=1)).isoformat()
    assert merging.delete_document(gone, AT + timedelta(hours=2)) is gone
    back = merging.restore_document(gone, AT + timedelta(hours=3))
    assert {**back, "edited_at": ""} == {**first, "edited_at": ""}
    assert merging.restore_document(back, AT + timedelta(hours=4)) is back


def test_a_deletion_wins_over_the_version_deleted_and_loses_to_a_later_edit():
    first = {"id": "one", "note": "a", "edited_at": AT.isoformat(), "deleted_at": None}
    gone = merging.delete_document(first, AT + timedelta(hours=1))
    noted = merging.edit_document(first, {**first, "note": "b"}, AT + timedelta(hours=2))
    assert merging.merge_documents(first, gone)["deleted_at"]
    assert merging.merge_documents(gone, noted)["deleted_at"] is None
    assert len(merging.list_revisions(merging.merge_documents(gone, noted))) == 2


def test_the_first_start_is_that_of_the_oldest_version():
    zone = timezone(timedelta(hours=1))
    began = datetime(2026, 10, 31, 23, 50, tzinfo=zone).isoformat()
    first = {"id": "one", "started_at": began, "edited_at": AT.isoformat()}
    moved = merging.edit_document(
        first, {**first, "started_at": AT.isoformat()}, AT + timedelta(days=1)
    )
    assert merging.first_start(moved) == began


@pytest.mark.parametrize("start", [None, "", "soon", 12])
def test_a_document_without_a_start_is_an_error(start):
    with pytest.raises(ValueError, match="started_at"):
        merging.first_start({"id": "one", "started_at": start})


def test_malformed_revisions_are_ignored():
    assert merging.list_revisions({"revisions": "many"}) == []
    assert merging.list_revisions({"revisions": [3, {"note": "a"}]}) == [{"note": "a"}]
