# Conditions: every public name, once; see the stub of `perfkpi` for the form of a line.

from perfkpi.model.conditions.condition import AllOf as AllOf
from perfkpi.model.conditions.condition import AnyOf as AnyOf
from perfkpi.model.conditions.condition import AtLeast as AtLeast
from perfkpi.model.conditions.condition import AtMost as AtMost
from perfkpi.model.conditions.condition import Comparison as Comparison
from perfkpi.model.conditions.condition import Condition as Condition
from perfkpi.model.conditions.condition import IsOneOf as IsOneOf
from perfkpi.model.conditions.condition import LessThan as LessThan
from perfkpi.model.conditions.condition import MoreThan as MoreThan
from perfkpi.model.conditions.condition import Not as Not
