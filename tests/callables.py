"""Every public callable of the library with arguments that it takes, found by itself: the next one is here, too.

A class is called as an example of it was: the golden cases hold one of nearly every class. A method is called on such
an example, with what stands below for the annotation of each argument, or for its name where that tells more.
"""

import inspect
import tomllib
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from fractions import Fraction
from functools import cache
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

import attrs
import numpy as np
from cards import HIGHER, HUNDRED, card, section, weighed
from golden import CASES
from public import EVERYTHING

import perfkpi as pk
from perfkpi.asking import Asking

__all__ = ["ASKED", "Call", "calls", "examples", "public_classes"]

Anything: TypeAlias = Any
ENOUGH = 1000
"""So much is gone through of what comes one by one."""
ASKED = (
    "Appraisal.explain",
    "Appraisal.line",
    "Appraisal.rating_label",
    "Attainment",
    "BatchScores.appraisal",
    "BatchScores.plot_ratings",
    "BatchScores.plot_totals",
    "BatchScores.ratings",
    "BatchScores.reasons",
    "BatchScores.to_frame",
    "Computed",
    "ComputedCondition",
    "Distribution",
    "Indicator",
    "Measure",
    "PiecewiseLinear",
    "Population.from_values",
    "Population.of",
    "Population.of_chunks",
    "Prepared",
    "RatingScale",
    "RatingScale.descending",
    "Reduction",
    "Scale",
    "Scorecard",
    "Section",
    "Tiers",
    "Unit",
    "appraise",
    "describe",
    "dumps",
    "from_document",
    "loads",
    "reduce_records",
    "reduce_table",
    "score_batch",
    "to_document",
)
"""What people call most."""

ZERO = pk.choices.NoRecords.ZERO
RANKS = pk.rules.RankPoints(direction=HIGHER, ranking=pk.choices.Ranking.DENSE, by=pk.rules.BestToWorst(100, 0))
RATINGS = pk.RatingScale.descending(("A", 90), ("B", 0))
CARD = card(
    *weighed(k=50),
    (section("s", *weighed(z=100)), 50),
    ratings=RATINGS,
    adjustments=[pk.Bonus(code="b", name="b", formula=pk.Actual("b"), floor=0, cap=5)],
)
RANKED = card((pk.Indicator(code="k", name="k", formula=pk.Actual("k"), scoring=RANKS), 100))
TABLE = {"k": np.array([1.0, 2.0]), "z": np.array([3.0, 4.0]), "b": np.array([0.0, 1.0])}
FIGURES = {"k": 1, "z": 2, "b": 3}
PEOPLE = pk.Population.of(RANKED, TABLE)
SCORES = pk.score_batch(CARD, TABLE, keys=["x", "y"], points=True)
RESULT = pk.appraise(CARD, FIGURES)
UNKNOWN = pk.appraise(CARD, FIGURES | {"k": None})
BY_CARD = pk.score_batch({"a": CARD, "b": CARD}, TABLE, by=["a", "b"], keys=["x", "y"])
PLAN = pk.GoalPlan(
    code="g",
    name="g",
    library=[item for item, _ in weighed(k=1, z=1)],
    adjustments=[pk.adjustments.ScoreLimit(code="l", name="l", floor=0, cap=100)],
)
GOALS = {"employee": ["x", "x"], "indicator": ["k", "z"], "weight": [60, 40], "k": [80, 1], "z": [1, 90]}
GOAL_SCORES = pk.score_goals(PLAN, GOALS)
RECORDS = [{"who": "x", "mark": 3, "by": "y", "turnover": 5}]
RATED_BY = pk.Indicator(
    code="r",
    name="r",
    formula=pk.formulas.Composite(weighed(boss=60, self=40)),
    scoring=pk.DirectPoints(scale=HUNDRED),
)
REDUCERS = (
    pk.records.CountRecords(no_records=ZERO),
    pk.records.CountDistinct(no_records=ZERO),
    pk.records.CountWhere(pk.conditions.AtMost("mark", 4), no_records=ZERO),
    pk.records.Sum(no_records=ZERO),
    pk.records.Mean(),
    pk.records.WeightedMean("turnover"),
    pk.records.ShareOf(pk.conditions.AtLeast("mark", 3)),
    pk.records.TopBox(9, scale=pk.Scale(0, 10)),
    pk.records.NetPromoter(),
    pk.records.Minimum(),
    pk.records.Maximum(),
    pk.records.Median(),
    pk.records.TrimmedMean(cut=1, above=4),
    pk.records.TrimmedShareMean(share="10%", counting=pk.choices.TrimRounding.DOWN, above=4),
    pk.records.First("month"),
    pk.records.Last("month"),
)
COUNTS = [(points, f"answers_{points}") for points in (1, 2, 3, 4, 5)]
MEAN = pk.records.Reduction("mean", of="mark", by=pk.records.Mean())

