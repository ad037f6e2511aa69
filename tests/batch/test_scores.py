"""What can be asked of the scores of a table."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from functools import partial
from html.parser import HTMLParser

import attrs
import numpy as np
import pandas as pd
import pytest
from cards import rated
from pickled import pickled

import perfkpi as pk
from perfkpi.batch import fast_path
from perfkpi.batch.scoring import score_tuned
from perfkpi.batch.tuning import Tuning
from perfkpi.cli.demo import finance_director, people
from perfkpi.interpreters.columns.codegen.plan import Scratch

CARD = finance_director()
NAMES = list(people())
TABLE = {
    name: np.array([float("nan") if figures[name] is None else figures[name] for figures in people().values()])
    for name in next(iter(people().values()))
}
SCORES = pk.score_batch(CARD, TABLE, keys=NAMES)
RESULTS = [pk.appraise(CARD, figures) for figures in people().values()]


def actual(rounding: pk.RoundingPolicy, cap: object = 100) -> pk.Scorecard:
    """A card whose total is one reading, up to a cap."""
    rule = pk.Attainment(target=1, full_mark=1, direction=pk.Direction.HIGHER_IS_BETTER, cap=cap)
    item = pk.Indicator(code="k", name="k", formula=pk.Actual("x"), scoring=rule)
    return pk.Scorecard(code="card", name="Card", items=((item, 1),), rounding=rounding)


def test_the_demonstration_by_columns() -> None:
    """A dozen finance directors: every total, rating, status and share as their appraisals have them."""
    assert len(SCORES) == len(RESULTS)
    for row, result in enumerate(RESULTS):
        assert (SCORES.totals[row] == float(result.total)) if result.total is not None else SCORES.status_codes[row]
        assert SCORES.ratings("en")[row] == result.rating_label("en")
        assert SCORES.statuses()[row] is result.status
        assert SCORES.completeness[row] == float(result.completeness)
        assert SCORES.reasons(row) == result.reasons


def test_totals_as_scaled_integers() -> None:
    """Whole hundredths, masked where there is no total."""
    found = SCORES.total_decimals()
    assert SCORES.places == 2
    assert found.dtype == np.int64
    for row, result in enumerate(RESULTS):
        assert (found[row] is np.ma.masked) == (result.total is None)
        if result.total is not None:
            assert found[row] == result.total * 100


def test_scaled_integers_of_many_digits_are_exact() -> None:
    """Where a double does not hold them they come from the exact totals; beyond 64 bits they are refused."""
    card = actual(pk.RoundingPolicy(total=pk.Rounding(15)))
    scores = pk.score_batch(card, {"x": np.array([99.123456789012345, 12.5, float("nan")])})
    assert scores.total_decimals().tolist() == [99123456789012350, 12500000000000000, None]
    wide = pk.score_batch(actual(pk.RoundingPolicy(total=pk.Rounding(18))), {"x": np.array([99.0])})
    with pytest.raises(pk.errors.NumberError, match="more than 18 digits"):
        wide.total_decimals()


def test_totals_at_the_end_of_the_doubles() -> None:
    """The median of two numbers whose sum is none, and decimals that are too many: no warning, and no wrong answer."""
    card = pk.Scorecard(code="c", name="c", items=[(carried("x"), 1)], rounding=pk.RoundingPolicy(total=pk.Rounding(2)))
    scores = pk.score_batch(card, {"x": np.array([1e308, 1.5e308, 12.5, float("nan")])})
    summary = scores.summary()
    assert (summary.lowest, summary.median, summary.highest) == (12.5, 1e308, 1.5e308)
    assert pk.score_batch(card, {"x": np.array([1e308, 1.5e308])}).summary().median == 1.25e308
    assert pk.score_batch(card, {"x": np.array([1.0, 4.0])}).summary().median == 2.5
    with pytest.raises(pk.errors.NumberError, match="row 0 has more than 18 digits"):
        scores.total_decimals()
    fine = attrs.evolve(card, rounding=pk.RoundingPolicy(total=pk.Rounding(step="1e-350")))
    assert pk.score_batch(fine, {"x": np.array([0.0, float("nan")])}).total_decimals().tolist() == [0, None]
    assert repr(scores)


def carried(code: str) -> pk.Indicator:
    """An indicator whose points are its value, however large."""
    return pk.Indicator(code=code, name=code, formula=pk.Actual(code), scoring=AsItStands(scale=pk.Scale(0, 100)))


@attrs.frozen(cache_hash=True)
class AsItStands(pk.Scoring):
    """The points are the value."""

    def express(self, value: pk.Expr) -> pk.Expr:
        """Nothing is done to it."""
        return value


@pytest.mark.parametrize("stage", [None, pk.Rounding(step="1/3")])
def test_totals_that_are_no_decimals_have_no_places(stage: pk.Rounding | None) -> None:
    """Without a rounding to decimals there are no scaled integers; the totals are nearest doubles all the same."""
    scores = pk.score_batch(actual(pk.RoundingPolicy(total=stage)), {"x": np.array([0.3, 2.5])})
    with pytest.raises(pk.errors.DefinitionError, match="not rounded to decimals"):
        scores.total_decimals()
    assert [scores.totals[row] for row in range(2)] == [
        float(Fraction(scores.appraisal(row).total)) for row in range(2)
    ]


def test_halves_have_one_place() -> None:
    """A step of one half gives totals in tenths."""
    scores = pk.score_batch(actual(pk.RoundingPolicy(total=pk.Rounding(step="0.5"))), {"x": np.array([1.3, 2.2])})
    assert scores.places == 1
    assert scores.total_decimals().tolist() == [15, 20]


def test_rows_are_counted_from_either_end() -> None:
    """As in a list; beyond it there is no row."""
    assert SCORES.appraisal(-1).subject == NAMES[-1]
    with pytest.raises(IndexError):
        SCORES.appraisal(len(NAMES))
    with pytest.raises(IndexError):
        SCORES.reasons(-len(NAMES) - 1)
    assert SCORES.reasons(-1) == SCORES.reasons(len(NAMES) - 1)
    assert SCORES.appraisal(np.int8(1)) == SCORES.appraisal(1)
    for wrong in (b"E1", 1.0, True, slice(1), None, np.array([1, 2])):
        with pytest.raises(pk.errors.DefinitionError, match="a row is a whole number") as caught:
            SCORES.appraisal(wrong)
        assert caught.value.where == "row"
        with pytest.raises(pk.errors.DefinitionError, match="a row is a whole number"):
            SCORES.reasons(wrong)
    assert pk.score_batch(CARD, TABLE).appraisal(0).subject == "0"


def test_points_on_request() -> None:
    """By the code of the indicator, at once or later; they belong to the result and are read-only."""
    eager = pk.score_batch(CARD, TABLE, points="roe")
    assert list(eager.points.known()) == ["roe"]
    assert eager.points["roe"] is eager.points["roe"]
    assert len(eager.points) == len(eager.parts) == 7
    assert list(eager.points) == list(eager.parts) == [item.code for item in CARD.indicators()]
    assert "roe" in repr(eager.points)
    assert "roe" in repr(eager.parts)
    assert eager.parts["roe"] == {}
    with pytest.raises(ValueError, match="read-only"):
        eager.points["roe"][0] = 1
    with pytest.raises(pk.errors.MeasureError, match="no indicator 'rubbish'; there is roe, ") as caught:
        _ = eager.points["rubbish"]
    assert isinstance(caught.value, KeyError)
    assert "没有指标 'rubbish'；现有 roe、" in caught.value.zh
    assert ("rubbish" in eager.points, eager.points.get("rubbish")) == (False, None)
    with pytest.raises(pk.errors.MeasureError, match="no indicator 'rubbish'"):
        _ = eager.parts["rubbish"]
    with pytest.raises(pk.errors.MeasureError, match="no part 'achievement'; there is none"):
        _ = eager.parts["roe"]["achievement"]
    with pytest.raises(pk.errors.MeasureError, match="no indicator 'rubbish'"):
        pk.score_batch(CARD, TABLE, points=["rubbish"])
    assert pk.score_batch(CARD, TABLE, points=False).points.known() == {}


SERIES: dict[str, Callable[[], object]] = {
    "a list": lambda: ["roe", "roe"],
    "an array": lambda: np.array(["roe"]),
    "an index": lambda: pd.Index(["roe"]),
    "a series": lambda: pd.Series(["roe"], index=[7]),
    "a set": lambda: {"roe"},
    "a generator": lambda: (code for code in ["roe"]),
}


@pytest.mark.parametrize("kind", SERIES)
def test_points_of_codes_in_any_series(kind: str) -> None:
    """In whatever the codes are held, those points are computed."""
    assert list(pk.score_batch(CARD, TABLE, points=SERIES[kind]()).points.known()) == ["roe"]


@pytest.mark.parametrize("points", [None, 5, [1], np.ones((1, 1)), {"roe": True}, "roe"], ids=range(6))
def test_what_are_no_codes(points: object) -> None:
    """They are refused with the way out; a single code is one."""
    if points == "roe":
        assert list(pk.score_batch(CARD, TABLE, points=points).points.known()) == ["roe"]
        return
    with pytest.raises(pk.errors.DefinitionError, match="points takes codes") as caught:
        pk.score_batch(CARD, TABLE, points=points)
    assert caught.value.where == "points"


def test_points_of_a_section() -> None:
    """A section has a score and no points; the error says which indicators there are."""
    inner = pk.Section(code="s", name="s", items=((next(iter(CARD.indicators())), 100),))
    whole = pk.Scorecard(code="c", name="c", items=((inner, 100),), measures=CARD.measures, scale=CARD.scale)
    with pytest.raises(pk.errors.MeasureError, match="no indicator 's'; there is roe"):
        _ = pk.score_batch(whole, TABLE).points["s"]


def test_the_summary_counts_everything() -> None:
    """Each rating, each status, complete rows, and the spread of the totals."""
    summary = SCORES.summary()
    totals = sorted(float(result.total) for result in RESULTS if result.total is not None)
    assert summary.rows == len(RESULTS)
    assert summary.scored == len(totals)
    assert (summary.lowest, summary.highest) == (totals[0], totals[-1])
    assert {band.code: count for band, count in summary.ratings} == {
        band.code: sum(result.rating == band.code for result in RESULTS) for band in CARD.ratings.bands
    }
    assert sum(count for _, count in summary.statuses) == summary.rows
    empty = pk.score_batch(CARD, {name: column[:0] for name, column in TABLE.items()}).summary()
    assert (empty.rows, empty.scored) == (0, 0)
    assert np.isnan(empty.median)


def test_a_data_frame_with_labels() -> None:
    """Keys as the index, ratings and statuses as categories in one language, points where they were asked for."""
    frame = pk.score_batch(CARD, TABLE, keys=NAMES).to_frame("pandas", language="zh", points=["roe"])
    assert list(frame.columns) == ["total", "rating", "status", "completeness", "points_roe"]
    assert list(frame.index) == NAMES
    assert list(frame["rating"].cat.categories) == [band.say("zh") for band in reversed(CARD.ratings.bands)]
    assert frame["rating"].cat.ordered
    assert pd.isna(frame["rating"]).sum() == SCORES.summary().rows - SCORES.summary().scored
    assert frame["status"].iloc[0] == "正常"
    plain = pk.score_batch(actual(pk.RoundingPolicy()), {"x": np.array([1.0])}).to_frame("pandas")
    assert plain.index.tolist() == [0]
    twins = pk.RatingScale(
        bands=[pk.Band("a", 50, None, label=pk.Label(zh="好")), pk.Band("b", None, 50, label=pk.Label(zh="好"))]
    )
    card = pk.Scorecard(
        code="c",
        name="c",
        items=CARD.items,
        measures=CARD.measures,
        ratings=twins,
        missing=CARD.missing,
        scale=CARD.scale,
    )
    assert list(pk.score_batch(card, TABLE).to_frame("pandas")["rating"].cat.categories) == ["b", "a"]


@pytest.mark.parametrize("code", ["total", "rating", "status", "completeness", "points_total", "points"])
def test_a_code_that_is_called_as_a_column(code: str) -> None:
    """Its points stand in a column of their own, and the columns of the frame mean what they always mean."""
    items = [(carried(each), 50) for each in (code, "other")]
    card = pk.Scorecard(code="c", name="c", items=items, ratings=pk.RatingScale.descending(("A", 50), ("B", 0)))
    scores = pk.score_batch(card, {code: [10.0, 90.0], "other": [30.0, 70.0]})
    frame = scores.to_frame("pandas", points=True)
    assert list(frame.columns) == ["total", "rating", "status", "completeness", f"points_{code}", "points_other"]
    assert frame["total"].tolist() == [20.0, 80.0]
    assert frame["rating"].tolist() == ["B", "A"]
    assert frame["status"].tolist() == ["ok", "ok"]
    assert frame["completeness"].tolist() == [1.0, 1.0]
    assert frame[f"points_{code}"].tolist() == [10.0, 90.0]


@pytest.mark.parametrize("more", [(), (rated("other"),)])
def test_completeness_is_the_nearest_double(more: tuple[pk.Indicator, ...]) -> None:
    """Two fifths and one fifth are 0.6, and not the sum of their doubles, which is 0.6000000000000001."""
    formula = pk.formulas.RaterMean(
        roles=tuple(
            pk.formulas.RaterRole(code, weight=weight, mean="mean", raters="raters", minimum=least)
            for code, weight, least in (("peers", 2, 3), ("team", 1, 1), ("boss", 2, 2))
        ),
        weighting=pk.choices.RaterWeighting.PER_ROLE,
        minimum_weight=0,
    )
    rule = pk.Attainment(target=50, direction=pk.Direction.HIGHER_IS_BETTER)
    seen = pk.Indicator(code="seen", name="seen", formula=formula, scoring=rule)
    items = tuple((item, 1) for item in (seen, *more))
    card = pk.Scorecard(code="card", name="card", items=items, weighting=pk.choices.Weighting.NORMALISED)
    raters = np.arange(1.0, 1001.0) % 3 + 1
    table = {"mean": np.full(1000, 50.0), "raters": raters, "other": np.full(1000, 50.0)}
    scores = pk.score_batch(card, table)
    assert scores.decided.doubles == len(scores)
    shares = (np.array([0, 1, 3, 5])[raters.astype(int)] + 5 * len(more)) / (5 * len(items))
    assert scores.completeness.tolist() == shares.tolist()
    assert scores.completeness[1] == float(pk.appraise(card, {"mean": 50, "raters": 3, "other": 50}).completeness)


def test_the_index_holds_the_keys_as_they_are() -> None:
    """Keys of several types, tuples and numbers beside a gap are not turned into something else."""
    table = {"x": [1.0, 2.0]}
    card = actual(pk.RoundingPolicy())
    for keys in ([2**60 + 1, None], [1, True], [(1, "a"), (2, "b")], ["E1", 1], [2**70, 1], [1, 2]):
        index = pk.score_batch(card, table, keys=keys).to_frame("pandas").index
        assert [type(each) for each in index.tolist()] == [type(each) for each in keys]
        assert index.tolist() == keys
    assert len(pk.score_batch(card, {"x": []}, keys=[]).to_frame("pandas")) == 0


def test_frames_hold_any_key() -> None:
    """Half a character is no text that pyarrow, which pandas builds on, can encode."""
    keys = ["a\ud800", "\udfff", "张"]
    index = pk.score_batch(actual(pk.RoundingPolicy()), {"x": [1.0, 2.0, 3.0]}, keys=keys).to_frame("pandas").index
    assert (index.tolist(), index.dtype) == (keys, object)


def test_languages_are_zh_and_en() -> None:
    """Any other one is refused wherever a language is asked for."""
    in_a_frame = partial(SCORES.to_frame, "pandas")
    for ask in (SCORES.ratings, lambda it: in_a_frame(language=it), RESULTS[0].explain, RESULTS[0].rating_label):
        with pytest.raises(pk.errors.DefinitionError, match="'fr' is not a language") as caught:
            ask("fr")
        assert caught.value.where == "language"


class Texts(HTMLParser):
    """Collects the texts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.texts.append(data)


