"""Seeds faults into a copy of the library, one at a time, and shows that a law catches each.

    python tests/faults/seed.py            all of them
    python tests/faults/seed.py rounding   those whose name has the word in it

A fault replaces a text that stands exactly once in its file; when the library changes so that it does not, the script
says so and fails. It runs the tests that should catch the fault against the copy, and exits with 1 if one survives.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "perfkpi"
PROCESSES = 2
SECONDS = 300

# A failure need not be made small here, and remembering it would only get in the way of the real tests.
QUICKLY = """
from hypothesis import Phase, settings

def pytest_sessionstart():
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("faults", deadline=None, database=None, phases=phases, derandomize=True, max_examples=100)
    settings.load_profile("faults")
"""


class Fault(NamedTuple):
    """A mistake that somebody could make, and the tests that must notice it."""

    name: str
    file: str
    old: str
    new: str
    caught_by: str


REFERENCE = "laws/test_agrees_with_a_reference.py"
ROUNDING = "laws/test_rounding_agrees_with_decimal.py"
MISSING = "laws/test_policies_for_missing_data.py"
UNDEFINED = "laws/test_undefined_stays_undefined.py"
UNITS = "laws/test_units_are_counted_exactly.py"
WEIGHTS = "laws/test_weights_are_relative.py"
RATINGS = "laws/test_ratings_cover_every_score.py"
NUMBERS = "laws/test_numbers_mean_themselves.py"
TEXTS = "laws/test_texts_of_numbers.py"
ADD_UP = "laws/test_contributions_add_up.py"
ORDER = "laws/test_order_is_invisible.py"
BOUNDS = "laws/test_points_stay_within_floor_and_cap.py"
EXPLAINED = "laws/test_explanations_recompute.py"
NAMED = "laws/test_explanations_name_what_counts.py"
PERSONAL = "laws/test_personal_parameters.py"
HVBP = "conformance/test_hvbp.py"
ROWS_WITH_ERRORS = "laws/test_rows_with_errors.py"
TIES = "laws/test_ties.py"
POPULATIONS = "laws/test_populations.py"
POPULATION = "batch/test_population.py"
NODES = "laws/test_every_node_in_columns.py"
OPERATIONS = "laws/test_operations_mean_the_same.py"
SHARED = "laws/test_shared_measures.py"
RECORDS = "records/test_agrees_with_a_reference.py"
BOTH_WAYS = "records/test_both_ways_agree.py"
OWN_REDUCERS = "laws/test_own_reducers.py"
REFUSED_RECORDS = "records/test_refused_records.py"
ROWS = "laws/test_batch_equals_appraise.py"
EFFICACY = "model/test_efficacy.py"
SASAC = "schemes/test_sasac.py"
SPELLING = "laws/test_spelling_is_kept.py"
FROZEN = "laws/test_results_cannot_be_changed.py"
KEYS = "batch/test_keys.py"
SCORES = "batch/test_scores.py"
KEPT = "batch/test_what_is_kept.py"
CONDITIONS = "language/test_text_conditions.py"
TEXT_FUNCTIONS = "language/test_text_functions.py"
CALLED = "language/test_called_functions.py"
TEXT_WORDS = "language/test_words_of_a_text.py"
AGGREGATIONS = "model/test_aggregations.py"
WRONG_FIGURES = "appraisal/test_wrong_figures.py"
TURNED = "appraisal/test_what_turns_round.py"
STEPS = "model/test_steps.py"
PLACEMENTS = "model/test_placements.py"
BY_HAND = "model/test_rows.py"
CONSTRAINTS = "model/test_constraints.py"
GATES = "model/test_gates.py"
LINKS = "model/test_references.py"
FORMULAS = "laws/test_formulas_agree_with_a_reference.py"
DIGITS = "appraisal/test_binding.py"
CELLS = "laws/test_cells_mean_the_same.py"
DECLARED = "laws/test_declarations_hold_in_every_reading.py"
SERIES = "batch/test_series.py"
DETAILS = "appraisal/test_details.py"
TOTALS = "plots/test_totals.py"
WATERFALL = "plots/test_contributions.py"

FAULTS = (
    Fault(
        "a plan for gaps marks none where it is the plan for complete figures, too",
        "batch/fast_path.py",
        "            if plans.gaps:\n",
        "            if plans is not kernel.complete_plans:\n",
        "laws/test_values_of_formulas.py",
    ),
    Fault(
        "a total on an edge is drawn below it",
        "batch/bins.py",
        "found = np.where(np.array(self.upward)[above], above, below)",
        "found = below",
        TOTALS,
    ),
    Fault(
        "a section is drawn beside what it holds",
        "appraisal/waterfall.py",
        "running = step.after if counts is Counts.ONCE else running",
        "running = step.after",
        WATERFALL,
    ),
    Fault(
        "what leaves counts as the low end in a minimum",
        "model/card/aggregation.py",
        "lowest = _where_it_stays(entry, both, lowest)",
        "lowest = both",
        AGGREGATIONS,
    ),
    Fault(
        "the geometric mean forgets what left",
        "model/card/aggregation.py",
        "roots = [product if share == 1 else Power(product, 1 / share) for share in shares]",
        "roots = [product for share in shares]",
        AGGREGATIONS,
    ),
    Fault(
        "a gate asks for less than its threshold",
        "model/conditions/comparisons.py",
        "return Relation.AT_LEAST",
        "return Relation.MORE_THAN",
        GATES,
    ),
    Fault(
        "who is exempt stands behind the gate",
        "model/card/gates.py",
        "return codes.isdisjoint(self.exempt or ())",
        "return True",
        GATES,
    ),
    Fault(
        "a ceiling lifts",
        "model/card/scorecards.py",
        "position = Max((position, *barred))",
        "position = Add((position, *barred))",
        GATES,
    ),
    Fault(
        "every step sees the sum before all steps",
        "model/card/assembly.py",
        "            running = Add(parts)\n",
        "            pass\n",
        STEPS,
    ),
    Fault(
        "a veto that leaves nothing",
        "model/adjustments/vetoes.py",
        "Min((left - running, Const(0)))",
        "Min((-running, Const(0)))",
        STEPS,
    ),
    Fault(
        "conditions are cut short",
        "interpreters/exact.py",
        "return causes_of(conditions) or (ONE if ONE in conditions else ZERO)",
        "return ONE if ONE in conditions else causes_of(conditions) or ZERO",
        LINKS,
    ),
    Fault(
        "one condition is as good as all",
        "interpreters/columns/lowering.py",
        "self._asked(self.add(conditions), len(conditions), (False, True))",
        "self._asked(self.add(conditions), 1, (False, True))",
        NODES,
    ),
    Fault(
        "what is chosen by the opposite of a condition is what is chosen by it",
        "interpreters/columns/lowering.py",
        "self._questions[truth] = number, needed, holds",
        "self._questions[truth] = number, needed, (False, True)",
        NODES,
    ),
    Fault(
        "the points of another indicator are its value",
        "model/formulas/references.py",
        "return Reference(Role.POINTS, self.code)",
        "return Reference(Role.VALUE, self.code)",
        LINKS,
    ),
    Fault(
        "an edge that is not reached takes the points",
        "interpreters/columns/codegen/numpy_code/choices.py",
        "            for earlier, ufunc, at in tests[:place]:\n",
        "            for earlier, ufunc, at in tests[:0]:\n",
        NODES,
    ),
    Fault(
        "the median takes the upper of two",
        "records/order_statistics.py",
        "(group.count() - 1) // 2, group.count() // 2 + 1",
        "group.count() // 2, group.count() // 2 + 1",
        RECORDS,
    ),
    Fault(
        "passives are detractors",
        "records/proportions.py",
        "group.between(0, 6)",
        "group.between(0, 7)",
        RECORDS,
    ),
    Fault(
        "trimmed from so many records on",
        "records/order_statistics.py",
        "cut = self.cut * (count > self.above)",
        "cut = self.cut * (count >= self.above)",
        RECORDS,
    ),
    Fault(
        "sums of records overflow",
        "records/columns/sorted_records.py",
        "with_room(numbers, magnitude(numbers) * int(self.counts.max(initial=0)))",
        "numbers",
        BOTH_WAYS,
    ),
    Fault(
        "a group has ranks beyond its records",
        "records/groups.py",
        "beyond = known & ((low < 0) | (high < low) | (high > count.top))",
        "beyond = known & ((low < -count.top) | (high > count.top))",
        OWN_REDUCERS,
    ),
    Fault(
        "too few records before missing ones",
        "records/reduction_outcomes.py",
        """    (lambda reduction, groups: (groups.missing > 0) & (not reduction.skips), _missing),
    (lambda _, groups: groups.present == 0, _empty),
