"""Indicators (KPI, 指标): a formula, a scoring rule, and what HR has to know about them."""

from __future__ import annotations

from fractions import Fraction

from attrs import Factory, evolve, field, frozen
from attrs.converters import optional

from perfkpi.asking import Asking
from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.foreign import is_a
from perfkpi.labels import CODE_AS_NAME, Label, as_label
from perfkpi.language import Caption, Expr, Kind, Named, Reference, Role, substitute
from perfkpi.language.substitution import prefixed
from perfkpi.model.formulas.actual import Actual, as_formula
from perfkpi.model.formulas.category import Category
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.measurement.completeness import Completeness
from perfkpi.model.measurement.measures import Frequency, Unit
from perfkpi.model.measurement.missing import MissingPolicy
from perfkpi.model.measurement.missing_by_status import optional_policy
from perfkpi.model.measurement.percentages import check_percent
from perfkpi.model.measurement.rounding import RoundingPolicy, rounded
from perfkpi.model.measurement.scales import Scale, ScaleCap
from perfkpi.model.parameters.faults import weight_of
from perfkpi.model.parameters.validation import (
    as_line,
    as_paragraphs,
    checked_code,
    instance,
    optional_instance,
    placed,
)
from perfkpi.model.scoring.rule import Scoring
from perfkpi.numbers import Numeric
from perfkpi.wording.places import class_words

_VALUE = Label(zh="指标值", en="value")
_POINTS = Label(zh="得分", en="points")


def optional_weight(value: Numeric | None) -> Fraction | None:
    """Convert the weight of an item, for attrs; ``None`` where no scorecard weighs it yet."""
    return None if value is None else weight_of(value, "an item", "项目")


def _of_the_same_name(indicator: Indicator) -> Formula:
    takes_category = isinstance(indicator.scoring, Scoring) and indicator.scoring.takes_category
    return Category(indicator.code) if takes_category else Actual(indicator.code)


def _called(formula: Formula) -> Label:
    """Tell what a formula is called, with the sign that decides which way of it is better."""
    en, zh = class_words(type(formula).__name__)
    sign: object = getattr(getattr(formula, "sign", None), "label", None)
    if isinstance(sign, Label):
        en, zh = f"{en}, {sign.en}", f"{zh}（{sign.zh}）"
    return Label(en=en, zh=zh)


def _prefix(value: str) -> str:
    return checked_code(value) if is_a(value, str) and value else value