def test_a_glance_in_both_languages() -> None:
    """Counts and first rows as text and as HTML in which every text is escaped."""
    text = repr(SCORES)
    assert "总分 total" in text
    assert NAMES[0] in text
    assert text.endswith("…")
    page = Texts()
    page.feed(pk.score_batch(CARD, TABLE, keys=[f"<b>{name}" for name in NAMES])._repr_html_())
    assert f"<b>{NAMES[0]}" in page.texts
    few = {name: column[:1] for name, column in TABLE.items()}
    assert not repr(pk.score_batch(CARD, few)).endswith("…")
    none = pk.score_batch(actual(pk.RoundingPolicy()), {"x": np.array([float("nan")])})
    assert "0/1" in repr(none)
    assert "…" not in none._repr_html_()
    nobody = pk.score_batch(actual(pk.RoundingPolicy()), {"x": np.array([])})
    assert repr(nobody).startswith("Card · 0/0")


def test_progress_and_threads() -> None:
    """Progress is told in rows; threads change nothing; wrong arguments are refused."""
    calls: list[tuple[int, int]] = []
    large = {name: np.tile(column, 5000) for name, column in TABLE.items()}
    one = pk.score_batch(CARD, large, progress=lambda *call: calls.append(call))
    two = pk.score_batch(CARD, large, threads=2)
    assert calls[-1] == (len(one), len(one))
    assert one.totals.tobytes() == two.totals.tobytes()
    assert sum(getattr(one.decided, lane) for lane in ("doubles", "ties", "certified", "exact")) == len(one)
    with pytest.raises(pk.errors.DefinitionError, match="threads"):
        pk.score_batch(CARD, TABLE, threads=0)
    with pytest.raises(pk.errors.DefinitionError, match="not a Scorecard"):
        pk.score_batch("card", TABLE)
    with pytest.raises(pk.errors.ColumnError, match="1 keys for"):
        pk.score_batch(CARD, TABLE, keys=["E1"])