EXAMPLES = (
    pk.appraise(card((RATED_BY, 100)), {"boss": 80, "self": 90}).lines[0].parts,
    pk.formulas.SurveyMean(COUNTS),
    pk.formulas.TopBoxShare(COUNTS, at_least=4),
    pk.value(pk.Ratio("k", "z"), FIGURES),
    pk.value(pk.Ratio("k", "z"), TABLE),
    CARD.reads()[0],
    CARD,
    RESULT,
    UNKNOWN,
    SCORES,
    SCORES.reasons(),
    BY_CARD,
    PLAN,
    GOAL_SCORES,
    SCORES.summary(),
    SCORES.decided,
    PEOPLE,
    PEOPLE["k"],
    REDUCERS,
    MEAN,
    RANKED,
    pk.records.Answers(pk.Scale(1, 5)),
    pk.results.Column([1.0, 2.0], [0, 1]),
    pk.results.Prepared(TABLE),
    pk.rules.RankTable([(1, 100)], others=0),
    pk.rules.Continue("50%"),
    pk.results.Line("k", pk.Label(en="k"), None, Fraction(1), None, None, pk.Status.OK, ()),
    pk.errors.DocumentError([]),
    pk.results.Undefinedness(pk.Status.NOT_DUE, (pk.results.Reason("later", zh="以后", en="later"),)),
    pk.results.Finding(pk.errors.Code.NAME_MISSING, "name", *[pk.Label(en="k")] * 3),
    pk.results.Gap("not-measured", zh="未测量", en="not measured", rows=1),
    *(
        kind(pk.errors.Code.EMPTY, en="x", zh="y")
        for kind in (pk.PerfKpiError, pk.errors.NumberError, pk.errors.DefinitionError)
    ),
    *(
        kind(pk.errors.Code.EMPTY, en="x", zh="y")
        for kind in (pk.errors.ColumnError, pk.errors.GrammarError, pk.errors.MeasureError)
    ),
)
"""What no golden case holds."""


class Call(NamedTuple):
    """Something that can be called.

    Attributes:
        function: what is called.
        named: its arguments, by their names.
        several: what is given without a name where any number may stand.
    """

    function: Callable[..., object]
    named: Mapping[str, object]
    several: tuple[object, ...] = ()

    @property
    def arguments(self) -> list[str]:
        """The names of what may be replaced."""
        return [*self.named, *["*"][: len(self.several)]]

    def ask(self, **other: object) -> object:
        """Call it, with some arguments replaced; what comes one by one is gone through, as far as is worth while."""
        several = (other.pop("*"),) if "*" in other else self.several
        found = self.function(*several, **{**self.named, **other})
        return list(islice(found, ENOUGH)) if isinstance(found, Iterator) else found


def public_classes() -> list[type]:
    """Every public class but enumerations, which Python itself calls."""
    return [each for each in EVERYTHING.values() if inspect.isclass(each) and not issubclass(each, Enum)]


@cache
def examples() -> Mapping[type, object]:
    """A value of each public class that has one."""
    found: dict[type, object] = {}
    for each in EXAMPLES:
        _collect(each, found)
    for path in sorted(CASES.glob("*.toml")):
        for document in _documents(tomllib.loads(path.read_text("utf-8"))):
            if not {EVERYTHING[name] for name in _types(document)} <= found.keys():
                try:
                    _collect(pk.from_document({"schema": 3, **document}), found)
                except pk.PerfKpiError:  # a golden case of what is refused
                    continue
    return found


def _collect(value: Anything, found: dict[type, object]) -> None:
    """A value and what it is made of, the first of each class."""
    if isinstance(value, (tuple, frozenset)):
        for each in value:
            _collect(each, found)
        return
    found.setdefault(type(value), value)
    for each in attrs.fields(type(value)) if attrs.has(type(value)) else ():
        if each.init:
            _collect(getattr(value, each.name), found)


def _documents(value: object) -> Iterator[Mapping[str, object]]:
    """Documents in a file of golden cases, the outermost first."""
    if isinstance(value, Mapping):
        if isinstance(value.get("type"), str):
            yield value
        for each in value.values():
            yield from _documents(each)
    elif isinstance(value, list):
        for each in value:
            yield from _documents(each)


def _types(document: Mapping[str, object]) -> set[str]:
    return {each["type"] for each in _documents(document)}