""",
        """    (lambda _, groups: groups.present == 0, _empty),
    (lambda reduction, groups: (groups.missing > 0) & (not reduction.skips), _missing),
""",
        REFUSED_RECORDS,
    ),
    Fault(
        "a table forgets what is wrong with a part of a record",
        "records/columns/column_reduction.py",
        "parts[part], state = found, np.maximum(state, also)",
        "parts[part], state = found, also",
        BOTH_WAYS,
    ),
    Fault(
        "a mean is the nearest double",
        "records/columns/measure_columns.py",
        "return figures, known & np.asarray(times(wholes, bottom) == times(top, 10**places), dtype=np.bool_)",
        "return figures, known | (bottom != 0)",
        BOTH_WAYS,
    ),
    Fault(
        "cap before undefined",
        "interpreters/exact.py",
        """            if not isinstance(value, tuple) or not isinstance(least, tuple):
                return rooted(values, min)
""",
        """            if not isinstance(value, tuple) or not isinstance(least, tuple):
                return next((other for other in values if isinstance(other, tuple)), value)
""",
        UNDEFINED,
    ),
    Fault(
        "half-even for half-up",
        "interpreters/values.py",
        "RoundingMode.HALF_UP: half > 0 or (half == 0 and positive),",
        "RoundingMode.HALF_UP: half > 0 or (half == 0 and not even),",
        ROUNDING,
    ),
    Fault(
        "half-up towards plus infinity",
        "interpreters/values.py",
        "RoundingMode.HALF_UP: half > 0 or (half == 0 and positive),",
        "RoundingMode.HALF_UP: half >= 0,",
        ROUNDING,
    ),
    Fault(
        "closed edge flipped",
        "model/card/ratings.py",
        "EdgeSide.ABOVE if band.low_belongs else EdgeSide.BELOW",
        "EdgeSide.BELOW if band.low_belongs else EdgeSide.ABOVE",
        RATINGS,
    ),
    Fault(
        "reweighting forgets its minimum weight",
        "model/card/aggregation.py",
        "    if minimum > 0:\n",
        "    if minimum > 1:\n",
        MISSING,
    ),
    Fault(
        "reweighting forgets its minimum count",
        "model/card/aggregation.py",
        "count = max(policy.minimum_count for policy in leaving)",
        "count = min(1, *(policy.minimum_count for policy in leaving), 1)",
        MISSING,
    ),
    Fault(
        "zero for undefined",
        "interpreters/exact.py",
        "        if isinstance(denominator, tuple):\n            if denominator[0] > 0",
        "        if isinstance(denominator, tuple) and not denominator[0]:\n            return ZERO\n"
        "        if isinstance(denominator, tuple):\n            if denominator[0] > 0",
        UNDEFINED,
    ),
    Fault(
        "reasons combined by position",
        "language/statuses.py",
        "    status = max(cause.status for cause in known)\n",
        "    status = known[0].status\n",
        ORDER,
    ),
    Fault(
        "gain and loss swapped",
        "model/scoring/target_delta.py",
        "decide(gap, [Edge(zero)], [lost, gained])",
        "decide(gap, [Edge(zero)], [gained, lost])",
        REFERENCE,
    ),
    Fault(
        "full units rounded up",
        "model/scoring/units.py",
        "Counting.FULL_UNITS: RoundingMode.DOWN",
        "Counting.FULL_UNITS: RoundingMode.UP",
        UNITS,
    ),
    Fault(
        "full units away from the target",
        "model/scoring/units.py",
        "Counting.FULL_UNITS: RoundingMode.DOWN",
        "Counting.FULL_UNITS: RoundingMode.FLOOR",
        UNITS,
    ),
    Fault(
        "started units dropped",
        "model/scoring/units.py",
        "Counting.STARTED_UNITS: RoundingMode.UP",
        "Counting.STARTED_UNITS: RoundingMode.DOWN",
        UNITS,
    ),
    Fault(
        "relative unit of a negative target",
        "model/scoring/units.py",
        "return express_parameter(self.share) * absolute(target)",
        "return express_parameter(self.share) * target",
        UNITS,
    ),
    Fault(
        "improvement asks the benchmark first",
        "model/scoring/improvement.py",
        "return decide(self._span(value, baseline), [Edge(zero, EdgeSide.BELOW)], [zero, below_benchmark])",
        "first = decide(self._span(value, baseline), [Edge(zero, EdgeSide.BELOW)], [zero, points])\n"
        "        return decide(self._span(value, benchmark), [Edge(zero)], [first, most])",
        REFERENCE,
    ),
    Fault(
        "achievement without its half",
        "model/scoring/improvement.py",
        "Round(share * (self.points_scale.high - 1) + _HALF, 1)",
        "Round(share * (self.points_scale.high - 1), 1)",
        HVBP,
    ),
    Fault(
        "weights not normalised",
        "model/card/placement.py",
        "share = weight / total",
        "share = weight / 100",
        WEIGHTS,
    ),
    Fault(
        "weights not reweighted",
        "model/card/aggregation.py",
        "share if isinstance(present, Const) else Div(share, present)",
        "share",
        MISSING,
    ),
    Fault(
        "contributions of a section not weighted",
        "appraisal/contributions.py",
        "contribution = _EXACT.mul((contribution, outer.weight, leaf.stretch))",
        "contribution = _EXACT.mul((contribution, leaf.stretch))",
        STEPS,
    ),
    Fault(
        "a section hands down another scale than its own",
        "model/card/placement.py",
        "        scale=full_mark,\n",
        "        scale=inherited.policies.scale,\n",
        PLACEMENTS,
    ),
    Fault(
        "rating on the unrounded total",
        "model/card/scorecards.py",
        "total if self.rate_on is RateOn.ROUNDED else unrounded",
        "unrounded",
        RATINGS,
    ),
    Fault(
        "floats at their binary value",
        "numbers.py",
        "    if type(value) is float:\n        return _from_decimal(shortest(value), value)",
        "    if type(value) is float:\n        return _from_decimal(Decimal(value), value)",
        NUMBERS,
    ),
    Fault(
        "figures at their binary value",
        "numbers.py",
        "found = Decimal(repr(value)).as_integer_ratio()",
        "found = value.as_integer_ratio()",
        NUMBERS,
    ),
    Fault(
        "percent not divided in a column of texts",
        "inputs/decimal_texts.py",
        "places + ended * percent",
        "places",
        TEXTS,
    ),
    Fault(
        "a text ends where NumPy cuts it",
        "inputs/decimal_texts.py",
        "(digits <= _DIGITS) & (written == lengths)",
        "(digits <= _DIGITS)",
        TEXTS,
    ),
    Fault(
        "a rating of a frame is ordered from the best",
        "batch/frame_columns.py",
        "np.append(np.arange(len(bands))[::-1], -1)",
        "np.append(np.arange(len(bands)), -1)",
        "batch/test_frames.py",
    ),
    Fault(
        "percent not divided",
        "numbers.py",
        "/ 100) if percent else found",
        "/ 1) if percent else found",
        TEXTS,
    ),
    Fault(
        "direction ignored by the line to zero",
        "model/scoring/full_mark.py",
        "quotient(value - at, target - at)",
        "quotient(value - at, absolute(target - at))",
        "test_golden_cases.py",
    ),
    Fault(
        "neutral points for anything without a number",
        "model/measurement/missing.py",
        "return Coalesce(points, self.on, Const(self.points))",
        "return Coalesce(points, frozenset(Status) - {Status.OK}, Const(self.points))",
        UNDEFINED,
    ),
    Fault(
        "floor and cap swapped",
        "model/parameters/parameter.py",
        "points = Max((points, marked_floor(",
        "points = Min((points, marked_floor(",
        BOUNDS,
    ),
    Fault(
        "cap forgotten",
        "model/parameters/parameter.py",
        "return points if cap is None else Min(",
        "return points if cap is None or floor is not None else Min(",
        BOUNDS,
    ),
    Fault(
        "an approximation without its sign",
        "interpreters/figures.py",
        """return f"{self.mark}{fixed(cut, places)}{sign}\"""",
        """return f"{fixed(cut, places)}{sign}\"""",
        EXPLAINED,
    ),
    Fault(
        "too few places for the total",
        "appraisal/enough_places.py",
        "while not _give([*map(figures.read, cut), *whole], stage, Fraction(total)):",
        "while False:",
        DETAILS,
    ),
    Fault(
        "a number that was cut is rounded the other way",
        "interpreters/calculations.py",
        "inner = self._as_it_rounds(value, step, mode)",
        "inner = value",
        DETAILS,
    ),
    Fault(
        "above the target where it is below",
        "model/scoring/rule.py",
        "sentence=Sentence(_BELOW, _AT, _ABOVE)",
        "sentence=Sentence(_ABOVE, _AT, _BELOW)",
        DETAILS,
    ),
    Fault(
        "a reached cap not told",
        "interpreters/calculations.py",
        "return evolve(stopped, notes=(*stopped.notes, *why, note))",
        "return stopped",
        NAMED,
    ),
    Fault(
        "adjustments forgotten in the rounding line",
        "appraisal/contributions.py",
        "return [*terms, *(step for step in steps if step is not None)]",
        "return terms",
        STEPS,
    ),
    Fault(
        "a wrong figure leaves the weights",
        "model/card/aggregation.py",
        "Defined(self.points, self._gaps) if",
        "Defined(self.points) if",
        MISSING,
    ),
    Fault(
        "a limit that a row may touch",
        "model/parameters/constraints/comparisons.py",
        'Edge(Const(0), EdgeSide.BELOW if self.relation in "<>" else EdgeSide.ABOVE)',
        "Edge(Const(0), EdgeSide.ABOVE)",
        PERSONAL,
    ),
    Fault(
        "the parts of a rule are not guarded",
        "model/parameters/constraints/constrained.py",
        "for value in (owner, *_held(owner))",
        "for value in (owner,)",
        CONSTRAINTS,
    ),
    Fault(
        "what can never count is refused of one person",
        "model/parameters/constraints/constrained.py",
        "if not constraint.slip and isinstance(found := constraint.read(value), Gap)",
        "if isinstance(found := constraint.read(value), Gap)",
        PERSONAL,
    ),
    Fault(
        "a personal rate below 0",
        "model/scoring/units.py",
        "its[attribute] >= 0, Code.RATE",
        "its[attribute] >= -100, Code.RATE",
        BY_HAND,
    ),
    Fault(
        "a personal full mark of 0",
        "model/scoring/attainment.py",
        '        Constraint("full-mark-not-positive", its.full_mark > 0, Code.TARGET),\n',
        "",
        BY_HAND,
    ),
    Fault(
        "columns: a dividend that divides elsewhere",
        "interpreters/columns/codegen/numpy_code/inputs.py",
        "self.measures[cell] in self.divisors, self.gaps",
        "self.measures[cell] in self.divisors and through is None, self.gaps",
        SHARED,
    ),
    Fault(
        "columns: no window around an edge",
        "interpreters/columns/intervals.py",
        "            return _MARGIN * (self.error + 8 * ROUNDOFF * (self.size + 2))",
        "            return 0.0",
        TIES,
    ),
    Fault(
        "columns: a window half as wide as the error",
        "interpreters/columns/intervals.py",
        "_MARGIN = 1.5",
        "_MARGIN = 1e-4",
        TIES,
    ),
    Fault(
        "columns: the decimals of a quotient are believed without looking",
        "interpreters/columns/proofs/decimal_proof.py",
        "    np.equal(quotient, top, out=met)",
        "    met.fill(1)",
        "interpreters/columns/test_decimal_proof.py",
    ),
    Fault(
        "columns: a sum in which something is counted is taken for a count",
        "interpreters/columns/folding.py",
        "counts = all(isinstance(",
        "counts = any(isinstance(",
        OPERATIONS,
    ),
    Fault(
        "columns: a product has the step of one factor",
        "interpreters/columns/proofs/lattice.py",
        "Lattice(one.step * two.step,",
        "Lattice(one.step,",
        OPERATIONS,
    ),
    Fault(
        "columns: every row in doubt is a tie",
        "interpreters/columns/proofs/integer_proof.py",
        "            run.proved[rows] &= told & (sign[rows] == 0)\n            found",
        "            found",
        TIES,
    ),
    Fault(
        "columns: ties are only looked for within the window",
        "interpreters/columns/proofs/integer_proof.py",
        "_WIDER = 2\n",
        "_WIDER = 0\n",
        TIES,
    ),
    Fault(
        "columns: any overflow is forgiven",
        "interpreters/columns/ratios.py",
        "gap * unit * ratio.size < _LIMIT",
        "gap * unit * ratio.size < math.inf",
        TIES,
    ),
    Fault(
        "columns: an infinite figure is capped",
        "interpreters/columns/codegen/numpy_code/inputs.py",
        "return divides or not (lowest <= np.minimum.reduce(column) and np.maximum.reduce(column) <= LARGEST)",
        "return divides",
        SHARED,
    ),
    Fault(
        "columns: a gap is nothing",
        "interpreters/columns/codegen/numpy_code/inputs.py",
        "np.fmax if bound.low >= stand_in else np.fmin",
        "np.fmin if bound.low >= stand_in else np.fmax",
        NODES,
    ),
    Fault(
        "columns: the row on the edge lies above it, always",
        "interpreters/columns/codegen/generator.py",
        "first_double(edge.at, beyond=beyond)",
        "first_double(edge.at, beyond=False)",
        NODES,
    ),
    Fault(
        "columns: halves go to the odd number",
        "interpreters/columns/codegen/numpy_code/decisions.py",
        "tied & (run.cells[whole] % 2 == 1)",
        "tied & (run.cells[whole] % 2 == 0)",
        TIES,
    ),
    Fault(
        "columns: a bend bends the other way",
        "interpreters/columns/codegen/numpy_code/arithmetic.py",
        "np.maximum if below < above else np.minimum",
        "np.minimum if below < above else np.maximum",
        TIES,
    ),
    Fault(
        "a standard value falls into the band below it",
        "model/scoring/standard_values.py",
        "belongs = EdgeSide.ABOVE if higher else EdgeSide.BELOW",
        "belongs = EdgeSide.BELOW if higher else EdgeSide.ABOVE",
        EFFICACY,
    ),
    Fault(
        "standards of one's own out of order",
        "model/scoring/standard_values.py",
        "        for better, worse in (*fixed, *beside):\n",
        "        for better, worse in fixed:\n",
        EFFICACY,
    ),
    Fault(
        "what earns nothing is only beyond its edge",
        "model/scoring/efficacy.py",
        "        return decide(value, [Edge(at)], [points, Const(0)])\n",
        "        return decide(value, [Edge(at, EdgeSide.BELOW)], [points, Const(0)])\n",
        EFFICACY,
    ),
    Fault(
        "a correction that is not held",
        "model/card/efficacy_correction.py",
        "Min((Max((1 + (place - analysis), Const(low))), Const(high)))",
        "Max((1 + (place - analysis), Const(low)))",
        SASAC,
    ),
    Fault(
        "excellent corrects like good",
        "model/scoring/efficacy.py",
        "self.direction, best=Fraction(1))",
        "self.direction, best=Fraction(0))",
        SASAC,
    ),
    Fault(
        "one condition of several is enough",
        "language/parsing/conditions.py",
        "TokenKind.AND: All",
        "TokenKind.AND: Any",
        CONDITIONS,
    ),
    Fault(
        "a threshold on the wrong side",
        "language/parsing/conditions.py",
        "TokenKind.AT_MOST: Relation.AT_MOST",
        "TokenKind.AT_MOST: Relation.LESS_THAN",
        CONDITIONS,
    ),
    Fault(
        "ROUNDUP goes to the larger number",
        "language/parsing/node_builder.py",
        '"roundup": RoundingMode.UP',
        '"roundup": RoundingMode.CEILING',
        TEXT_FUNCTIONS,
    ),
    Fault(
        "NOT changes nothing",
        "language/parsing/conditions.py",
        "return ParsedCondition(inner.token, self.build.node(inner.token, Not, inner.condition))",
        "return inner",
        TEXT_FUNCTIONS,
    ),
    Fault(
        "an unknown function is a name",
        "language/parsing/token_stream.py",
        "name if name.isascii() or name in FUNCTIONS else None",
        "name if name in FUNCTIONS else None",
        CALLED,
    ),
    Fault(
        "minus before a power as in mathematics",
        "language/parsing/parser.py",
        "        if minus is not None:\n",
        "        if False:\n",
        CALLED,
    ),
    Fault(
        "the numbers of a list are digits",
        "language/parsing/characters.py",
        "plain in _FIGURES and not _is_figure(character)",
        "False",
        TEXT_WORDS,
    ),
    Fault(
        "columns: what is no count is taken for one",
        "interpreters/columns/codegen/numpy_code/decisions.py",
        "RoundingMode.CEILING: np.ceil}",
        "RoundingMode.CEILING: np.floor}",
        ROWS,
    ),
    Fault(
        "formulas: a part may exceed its whole",
        "model/parameters/constraints/figures.py",
        '"beyond-whole", part <= whole,',
        '"beyond-whole", whole <= whole,',
        FORMULAS,
    ),
    Fault(
        "formulas: no cases are 0 %",
        "model/formulas/refusals.py",
        "[nothing, otherwise])",
        "[Const(0), otherwise])",
        FORMULAS,
    ),
    Fault(
        "formulas: the ends of the months count whole",
        "model/formulas/balance.py",
        "Add((first / 2, *between, last / 2))",
        "Add((first, *between, last))",
        FORMULAS,
    ),
    Fault(
        "formulas: nobody asks what figures are",
        "model/formulas/formula.py",
        "return guarded(self, value) if type(self).express is guarding else value",
        "return value",
        FORMULAS,
    ),
    Fault(
        "a step of one's own that overrides a veto is not asked what it leaves",
        "model/adjustments/vetoes.py",
        "asked=lambda met: self.condition.decide(met, Const(0)),",
        "asked=lambda met: self.condition.decide(Const(0), met),",
        CONSTRAINTS,
    ),
    Fault(
        "formulas: one check behind the other",
        "model/parameters/constraints/constrained.py",
        "met: Expr = Add([guard.choose(Const(0)) for guard in guards])",
        "met: Expr = guards[0].choose(Const(0))",
        FORMULAS,
    ),
    Fault(
        "a member that equals a number is on the other side",
        "interpreters/columns/certified_rows/arithmetic.py",
        "((sign == 0) & (operation.belongs is EdgeSide.ABOVE))",
        "((sign == 0) & (operation.belongs is EdgeSide.BELOW))",
        POPULATIONS,
    ),
    Fault(
        "a line bends by integers that do not tell",
        "interpreters/columns/certified_rows/arithmetic.py",
        "np.where(np.where(proved, sign, gap.values) < 0, below, above)",
        "np.where(sign < 0, below, above)",
        ROWS_WITH_ERRORS,
    ),
    Fault(
        "a reading that equals a member is beyond it",
        "interpreters/columns/ranking.py",
        "return math.nextafter(double, math.inf) if beyond else double",
        "return double",
        POPULATIONS,
    ),
    Fault(
        "several members too close for doubles are taken for one",
        "interpreters/columns/certified_rows/arithmetic.py",
        "(high - low == 1)",
        "(high - low >= 1)",
        NODES,
    ),
    Fault(
        "members are searched without the error of a number",
        "interpreters/columns/ranking.py",
        "width = (error + (size + error) * (8 * ROUNDOFF) + 8 * TINY) * SLACK",
        "width = 0 * size",
        POPULATIONS,
    ),
    Fault(
        "dense ranks count people",
        "model/scoring/ranking/rank_points.py",
        "self.among.distinct() if dense else self.among",
        "self.among",
        REFERENCE,
    ),
    Fault(
        "ranking without a population",
        "appraisal/populations.py",
        "    if not compiled_card(card).populated:\n",
        "    if not compiled_card(card).populated and population is not None:\n",
        POPULATION,
    ),
    Fault(
        "equal cards explain themselves as the first one",
        "model/spelling.py",
        "(self.value is other.value or alike(self.value, other.value))",
        "self.value == other.value",
        SPELLING,
    ),
    Fault(
        "what is not compared is not spelled",
        "model/spelling.py",
        "for each in attrs.fields(kind) if each.init)",
        "for each in attrs.fields(kind) if each.init and each.eq)",
        "model/test_spelling.py",
    ),
    Fault(
        "a card that is kept keeps its population",
        "model/spelling.py",
        "if count > _LARGE or isinstance(part, Among):",
        "if count > _LARGE:",
        KEPT,
    ),
    Fault(
        "figures of a result are a dictionary",
        "appraisal/results.py",
        "inputs: Mapping[str, Value] = field(converter=_fixed, eq=False)",
        "inputs: Mapping[str, Value] = field(eq=False)",
        FROZEN,
    ),
    Fault(
        "arrays can be written to again",
        "batch/outputs.py",
        "    array.setflags(write=False)\n    return array.view()",
        "    array.setflags(write=False)\n    return array",
        FROZEN,
    ),
    Fault(
        "arrays that travelled can be written to",
        "batch/scores.py",
        "read_only(value) if name in _ARRAYS else value",
        "value",
        FROZEN,
    ),
    Fault(
        "keys that stand twice are not looked for",
        "batch/scoring.py",
        "        UniqueKeys().add(found)\n",
        "        UniqueKeys()\n",
        KEYS,
    ),
    Fault(
        "keys of different types are the same",
        "inputs/keys.py",
        "tuple((type(part), _told_apart(part)) for part",
        "tuple(_told_apart(part) for part",
        KEYS,
    ),
    Fault(
        "each chunk is looked through by itself",
        "population/reading.py",
        "met.add(keys, keyed[1])",
        "UniqueKeys().add(keys, keyed[1])",
        POPULATION,
    ),
    Fault(
        "what a nullable column of pandas lacks is 0",
        "inputs/series.py",
        "na_value=np.nan",
        "na_value=0",
        "batch/test_containers.py",
    ),
    Fault(
        "points stand in columns of other things",
        "batch/frame_columns.py",
        'columns[f"{_ONE_OF[name]}_{code}"]',
        "columns[code]",
        SCORES,
    ),
    Fault(
        "the sum of two totals is beyond the doubles",
        "batch/summary.py",
        "both / 2 if math.isfinite(both) else one / 2 + other / 2",
        "both / 2",
        SCORES,
    ),
    Fault(
        "threads of the parent are waited for",
        "batch/threads.py",
        "if mine and not helper.cancel()",
        "if not helper.cancel()",
        "batch/test_forks.py",
    ),
    Fault(
        "an interval from the edge on decides a rounding",
        "model/scoring/ranking/statistics.py",
        "if low[0] == high[0] and not low[1]:",
        "if low[0] == high[0]:",
        POPULATION,
    ),
    Fault(
        "a square is a digit",
        "numbers.py",
        "return plain if plain.isascii() else plain.translate(_USUAL)",
        'return unicodedata.normalize("NFKC", plain).replace("−", "-")',
        DIGITS,
    ),
    Fault(
        "integers beside floats as floats",
        "inputs/tables.py",
        "if kinds <= {int, float} and all(-_EXACT <= value <= _EXACT for value in values if type(value) is int):",
        "if kinds <= {int, float}:",
        SERIES,
    ),
    Fault(
        "integers beside nulls as floats",
        "inputs/series.py",
        'if "BaseMaskedDtype" in names:',
        'if "BaseMaskedDtype" in names and False:',
        SERIES,
    ),
    Fault(
        "a mask beside codes is forgotten",
        "records/table_reduction.py",
        "masked | (False if codes is None else codes != 0)",
        "masked if codes is None else np.asarray(codes != 0)",
        SERIES,
    ),
    Fault(
        "groups of any length",
        "model/measurement/notation.py",
        r"(?:[{signs}]\d{{3}})+",
        r"(?:[{signs}]\d+)+",
        DECLARED,
    ),
    Fault(
        "a unit is taken for that of its column",
        "model/measurement/notation.py",
        "number * tail.factor * self.recorded",
        "number * tail.factor",
        DECLARED,
    ),
    Fault(
        "records know no unit of a column",
        "records/cell_parsing.py",
        "if notation is None else Fraction(*found) / notation.recorded",
        "if notation is None else Fraction(*found)",
        DECLARED,
    ),
    Fault(
        "a grade that is NaN is a wrong one",
        "inputs/cells.py",
        "return not_measured(name) if is_missing(value) or is_nan(value) else None",
        "return not_measured(name) if is_missing(value) else None",
        SERIES,
    ),
    Fault(
        "foreign numbers raise what they like",
        "numbers.py",
        "    except Exception as cause:\n",
        "    except TypeError as cause:\n",
        CELLS,
    ),
    Fault(
        "a wrong figure is forgotten where a choice is undecided",
        "language/statuses.py",
        "    return tuple(sorted(found))\n",
        "    return tuple(sorted(found))[:0]\n",
        WRONG_FIGURES,
    ),
    Fault(
        "a parameter that nobody filled in is covered",
        "model/parameters/varying.py",
        "Coalesce(Coalesce(value.express(), {Status.NOT_MEASURED}, not_set), {Status.INVALID_VALUE}, wrong)",
        "Coalesce(value.express(), {Status.INVALID_VALUE}, wrong)",
        PERSONAL,
    ),
    Fault(
        "a percentage in data is not asked",
        "model/card/checks/percentages.py",
        '        self._figure(item.formula, f"{where}.formula")\n',
        "",
        TURNED,
    ),
    Fault(
        "negative equity is as good as any",
        "interpreters/exact.py",
        "if denominator[0] <= 0 and (negative or not denominator[0]):",
        "if not denominator[0]:",
        TURNED,
    ),
    Fault(
        "a part that is covered counts as there",
        "appraisal/compiled_card.py",
        "        if self.all_or_nothing and not lacking:\n",
        "        if self.all_or_nothing:\n",
        MISSING,
    ),
    Fault(
        "a rule takes the scale of its level where weights are points",
        "model/card/indicators.py",
        "self.scoring.placed_on(full_mark).under",
        "self.scoring.placed_on(level).under",
        "laws/test_rules_inherit_the_scale.py",
    ),
    Fault(
        "a weight of a pair is not that of the card",
        "model/card/sections.py",
        "return evolve(_checked(item, place), weight=weight)",
        "return evolve(_checked(item, place), weight=_checked(item, place).weight or weight)",
        "model/test_items.py",
    ),
    Fault(
        "an old document takes the scale of its card",
        "serialization/upgrades.py",
        'rule.setdefault("scale", {"low": "0", "high": "100"})',
        'rule.setdefault("scale", None)',
        "serialization/test_schemas.py",
    ),
)

