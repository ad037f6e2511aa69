"""Floor 1: the small language to which every rule lowers itself."""

from perfkpi.language.algebra import Algebra, Role, RoundingMode, Sign
from perfkpi.language.captions import Caption, Sentence
from perfkpi.language.choices import Choose, Edge, Match, by_sign, decide
from perfkpi.language.conditions import All, Any, Compare, If, Not, Predicate, choice, decide_by, opposite
from perfkpi.language.definedness import Coalesce, Defined, Named, Undefined
from perfkpi.language.expressions import Add, Const, Div, Expr, Input, Kind, Mul, Sub, lift
from perfkpi.language.lengths import DIGITS, LONGEST
from perfkpi.language.nodes import Floor, Max, Min, Power, Rank, Round
from perfkpi.language.programs import Program
from perfkpi.language.references import Reference, references
from perfkpi.language.relations import Relation
from perfkpi.language.sorted_multiset import Among, EdgeSide
from perfkpi.language.statuses import Absent, Item, Reason, Status, Undefinedness, combine, wrong_figures
from perfkpi.language.substitution import minds_signs, set_apart, substitute, with_any_divisor

__all__ = [
    "DIGITS",
    "LONGEST",
    "Absent",
    "Add",
    "Algebra",
    "All",
    "Among",
    "Any",
    "Caption",
    "Choose",
    "Coalesce",
    "Compare",
    "Const",
    "Defined",
    "Div",
    "Edge",
    "EdgeSide",
    "Expr",
    "Floor",
    "If",
    "Input",
    "Item",
    "Kind",
    "Match",
    "Max",
    "Min",
    "Mul",
    "Named",
    "Not",
    "Power",
    "Predicate",
    "Program",
    "Rank",
    "Reason",
    "Reference",
    "Relation",
    "Role",
    "Round",
    "RoundingMode",
    "Sentence",
    "Sign",
    "Status",
    "Sub",
    "Undefined",
    "Undefinedness",
    "by_sign",
    "choice",
    "combine",
    "decide",
    "decide_by",
    "lift",
    "minds_signs",
    "opposite",
    "references",
    "set_apart",
    "substitute",
    "with_any_divisor",
    "wrong_figures",
]