FUNCTIONS: Mapping[str, Mapping[str, object]] = {
    "appraise": {"card": RANKED, "data": FIGURES, "subject": "x", "period": "y", "population": PEOPLE},
    "appraise_goals": {"plan": PLAN, "rows": GOALS, "indicator": "indicator", "weight": "weight"}
    | {"subject": "x", "period": "y"},
    "score_goals": {"plan": PLAN, "table": GOALS, "employee": "employee", "indicator": "indicator", "weight": "weight"}
    | {"threads": 1, "points": ["k"], "progress": None},
    "ScoresByCard": {"groups": dict(BY_CARD.groups), "roles": ["a", "b"]},
    "ScoresByCard.to_frame": {"library": "pandas", "language": "en", "points": True, "values": ["k"], "sections": "s"}
    | {"adjustments": ("b",), "reasons": True},
    "describe": {"card": CARD, "language": "en"},
    "lint": {"card": CARD},
    "display": {"language": "en"},
    "score_batch": {"card": RANKED, "table": TABLE, "keys": ["x", "y"], "unique_keys": True, "threads": 1}
    | {"points": ["k"], "progress": None, "population": PEOPLE},
    "value": {"formula": pk.Ratio("k", "z"), "data": FIGURES, "measures": ()},
    "result_schema": {"numbers": "text", "language": "en"},
    "BatchScores.to_frame": {"library": "pandas", "language": "en", "points": True, "values": ["k"], "sections": "s"}
    | {"adjustments": ("b",), "reasons": True},
    "BatchScores.plot_totals": {"step": 5, "language": "en"},
    "BatchScores.plot_ratings": {"by": ["x", "y"], "shares": True, "language": "en"},
    "dumps": {"value": CARD},
    "loads": {"text": pk.dumps(CARD)},
    "to_document": {"value": CARD},
    "from_document": {"mapping": pk.to_document(CARD)},
    "reduce_records": {"records": RECORDS, "reductions": [MEAN], "subject": "who", "subjects": ["x"], "measures": ()},
    "reduce_table": {"columns": {"who": ["x"], "mark": [3]}, "reductions": [MEAN], "subject": "who", "subjects": ["x"]}
    | {"measures": ()},
    "Prepared": {"table": TABLE},
    "Population.of": {"card": RANKED, "table": TABLE, "keys": ["x", "y"], "unique_keys": True},
    "Population.of_chunks": {"card": RANKED, "tables": [TABLE], "keys": [["x", "y"]], "unique_keys": True},
    "Population.from_values": {"values": {"k": [1, 2]}},
    "PercentilePoints.deciles": {"points": [100, 90, 80, 70, 60, 50, 40, 30, 20, 10], "edge": pk.choices.EdgeSide.ABOVE}
    | {"share": pk.choices.PercentileShare.WORSE, "direction": HIGHER, "scale": HUNDRED, "floor": None, "cap": None},
    "Band.say": {"language": "en"},
    "Parts.of": {"code": "boss"},
    "Reason.say": {"language": "en", "labels": {"k": pk.Label(en="k")}},
    "Reason.sentence": {"language": "en", "labels": {"k": pk.Label(en="k")}},
    "Distribution.merge": {"other": PEOPLE["k"]},
}
"""What functions take, and methods of which the annotations do not tell enough."""

ANNOTATED: Mapping[str, object] = {
    "Distribution": PEOPLE["k"],
    "Language": "en",
    "ChosenDetail": "full",
    "Language | None": "en",
    "Numbers": "text",
    "Population": PEOPLE,
    "Mapping[str, object] | None": {"items": [RANKED]},
    "Rounding": pk.Rounding(2),
    "Scorecard": RANKED,
    "Sigma": pk.choices.Sigma.SAMPLE,
    "int": 0,
    "int | str": 0,
    "int | str | Literal[Rows.EVERY]": 0,
    "object": 1,
    "str": "k",
}
"""What the arguments of a method are, by their annotations."""


@cache
def calls() -> Mapping[str, Call]:
    """Every public callable, by its name."""
    found: dict[str, Call] = {}
    for name, thing in EVERYTHING.items():
        if name in FUNCTIONS:
            found[name] = Call(thing, FUNCTIONS[name])
    for kind in public_classes():
        if kind in examples():
            example = examples()[kind]
            if kind.__name__ not in FUNCTIONS and attrs.has(kind) and not inspect.isabstract(kind):
                named = {each.alias: getattr(example, each.name) for each in attrs.fields(kind) if each.init}
                found[kind.__name__] = Call(kind, named)
            methods = dict(_methods(kind, example))
            found |= {name: call for name, call in methods.items() if not (name in FUNCTIONS and name in found)}
    return found


SEAMS = (Asking, pk.Expr, pk.records.RecordGroup)
"""Classes whose methods are asked by a scorecard that is put together, and are handed what the library itself made."""


def _methods(kind: type, example: object) -> Iterator[tuple[str, Call]]:
    for name in dir(kind):
        method = getattr(example, name) if name[0] != "_" and callable(getattr(kind, name, None)) else None
        seam = issubclass(kind, SEAMS) and not inspect.isclass(getattr(method, "__self__", None)) and name != "say"
        if (getattr(method, "__module__", None) or "").startswith("perfkpi") and not seam:
            yield from _method(method)


def _method(method: Callable[..., object]) -> Iterator[tuple[str, Call]]:
    name = method.__qualname__
    parameters = inspect.signature(method).parameters.values()
    plain = [each for each in parameters if each.kind is not each.VAR_POSITIONAL]
    given = FUNCTIONS.get(name) or {each.name: ANNOTATED[each.annotation] for each in plain}
    several = (("A", 90), ("B", 0)) if len(plain) < len(parameters) else ()
    if parameters:
        yield name, Call(method, given, several)
