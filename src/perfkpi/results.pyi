# Results: every public name, once; see the stub of `perfkpi` for the form of a line.

# One person
from perfkpi.appraisal.appraisals import Appraisal as Appraisal
from perfkpi.appraisal.lines import IndicatorLine as IndicatorLine
from perfkpi.appraisal.lines import SectionLine as SectionLine
from perfkpi.appraisal.lines import AdjustmentLine as AdjustmentLine
from perfkpi.appraisal.lines import Line as Line
from perfkpi.appraisal.lines import Part as Part
from perfkpi.appraisal.lines import Parts as Parts
from perfkpi.appraisal.contract.results import result_schema as result_schema

# Many people
from perfkpi.batch.scores import BatchScores as BatchScores
from perfkpi.batch.scores_by_card import ScoresByCard as ScoresByCard
from perfkpi.batch.goal_scores import GoalScores as GoalScores
from perfkpi.batch.summary import Summary as Summary
from perfkpi.batch.gaps import IndicatorSummary as IndicatorSummary
from perfkpi.batch.gaps import Gap as Gap
from perfkpi.batch.outputs import DecidedRows as DecidedRows
from perfkpi.batch.reasons import Reasons as Reasons
from perfkpi.batch.formula_values import FormulaValues as FormulaValues
from perfkpi.batch.formula_values import FormulaValue as FormulaValue

# Reasons and findings
from perfkpi.language.statuses import Status as Status
from perfkpi.language.statuses import Reason as Reason
from perfkpi.language.statuses import Undefinedness as Undefinedness
from perfkpi.linting.findings import Finding as Finding

# What a card reads
from perfkpi.model.card.reads import Read as Read
from perfkpi.inputs.prepared import Prepared as Prepared
from perfkpi.inputs.tables import Column as Column