IMPORTS = {
    "direction ignored by the line to zero": (
        "scoring.rule import quotient",
        "scoring.rule import absolute, quotient",
    )
}


def mutate(folder: Path, fault: Fault) -> None:
    """Put one fault into a copy of the package."""
    path = folder / "perfkpi" / fault.file
    text = path.read_text(encoding="utf-8")
    for old, new in [(fault.old, fault.new), *([IMPORTS[fault.name]] if fault.name in IMPORTS else [])]:
        if text.count(old) != 1:
            raise LookupError(f"{fault.file} has {text.count(old)} times, not once: {old.strip()}")
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def run(fault: Fault) -> tuple[bool, str]:
    """Whether the fault was caught, and by which test."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(PACKAGE, folder / "perfkpi", ignore=shutil.ignore_patterns("__pycache__"))
        try:
            mutate(folder, fault)
        except LookupError as error:
            return False, f"NOT SEEDED: {error}"
        (folder / "quickly.py").write_text(QUICKLY, encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "quickly"]
        command += ["--tb=no", "--assert=plain", f"tests/{fault.caught_by}"]
        environment = os.environ | {"PYTHONPATH": name, "PYTHONDONTWRITEBYTECODE": "1"}
        try:
            done = subprocess.run(
                command,
                cwd=ROOT,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
                timeout=SECONDS,
            )
        except subprocess.TimeoutExpired:
            return False, f"no answer in {SECONDS} seconds"
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    if done.returncode == 1 and failed:
        return True, failed[0].split("::")[-1].split(" - ")[0]
    return False, f"SURVIVED (exit {done.returncode}) {done.stdout.strip().splitlines()[-1:]}"


def main(words: list[str]) -> int:
    """Seed the faults whose names have one of the words, print what became of each, and count the survivors."""
    chosen = [fault for fault in FAULTS if not words or any(word in fault.name for word in words)]
    with ThreadPoolExecutor(PROCESSES) as pool:
        results = list(pool.map(run, chosen))
    for fault, (caught, how) in zip(chosen, results, strict=True):
        print(f"{'caught' if caught else 'NOT CAUGHT':<11} {fault.name:<46} {how}")
    survivors = sum(not caught for caught, _ in results)
    print(f"{len(chosen) - survivors} of {len(chosen)} faults caught")
    return min(survivors, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
