"""Whatever stands in the place of an argument, there is an answer or an error that says what belongs there."""

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from cards import HIGHER, card, weighed
from strangers import STRANGERS, Array, Raising, Silent, Unreadable

import perfkpi as pk


def values() -> list[object]:
    """Whatever may stand in the place of an argument, made anew: what is read once can be read."""
    ours = [pk.missing.Absent.NOT_DUE, pk.Status.OK, pk.errors.Code.EMPTY, pk, CARD, RULE, PEOPLE, SCORES, RESULT]
    return [*(make() for make in STRANGERS), *ours]


CARD = card(*weighed(k=50, z=50), ratings=pk.RatingScale.descending(("A", 50), ("B", 0)))
RULE = pk.rules.RankPoints(direction=HIGHER, ranking=pk.choices.Ranking.DENSE, by=pk.rules.BestToWorst(100, 0))
RANKED = card((pk.Indicator(code="k", name="k", formula=pk.Actual("k"), scoring=RULE), 100))
TABLE = {"k": np.array([1.0, 2.0]), "z": np.array([3.0, 4.0])}
FIGURES = {"k": 1, "z": 2}
PEOPLE = pk.Population.of(RANKED, TABLE)
VALUES_OF_K = PEOPLE["k"]
SCORES = pk.score_batch(CARD, TABLE)
RESULT = pk.appraise(CARD, FIGURES)
PLACES = pk.Rounding(2)


def read(scores: pk.BatchScores) -> list[object]:
    """All that is made of keys."""
    return [repr(scores), scores._repr_html_(), scores.to_frame("pandas"), scores.appraisal(0)]


CALLS: dict[str, Callable[[object], object]] = {
    "score_batch(it, ...)": lambda it: pk.score_batch(it, TABLE),
    "score_batch(keys=it)": lambda it: read(pk.score_batch(CARD, TABLE, keys=it)),
    "score_batch(keys=it, unique_keys=False)": lambda it: read(pk.score_batch(CARD, TABLE, keys=it, unique_keys=False)),
    "score_batch(keys=[it, ...])": lambda it: read(pk.score_batch(CARD, TABLE, keys=[it, "other"])),
    "score_batch(keys=[it, it])": lambda it: read(pk.score_batch(CARD, TABLE, keys=[it, it])),
    "score_batch(unique_keys=it)": lambda it: pk.score_batch(CARD, TABLE, keys=[1, 1], unique_keys=it),
    "score_batch(threads=it)": lambda it: pk.score_batch(CARD, TABLE, threads=it),
    "score_batch(points=it)": lambda it: pk.score_batch(CARD, TABLE, points=it),
    "score_batch(population=it)": lambda it: pk.score_batch(RANKED, TABLE, population=it),
    "Prepared(it)": lambda it: repr(pk.results.Prepared(it)),
    "Prepared({...: it})": lambda it: repr(pk.results.Prepared({"k": it})),
    "appraise(it, ...)": lambda it: pk.appraise(it, FIGURES),
    "appraise(subject=it)": lambda it: pk.appraise(CARD, FIGURES, subject=it),
    "appraise(period=it)": lambda it: pk.appraise(CARD, FIGURES, period=it),
    "appraise(population=it)": lambda it: pk.appraise(RANKED, FIGURES, population=it),
    "describe(it)": pk.describe,
    "describe(language=it)": lambda it: pk.describe(CARD, it),
    "explain(it)": RESULT.explain,
    "rating_label(it)": RESULT.rating_label,
    "line(it)": RESULT.line,
    "line.parts[it]": lambda it: RESULT.lines[0].parts[it],
    "line.parts.of(it)": RESULT.lines[0].parts.of,
    "it in line.parts": lambda it: it in RESULT.lines[0].parts,
    "inputs[it]": lambda it: RESULT.inputs[it],
    "inputs.get(it)": RESULT.inputs.get,
    "appraisal(it)": SCORES.appraisal,
    "reasons(it)": SCORES.reasons,
    "ratings(it)": SCORES.ratings,
    "to_frame(it)": SCORES.to_frame,
    "points[it]": lambda it: SCORES.points[it],
    "points.get(it)": SCORES.points.get,
    "parts[it]": lambda it: SCORES.parts[it],
    "parts[...][it]": lambda it: SCORES.parts["k"][it],
    "Population(it)": pk.Population,
    "Population.of(it, ...)": lambda it: pk.Population.of(it, TABLE),
    "Population.of(keys=it)": lambda it: pk.Population.of(RANKED, TABLE, keys=it),
    "Population.of(unique_keys=it)": lambda it: pk.Population.of(RANKED, TABLE, unique_keys=it),
    "Population.of_chunks(it, ...)": lambda it: pk.Population.of_chunks(it, [TABLE]),
    "Population.of_chunks(..., it)": lambda it: pk.Population.of_chunks(RANKED, it),
    "Population.of_chunks(..., [it])": lambda it: pk.Population.of_chunks(RANKED, [it]),
    "Population.of_chunks(keys=it)": lambda it: pk.Population.of_chunks(RANKED, [TABLE], keys=it),
    "Population.of_chunks(keys=[it])": lambda it: pk.Population.of_chunks(RANKED, [TABLE], keys=[it]),
    "Population.from_values(it)": pk.Population.from_values,
    "Population.from_values({...: it})": lambda it: pk.Population.from_values({"k": it}),
    "Population.from_values({...: [it]})": lambda it: pk.Population.from_values({"k": [it]}),
    "population.merge(it)": PEOPLE.merge,
    "population.apply_to(it)": PEOPLE.apply_to,
    "population[it]": lambda it: PEOPLE[it],
    "it in population": lambda it: it in PEOPLE,
    "Distribution(it)": pk.rules.Distribution,
    "Distribution([it])": lambda it: pk.rules.Distribution([it]),
    "Distribution(absent=it)": lambda it: pk.rules.Distribution([1], absent=it),
    "distribution.merge(it)": VALUES_OF_K.merge,
    "distribution.mean(it)": VALUES_OF_K.mean,
    "distribution.sigma(it, ...)": lambda it: VALUES_OF_K.sigma(it, PLACES),
    "distribution.sigma(..., it)": lambda it: VALUES_OF_K.sigma(pk.choices.Sigma.SAMPLE, it),
}
NO_SUCH_ROW = {"appraisal(it)", "reasons(it)"}
TABLES = {"Population.of_chunks(..., [it])"}
"""Where a table is asked for, its own reading says what is wrong with it."""