@frozen(eq=False, field_transformer=placed)
class Indicator(Asking):
    """A KPI: what is measured, how it scores, and where it comes from.

    Attributes:
        code: unique on a scorecard.
        name: the indicator as HR calls it, in Chinese and English.
        formula: measures to value; a text is the name of the one measure that is the value, and left out it is the
            measure that is called like the indicator, a number or a letter as the rule asks for.
        scoring: value to points.
        weight: its weight on the scorecard or in the section that holds it.
        missing: what its missing points do; ``None``: as the section or the scorecard says.
        perspective: finance, customer, process, growth, or whatever the company calls its perspectives.
        source: where the figures come from, such as the balance sheet.
        owner: who answers for them.
        frequency: how often it is appraised.
        description: anything else.
        prefix: what stands before the names of its measures in the data, so that one rule scores several columns:
            ``Actual("sales")`` of an indicator with the prefix ``north_`` reads ``north_sales``.

    Raises:
        DefinitionError: a bare target such as 12 on a percentage, a direction that contradicts the formula, or a rule
            that scores numbers on a formula that yields categories.
    """

    code: str = field(converter=checked_code)
    name: Label = field(default=CODE_AS_NAME, converter=as_label)
    scoring: Scoring = field(validator=instance(Scoring, "TargetDelta(...)"), kw_only=True)
    formula: Formula = field(
        default=Factory(_of_the_same_name, takes_self=True),
        converter=as_formula,
        validator=instance(Formula, "Ratio('a', 'b')"),
    )
    weight: Fraction | None = field(default=None, converter=optional_weight, kw_only=True)
    missing: MissingPolicy | None = field(
        default=None,
        converter=optional_policy,
        validator=optional_instance(MissingPolicy, "Reweight()"),
        kw_only=True,
    )
    perspective: str = field(default="", converter=as_line, validator=instance(str, "'balance sheet'"), kw_only=True)
    source: str = field(default="", converter=as_line, validator=instance(str, "'balance sheet'"), kw_only=True)
    owner: str = field(default="", converter=as_line, validator=instance(str, "'balance sheet'"), kw_only=True)
    frequency: Frequency | None = field(default=None, converter=optional(Frequency), kw_only=True)
    description: str = field(
        default="", converter=as_paragraphs, validator=instance(str, "'balance sheet'"), kw_only=True
    )

    prefix: str = field(default="", converter=_prefix, validator=instance(str, "'north_'"), kw_only=True)

    def __attrs_post_init__(self) -> None:
        self._check_percent()
        if self.scoring.direction not in self.formula.fits:
            direction, formula = self.scoring.direction, _called(self.formula)
            wanted = " or ".join(f"“{each.label.en}”" for each in self.formula.fits)
            fitting = "或".join(f"“{each.label.zh}”" for each in self.formula.fits)
            raise DefinitionError(
                Code.DIRECTION,
                en=f"the direction “{direction.label.en}” contradicts “{formula.en}”, which fits {wanted}; "
                "change the direction, the sign of a deviation, or a share to its Complement (for income: Growth)",
                zh=f"方向“{direction.label.zh}”与“{formula.zh}”矛盾，应为{fitting}；"
                "请更改方向，或改用差异率的另一正负号、比率的 Complement（收入类请用 Growth）",
                where="scoring.direction",
                value=direction,
            )
        category = self.formula.express().yields is Kind.CATEGORY
        if category != self.scoring.takes_category:
            rule, kind = type(self.scoring).__name__, type(self.formula).__name__
            told = f"“{class_words(rule)[1]}”与“{class_words(kind)[1]}”不匹配"
            en = f"{rule} does not fit {kind}: Category goes with LetterPoints, DescribedCases and no other rule"
            zh = f"{told}；等级只能用 LetterPoints 或 DescribedCases 计分，其他规则都用于数字"
            if isinstance(self.formula, Actual):
                written = f"formulas.Category({shown(self.formula.measure)})"
                en, zh = f"{en}; write {written}", f"{zh}；请写 {written}"
            raise DefinitionError(Code.WRONG_TYPE, en=en, zh=zh, where="scoring", value=self.scoring)
        self.scoring.check_formula(self.formula)

    def _check_percent(self) -> None:
        if self.formula.unit != Unit.PERCENT:
            return
        for name, parameter, difference in self.scoring.in_units_of_the_value():
            check_percent(parameter, f"scoring.{name}", difference=difference)

    @property
    def scale(self) -> Scale:
        """The scale of its points."""
        return self.scoring.points_scale

    def under(self, level: Scale, full_mark: Scale, *, shares: bool, cap: ScaleCap | None, place: str) -> Indicator:
        """Put the indicator on a level of a scorecard, whose scale says how far above the full mark its points may go.

        Args:
            level: the scale of the level.
            full_mark: the scale of a rule that does not say its own: that of the level, or from 0 to the weight.
            shares: whether points of another scale keep their share of the full mark, or move along the line.
            cap: what the scorecard says for rules that can pay more and have no cap of their own.
            place: of the indicator, for errors.

        Raises:
            DefinitionError: points that the scale does not hold, or that can never count within it.
        """
        try:
            rule = self.scoring.placed_on(full_mark).under(level, shares=shares, cap=cap)
        except DefinitionError as error:
            error.where = error.where.partition(".")[2]  # the place tells whose it is
            raise error.at(f"{place}.scoring") from None
        try:
            return self if rule is self.scoring else evolve(self, scoring=rule)
        except DefinitionError as error:
            raise error.at(place) from None

    def in_the_data(self, expression: Expr) -> Expr:
        """Call the measures of an expression of this indicator as the data do."""
        return prefixed(expression, self.prefix)

    def completeness(self, points: Expr) -> Completeness:
        """Tell which shares of the indicator are there, given its points."""
        if not self.prefix:
            return self.formula.completeness(points)
        own = Reference(Role.POINTS, self.code)  # the measures of its points have their names already
        return self.formula.completeness(own).each(lambda there: substitute(self.in_the_data(there), {own: points}))

    def express_value(self, rounding: RoundingPolicy) -> Expr:
        """Express the value, marked and rounded as declared; a category has no digits to round."""
        return self.in_the_data(self._value(rounding))

    def express(self, rounding: RoundingPolicy) -> Expr:
        """Express the points, marked and rounded as declared."""
        points = rounded(rounding.points, self.scoring.express_points(self._value(rounding)))
        return self.in_the_data(Named(Role.POINTS, Caption(self.code, _POINTS), points))

    def _value(self, rounding: RoundingPolicy) -> Expr:
        value = self.formula.express()
        stage = None if value.yields is Kind.CATEGORY else rounding.value
        return Named(Role.VALUE, Caption(self.code, _VALUE), rounded(stage, value))
