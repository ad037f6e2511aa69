"""A table of several roles, each scored by its card."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from cards import card, weighed
from pickled import pickled

import perfkpi as pk

RANKS = pk.rules.RankPoints(direction="higher", ranking=pk.choices.Ranking.DENSE, by=pk.rules.BestToWorst(100, 0))
BANDS = pk.RatingScale.descending(("A", 90), ("B", 0))
SALES = card(*weighed(deals=60, margin=40), ratings=BANDS)
SUPPORT = card(
    *weighed(solved=100),
    ratings=pk.RatingScale.descending((pk.Label(zh="好", en="good"), 80), (pk.Label(zh="差", en="poor"), 0)),
)
CARDS = {"sales": SALES, "support": SUPPORT}
TABLE: Mapping[str, Any] = {
    "who": ["E1", "E2", "E3", "E4"],
    "role": ["support", "sales", " ｓales", "support"],
    "deals": [None, 80.0, 70.0, None],
    "margin": [np.nan, 90, 95, np.nan],
    "solved": [95, None, None, "?"],
}


def scored(table: object = TABLE, **options: object) -> pk.results.ScoresByCard:
    """The table above, by its roles, about its people."""
    return pk.score_batch(CARDS, table, **{"by": "role", "keys": "who", **options})


def test_rows_are_scored_by_the_card_of_their_role() -> None:
    """80 x .6 + 90 x .4 = 84, 70 x .6 + 95 x .4 = 80; results stand in the order of the table."""
    scores = scored()
    assert scores.totals[:3].tolist() == [95, 84, 80]
    assert np.isnan(scores.totals[3])
    assert scores.keys == ("E1", "E2", "E3", "E4")
    assert scores.roles == ("support", "sales", "sales", "support")
    assert scores.ratings("zh").tolist() == ["好", "B", "B", None]
    assert [status.name for status in scores.statuses()] == ["OK", "OK", "OK", "INVALID_VALUE"]
    assert scores.status_codes.tolist() == [0, 0, 0, 6]
    assert scores.completeness.tolist() == [1, 1, 1, 0]
    assert len(scores) == 4
    assert scores.decided == scores["sales"].decided + scores["support"].decided
    assert dict(scores.cards) == CARDS
    assert scores.summary()["sales"].highest == 84
    assert scores["sales"].keys == ("E2", "E3")
    assert scores["sales"].points["margin"].tolist() == [90, 95]


def test_an_appraisal_is_found_by_key_or_row() -> None:
    """By the card of the role, with the key as its subject; without keys, with the row of the whole table."""
    scores = scored()
    assert scores.appraisal("E3") == pk.appraise(SALES, {"deals": 70, "margin": 95}, subject="E3")
    assert scores.reasons("E4") == scores.appraisal(-1).reasons
    assert scores.reasons(0) == ()
    assert scored(keys=None).appraisal(3).subject == "3"
    assert scored(keys=None).keys is None


def test_rows_that_are_mappings_hold_what_their_card_reads() -> None:
    """Of a row of another role no figure need be there; of one of this role it must, and the row is named."""
    rows = [{"role": "sales", "deals": 80, "margin": 90}, {"role": "support", "solved": 95}]
    assert pk.score_batch(CARDS, rows, by="role").totals.tolist() == [84, 95]
    rows += [{"role": "sales", "deals": 80}]
    with pytest.raises(pk.errors.ColumnError, match="row 2 has no 'margin'") as caught:
        pk.score_batch(CARDS, rows, by="role")
    assert caught.value.where == "card['sales'].table[2]"


def test_a_card_that_nobody_has_asks_for_no_column() -> None:
    """Its scores are there, and empty."""
    scores = pk.score_batch(CARDS, {"role": ["support"], "solved": [95]}, by="role", points=["deals"])
    assert scores.totals.tolist() == [95]
    assert len(scores["sales"]) == 0
    assert scores["sales"].points["deals"].tolist() == []


def test_every_sort_of_column_keeps_its_meaning() -> None:
    """Masked arrays and codes of absence, in the rows of a role."""
    table = {
        "role": np.array(["sales", "support", "sales"]),
        "deals": pk.results.Column([80.0, 0.0, 0.0], [0, 0, 1]),
        "margin": np.ma.masked_array([90, 1, 2], mask=[False, False, True]),
        "solved": [1, 95, 1],
    }
    scores = pk.score_batch(CARDS, table, by="role")
    assert scores.statuses().tolist() == [pk.Status.OK, pk.Status.OK, pk.Status.NOT_MEASURED]
    assert scores["sales"].appraisal(1).line("deals").status is pk.Status.NOT_DUE


def test_roles_without_a_card_are_refused_all_at_once() -> None:
    """With the rows, what may have been meant, and the cards that there are."""
    cells = ["slaes", None, "support", " ", 7, "slaes", *[f"x{i}" for i in range(9)]]
    with pytest.raises(pk.errors.ColumnError) as caught:
        pk.score_batch(CARDS, {"role": cells}, by="role")
    assert caught.value.where == "by[0]"
    assert caught.value.en == (
        "there is no role in rows 1, 3, no card for 'slaes' (did you mean 'sales'?) in rows 0, 5, no card for 7 in "
        "row 4, no card for 'x0' in row 6, no card for 'x1' in row 7, no card for 'x2' in row 8, …; the cards are "
        "for sales, support; mend the rows or leave them out"
    )
    assert "第 1, 3 行没有岗位" in caught.value.zh
    with pytest.raises(pk.errors.ColumnError, match="no role in rows 0, 1, 2, 3, 4, …;") as caught:
        pk.score_batch(CARDS, {"role": [None] * 6}, by="role")
    assert caught.value.value is None


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"by": None}, "nothing says whose rows are whose; write by='role', a column: there is who, role, deals"),
        ({"by": "rolle"}, "there is no column 'rolle' \\(did you mean 'role'"),
        ({"population": pk.Population.from_values({})}, "several cards rank among the populations of their roles"),
        ({"population": {"sale": None}}, "there is no card for 'sale'; the cards are for sales, support"),
        ({"population": {"sales": 1}}, "a Population is asked for"),
        ({"points": ["nothing"]}, "there is no indicator 'nothing'"),
        ({"keys": ["E1", "E2", "E1", "E4"]}, "keys\\[0\\] and keys\\[2\\] are both 'E1'"),
        ({"by": ["sales"] * 3, "keys": None}, "the column 'deals' has 4 rows, but others 3"),
    ],
)
def test_what_does_not_fit_is_refused(options: Mapping[str, Any], said: str) -> None:
    """Each with its place and the choices."""
    with pytest.raises(pk.PerfKpiError, match=said):
        scored(**options)


@pytest.mark.parametrize(
    ("cards", "said"),
    [
        ({}, "cards are given by their roles"),
        ({1: SALES}, "a role is a text"),
        ({" ": SALES}, "a role is a text"),
        ({"a": SALES, "ａ": SALES}, "'a' and 'ａ' are the same role once normalised"),
        ({"a": 1}, "card\\['a'\\]: 1 is not a Scorecard"),
    ],
)
def test_cards_stand_by_their_roles(cards: Mapping[str, pk.Scorecard], said: str) -> None:
    """Which are texts, and different ones."""
    with pytest.raises(pk.PerfKpiError, match=said):
        pk.score_batch(cards, TABLE, by="role")


def test_one_card_has_no_roles() -> None:
    """By what its rows would be told apart, nobody asks."""
    with pytest.raises(pk.errors.DefinitionError, match="by= tells the rows of several cards apart"):
        pk.score_batch(SALES, TABLE, by="role")  # type: ignore[call-overload]  # which is refused


def test_each_card_ranks_among_the_people_of_its_role() -> None:
    """A population for each role that ranks; without it, the card is named that asks for one."""
    ranked = card((pk.Indicator(code="k", name="k", formula=pk.Actual("k"), scoring=RANKS), 100))
    table = {"role": ["a", "b", "a"], "k": [1, 2, 3], "deals": [80] * 3, "margin": [90] * 3}
    cards = {"a": ranked, "b": SALES}
    with pytest.raises(pk.errors.DefinitionError, match="no population was given") as caught:
        pk.score_batch(cards, table, by="role")
    assert caught.value.where == "card['a'].population"
    people = pk.Population.from_values({"k": [1, 3, 5]})
    assert pk.score_batch(cards, table, by="role", population={"a": people}).totals.tolist() == [0, 84, 50]


def test_progress_goes_on_from_card_to_card() -> None:
    """It counts the rows of the whole table."""
    told: list[tuple[int, int]] = []
    scored(progress=lambda *state: told.append(state))
    assert told == [(2, 4), (4, 4)]


def test_a_frame_has_the_rows_of_the_table() -> None:
    """In their order, with the role, and with points where the card of the row has any."""
    people = pd.DataFrame(TABLE, index=[7, 5, 3, 1])
    frame = scored(people).to_frame(points=True, reasons=True)
    assert frame.index.tolist() == [7, 5, 3, 1]
    assert list(frame.columns) == [
        "who", "role", "total", "rating", "status", "completeness",
        "points_deals", "points_margin", "points_solved", "reason",
    ]  # fmt: skip
    assert frame["role"].tolist() == ["support", "sales", "sales", "support"]
    assert frame["points_margin"].fillna(-1).tolist() == [-1, 90, 95, -1]
    assert frame["rating"].tolist()[:3] == ["good", "B", "B"]
    assert not frame["rating"].cat.ordered
    assert frame["status"].tolist() == ["ok", "ok", "ok", "invalid figure"]
    assert frame["reason"].isna().tolist() == [True, True, True, False]
    assert "'?' is not a number" in frame["reason"].tolist()[3]
    assert scored(people)["support"].to_frame().index.tolist() == [7, 1]
    assert scored(pl.DataFrame(TABLE, strict=False)).to_frame()["role"].to_list()[1] == "sales"


def test_ratings_are_ordered_where_all_cards_have_the_same() -> None:
    """So that they compare as ratings do."""
    cards = {"sales": SALES, "support": card(*weighed(solved=100), ratings=BANDS)}
    frame = pk.score_batch(cards, TABLE, by=TABLE["role"], points=True).to_frame("pandas", points=["solved"])
    assert (frame["rating"] >= "B").tolist() == [True, True, True, False]
    assert next(iter(frame.columns)) == "role"


def test_a_column_of_roles_takes_no_name_of_the_scores() -> None:
    """As a column of keys must not."""
    scores = pk.score_batch(CARDS, {**TABLE, "total": TABLE["role"]}, by="total")
    with pytest.raises(
        pk.errors.DefinitionError, match="the column of roles is called 'total', as one of the scores is"
    ):
        scores.to_frame("pandas")


def test_scores_travel_and_show_themselves() -> None:
    """In a pickle, read-only; as a line for each card."""
    scores = pickled(scored())
    assert scores.totals.tobytes() == scored().totals.tobytes()
    assert not scores.totals.flags.writeable
    assert repr(scores).splitlines()[0].startswith("sales: ")
    assert scores._repr_html_().count("<li>") == 2
    many = {f"r{i}": SALES for i in range(12)}
    assert repr(pk.score_batch(many, {"role": []}, by="role")).splitlines()[10] == "…"


def test_groups_and_rows_agree() -> None:
    """Or they are no scores of one table."""
    sales = pk.score_batch(SALES, {"deals": [80], "margin": [90]})
    assert pk.results.ScoresByCard({"sales": sales}, ["sales"]).totals.tolist() == [84]
    with pytest.raises(pk.errors.ColumnError, match="2 rows have the role 'sales', but it has 1 score"):
        pk.results.ScoresByCard({"sales": sales}, ["sales", "sales"])
    with pytest.raises(pk.errors.DefinitionError, match="groups is a mapping of roles"):
        pk.results.ScoresByCard({"sales": 1}, ["sales"])  # type: ignore[dict-item]  # which is refused
    with pytest.raises(pk.errors.DefinitionError, match="roles is a list"):
        pk.results.ScoresByCard({"sales": sales}, [1])  # type: ignore[list-item]  # which is refused
    with pytest.raises(pk.errors.MeasureError, match="there is no role 'support'; there is sales"):
        pk.results.ScoresByCard({"sales": sales}, ["sales"])["support"]


def test_a_card_that_reads_nothing_scores_every_row() -> None:
    """Everybody gets the same: in a list of rows, in columns, in a frame, beside other cards."""
    fixed = pk.Scorecard(
        "fixed", items=[(pk.Indicator("a", formula=pk.Computed("50"), scoring=pk.DirectPoints()), 100)]
    )
    rows = [{"role": "x", "z": 1}, {"role": "x", "z": 2}]
    columns = {"role": ["x", "x"], "z": [1, 2]}
    for table in (rows, columns, pd.DataFrame(columns)):
        assert pk.score_batch(fixed, table, keys="z").totals.tolist() == [50, 50]
        assert len(pk.score_batch({"x": fixed}, table, by="role")) == 2
    assert len(pk.score_batch(fixed, {})) == 0
