# Records: every public name, once; see the stub of `perfkpi` for the form of a line.

from perfkpi.records.groups import RecordGroup as RecordGroup
from perfkpi.records.order_statistics import First as First
from perfkpi.records.order_statistics import Last as Last
from perfkpi.records.order_statistics import Maximum as Maximum
from perfkpi.records.order_statistics import Median as Median
from perfkpi.records.order_statistics import Minimum as Minimum
from perfkpi.records.order_statistics import TrimmedMean as TrimmedMean
from perfkpi.records.order_statistics import TrimmedShareMean as TrimmedShareMean
from perfkpi.records.proportions import NetPromoter as NetPromoter
from perfkpi.records.proportions import ShareOf as ShareOf
from perfkpi.records.proportions import TopBox as TopBox
from perfkpi.records.reducers import Answers as Answers
from perfkpi.records.reducers import CountDistinct as CountDistinct
from perfkpi.records.reducers import CountRecords as CountRecords
from perfkpi.records.reducers import CountWhere as CountWhere
from perfkpi.records.reducers import EventReducer as EventReducer
from perfkpi.records.reducers import Mean as Mean
from perfkpi.records.reducers import Reducer as Reducer
from perfkpi.records.reducers import Sum as Sum
from perfkpi.records.reducers import WeightedMean as WeightedMean
from perfkpi.records.reductions import Reduction as Reduction
from perfkpi.records.row_reduction import reduce_records as reduce_records
from perfkpi.records.table_reduction import reduce_table as reduce_table
