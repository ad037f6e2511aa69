# Missing data: every public name, once; see the stub of `perfkpi` for the form of a line.

from perfkpi.language.statuses import Absent as Absent
from perfkpi.model.measurement.missing import CarryLast as CarryLast
from perfkpi.model.measurement.missing import MissingPolicy as MissingPolicy
from perfkpi.model.measurement.missing import NeutralPoints as NeutralPoints
from perfkpi.model.measurement.missing import Refuse as Refuse
from perfkpi.model.measurement.missing import Reweight as Reweight
from perfkpi.model.measurement.missing import StatusPolicy as StatusPolicy
from perfkpi.model.measurement.missing import ZeroPoints as ZeroPoints
from perfkpi.model.measurement.missing_by_status import ByStatus as ByStatus
