"""Floor 1: the small language to which every rule lowers itself."""

from perfkpi.language.algebra import Algebra, Role, RoundingMode, Sign
from perfkpi.language.among import Among, Belongs
from perfkpi.language.captions import Caption
from perfkpi.language.choices import Choose, Edge, Match, by_sign, decide
from perfkpi.language.definedness import Coalesce, Defined, Named, Undefined
from perfkpi.language.expressions import Add, Const, Div, Expr, Input, Kind, Mul, Sub, lift
from perfkpi.language.lengths import DIGITS, LONGEST
from perfkpi.language.nodes import Floor, Max, Min, Power, Round
from perfkpi.language.programs import Program
from perfkpi.language.ranks import Rank
from perfkpi.language.references import reference, references
from perfkpi.language.statuses import Absent, Item, Reason, Status, Undefinedness, combine, wrong_figures
from perfkpi.language.substitution import minds_signs, substitute, with_any_divisor

__all__ = [
    "DIGITS",
    "LONGEST",
    "Absent",
    "Add",
    "Algebra",
    "Among",
    "Belongs",
    "Caption",
    "Choose",
    "Coalesce",
    "Const",
    "Defined",
    "Div",
    "Edge",
    "Expr",
    "Floor",
    "Input",
    "Item",
    "Kind",
    "Match",
    "Max",
    "Min",
    "Mul",
    "Named",
    "Power",
    "Program",
    "Rank",
    "Reason",
    "Role",
    "Round",
    "RoundingMode",
    "Sign",
    "Status",
    "Sub",
    "Undefined",
    "Undefinedness",
    "by_sign",
    "combine",
    "decide",
    "lift",
    "minds_signs",
    "reference",
    "references",
    "substitute",
    "with_any_divisor",
    "wrong_figures",
]