def error_of(name: str, value: object) -> pk.PerfKpiError | None:
    """The error of this library that a call ends with, if it does."""
    try:
        CALLS[name](value)
    except pk.PerfKpiError as error:
        return error
    except IndexError:
        if name not in NO_SUCH_ROW:
            raise
    return None


@pytest.mark.parametrize("name", CALLS)
def test_any_value_has_an_answer(name: str) -> None:
    """A value, or an error of this library, in words of both languages; a row that is not there is an IndexError."""
    for value in values():
        if name in TABLES and issubclass(type(value), Mapping):
            continue
        error = error_of(name, value)
        assert error is None or (error.say("en") != error.say("zh") and len(error.en) < 1000)


def test_progress_can_be_called() -> None:
    """What cannot be called is refused before any work; what is raised by it is its own affair."""
    for wrong in (5, "done", [], Silent()):
        with pytest.raises(pk.errors.DefinitionError, match="cannot be called") as caught:
            pk.score_batch(CARD, TABLE, progress=wrong)
        assert caught.value.where == "progress"
    with pytest.raises(RuntimeError):
        pk.score_batch(CARD, TABLE, progress=Raising())


def test_a_prepared_table_that_cannot_be_read() -> None:
    """The error names the column that says it is an array and is none, and keeps what that one raised."""
    with pytest.raises(pk.errors.ColumnError, match="'k' cannot be read as an array") as caught:
        pk.results.Prepared({"k": Array()})
    assert (caught.value.code, caught.value.where) == (pk.errors.Code.COLUMN_TYPE, "table['k']")
    assert isinstance(caught.value.__cause__, RuntimeError)
    with pytest.raises(pk.errors.DefinitionError, match="a table is a mapping") as refused:
        pk.results.Prepared(Unreadable())
    assert refused.value.where == "table"
    assert repr(pk.results.Prepared({5: [1], "k": [2]})) == "<prepared table: 5, k>"