def test_lanes_are_added_to_lanes() -> None:
    """And to nothing else."""
    assert pk.results.DecidedRows(doubles=1) + pk.results.DecidedRows(doubles=2, exact=1) == pk.results.DecidedRows(
        doubles=3, exact=1
    )
    with pytest.raises(TypeError):
        pk.results.DecidedRows() + 1


def test_kernels_are_shared_by_threads_and_survive_pickling() -> None:
    """Many threads score with one card at once; a card that was pickled scores the same, and so do its scores."""
    card = pickled(CARD)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: pk.score_batch(card, TABLE).totals.tobytes(), range(24)))
    assert set(found) == {SCORES.totals.tobytes()}
    again = pickled(SCORES)
    assert again.totals.tobytes() == SCORES.totals.tobytes()
    assert again.appraisal(0) == SCORES.appraisal(0)


def test_reasons_quote_figures_as_people_write_them() -> None:
    """A reason names the wrong figure, and nothing of the array that held it."""
    scores = pk.score_batch(actual(pk.RoundingPolicy(total=pk.Rounding(2))), {"x": np.array([np.inf])})
    assert scores.reasons(0)[0].sentence("en") == "x: inf is not a finite number; leave a missing value out as None"
    assert scores.appraisal(0) == pk.appraise(scores.card, {"x": float("inf")}, subject="0")


