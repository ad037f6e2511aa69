"""Strategies for every type of the model, and its laws as checks, for test suites of your own.

``import perfkpi.testing as pt`` needs Hypothesis: ``pip install 'perfkpi[testing]'``.
"""

from importlib.util import find_spec

if find_spec("hypothesis") is None:
    raise ImportError(
        "perfkpi.testing needs Hypothesis; install it with pip install 'perfkpi[testing]'"
        "（需要 Hypothesis，请安装 perfkpi[testing]）",
        name="hypothesis",
    )

from perfkpi.testing.laws.cards import (
    check_contributions_add_up,
    check_undefined_stays_undefined,
    check_weight_scale_free,
)
from perfkpi.testing.laws.columns import (
    check_batch_equals_exact,
    check_block_size_is_invisible,
    check_order_is_invisible,
)
from perfkpi.testing.laws.explanations import check_explains
from perfkpi.testing.laws.formulas import check_formula
from perfkpi.testing.laws.reducers import check_reducer
from perfkpi.testing.laws.rules import check_bounded, check_monotone, check_rule
from perfkpi.testing.laws.values import check_immutable, check_round_trips
from perfkpi.testing.strategies.cards import card_of, scorecards
from perfkpi.testing.strategies.conditions import conditions
from perfkpi.testing.strategies.derived import concrete, values_of
from perfkpi.testing.strategies.figures import cases, measures_for
from perfkpi.testing.strategies.formulas import formulas, formulas_for
from perfkpi.testing.strategies.items import indicators, sections
from perfkpi.testing.strategies.numbers import numbers
from perfkpi.testing.strategies.policies import missing_policies, rounding_policies
from perfkpi.testing.strategies.rules import rules, values_for
from perfkpi.testing.strategies.tables import batches, row_of, tables_for

__all__ = [
    "batches",
    "card_of",
    "cases",
    "check_batch_equals_exact",
    "check_block_size_is_invisible",
    "check_bounded",
    "check_contributions_add_up",
    "check_explains",
    "check_formula",
    "check_immutable",
    "check_monotone",
    "check_order_is_invisible",
    "check_reducer",
    "check_round_trips",
    "check_rule",
    "check_undefined_stays_undefined",
    "check_weight_scale_free",
    "concrete",
    "conditions",
    "formulas",
    "formulas_for",
    "indicators",
    "measures_for",
    "missing_policies",
    "numbers",
    "rounding_policies",
    "row_of",
    "rules",
    "scorecards",
    "sections",
    "tables_for",
    "values_for",
    "values_of",
]
