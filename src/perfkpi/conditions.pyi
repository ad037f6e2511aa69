# Conditions: every public name, once; see the stub of `perfkpi` for the form of a line.

from perfkpi.model.conditions.comparisons import AtLeast as AtLeast
from perfkpi.model.conditions.comparisons import AtMost as AtMost
from perfkpi.model.conditions.comparisons import Comparison as Comparison
from perfkpi.model.conditions.comparisons import IsOneOf as IsOneOf
from perfkpi.model.conditions.comparisons import LessThan as LessThan
from perfkpi.model.conditions.comparisons import MoreThan as MoreThan
from perfkpi.model.conditions.condition import ComputedCondition as ComputedCondition
from perfkpi.model.conditions.condition import Condition as Condition
from perfkpi.model.conditions.joined import AllOf as AllOf
from perfkpi.model.conditions.joined import AnyOf as AnyOf
from perfkpi.model.conditions.joined import Not as Not