class Emptied(deque[object]):
    """Scratch that other threads take while one looks for it."""

    def __len__(self) -> int:
        return 1


def test_scratch_that_others_have_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """New one is made where there seemed to be some; and where none is large enough."""
    card, table = actual(pk.RoundingPolicy(total=pk.Rounding(2))), {"x": np.arange(100) / 8}
    expected = pk.score_batch(card, table).totals.tobytes()
    for scratches in (Emptied(), deque([Scratch.of(1, 1)], maxlen=4)):
        monkeypatch.setattr(fast_path, "_scratches", scratches)
        assert pk.score_batch(card, table).totals.tobytes() == expected


@pytest.mark.parametrize("figures", [(90.0, 89.995), (90.0, float("nan")), (90.0, float("inf"))])
def test_little_room(figures: tuple[float, float]) -> None:
    """A plan with many registers takes a block in parts, and nothing else changes."""
    card = actual(pk.RoundingPolicy(total=pk.Rounding(2)))
    table = {"x": np.array([0.125, *figures] * 20)}
    whole = pk.score_batch(card, table)
    parts = score_tuned(card, table, Tuning(registers=10))
    assert parts.totals.tobytes() == whole.totals.tobytes()
    assert parts.status_codes.tolist() == whole.status_codes.tolist()
    assert parts.decided == whole.decided
