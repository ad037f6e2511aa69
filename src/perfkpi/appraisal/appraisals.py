"""The result of an appraisal: immutable, exact, with everything that can be asked of it."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from perfkpi.appraisal.details import ChosenDetail, Detail
from perfkpi.appraisal.effects import rounding_effect
from perfkpi.appraisal.lines import IndicatorLine, Number
from perfkpi.appraisal.results import Numbers, Result
from perfkpi.displays.displayed import beside
from perfkpi.errors import Language, checked_language
from perfkpi.inputs.lookup import INDICATOR, looked_up
from perfkpi.language import Reason
from perfkpi.model.parameters.validation import placed


@frozen(eq=False, repr=False, field_transformer=placed)
class Appraisal(Result):
    """The exact result for one person and period.

    The contributions of ``lines`` and ``adjustments`` and ``rounding`` add up to ``total``, exactly, where points are
    added up; lines below another aggregation (minimum, product, geometric mean) have no contribution.

    Attributes:
        card: the scorecard.
        subject: whom it is about, as given.
        period: what time it is about, as given.
        lines: one for each indicator, in the order of the sheet.
        sections: one for each section, in the order of the sheet.
        adjustments: what each step on a running score added, those of sections first.
        total: the rounded total, a Decimal (a Fraction where no rounding to decimals is declared); ``None`` where there
            is none, or where it is an exact root because no rounding is declared at all.
        unrounded: the total before its rounding.
        rounding: what closes the sum of ``lines`` and ``adjustments``; 0 where contributions are rounded and the total
            needs no rounding any more. ``rounding_effect`` tells what all roundings together have changed.
        band: the rating's band, or ``None``.
        completeness: the share of the declared weights that has points.
        status: whether there is a total, and if not, what sort of gap it is.
        reasons: why there is no total; empty where there is one.
        unrated: why there is no rating although there is a total (a ceiling that cannot be decided); mostly empty.
        inputs: the figures as they were read, for explanations; they cannot be changed either.
    """

    @property
    def rounding_effect(self) -> Number | None:
        """What all declared roundings changed: the total less the total without any stage.

        ``None`` without a total, or where the two are unlike roots.
        """
        return rounding_effect(self)

    @property
    def rating(self) -> str | None:
        """The code of the rating, or ``None``; ``rating_label`` says it in a language."""
        return None if self.band is None else self.band.code

    def rating_label(self, language: Language = "zh") -> str | None:
        """Return the rating as HR reads it.

        Raises:
            DefinitionError: a language other than ``"zh"`` and ``"en"``.
        """
        language = checked_language(language)
        return None if self.band is None else self.band.say(language)

    @property
    def reason(self) -> Reason | None:
        """The first reason why there is no total, or ``None``."""
        return self.reasons[0] if self.reasons else None

    def line(self, code: str) -> IndicatorLine:
        """Find the line of one indicator.

        Raises:
            MeasureError: (also a ``KeyError``) there is no such indicator on the scorecard.
        """
        return looked_up(INDICATOR, code, {line.code: line for line in self.lines}, "lines")

    def explain(self, language: Language = "en", detail: ChosenDetail = Detail.BRIEF) -> str:
        """Explain the score in words.

        Args:
            language: ``"zh"`` or ``"en"``.
            detail: ``"brief"``: one page, a table and a sentence for each indicator; ``"full"``: the derivation in
                decimals, each step of which can be checked with a pocket calculator; ``"audit"``: the same exactly,
                with fractions where no decimal ends.

        Raises:
            DefinitionError: another language, or another detail.
        """
        text: str = beside(__name__, "explanation").explain(self, language, detail)
        return text

    def to_dict(self, *, numbers: Numbers = "text", language: Language | None = None) -> dict[str, object]:
        """The whole result as plain data: texts, numbers, lists and mappings, as JSON holds them.

        Every attribute stands there by its name, statuses by theirs, figures that were read under ``inputs``; of the
        scorecard its code, name and version. ``result_schema`` describes it.

        Args:
            numbers: ``"text"`` writes them exactly (``"92.40"``, ``"1/3"``), ``"float"`` as the nearest double.
            language: of names and reasons; both where it is ``None``, as ``{"zh": ..., "en": ...}``.

        Raises:
            DefinitionError: other numbers, or another language.
            NumberError: a number is beyond what a float holds.
        """
        data: dict[str, object] = beside(__name__, "contract.results").result_data(self, numbers, language)
        return data

    def to_json(self, *, numbers: Numbers = "text", language: Language | None = None) -> str:
        """The whole result as a JSON text; ``to_dict`` tells what stands in it.

        Raises:
            DefinitionError: as ``to_dict`` does.
            NumberError: as ``to_dict`` does.
        """
        text: str = beside(__name__, "contract.results").result_text(self, numbers, language)
        return text

    def plot_contributions(self, *, language: Language | None = None) -> Any:  # noqa: ANN401  # altair need not be installed
        """A waterfall from the first item to the total: what each item, bonus, deduction, cap and rounding adds.

        Numbers are those of ``explain``, and every gap is told by its name. A section has a thin bar over all that
        it holds. Where items are not added up (the least counts, or a geometric mean), one bar stands for their score.

        Args:
            language: ``"zh"`` or ``"en"``; where it is ``None``, the language that ``perfkpi.display`` has chosen.

        Returns:
            an ``altair.LayerChart``, which may be changed, put beside others and saved.

        Raises:
            DefinitionError: another language.
            ImportError: altair is not installed; it comes with ``perfkpi[plots]``.
        """
        return beside(__name__, "plots").contributions_chart(self, language)

    def plot_points(self, *, language: Language | None = None) -> Any:  # noqa: ANN401  # as above
        """Bullets: the points of each indicator against its full mark, which is one line for all of them.

        The track behind a bar reaches to the most points that there can be, the cap or the top of the scale.
        Indicators without points are named, with the reason, and have no bar.

        Args:
            language: as for ``plot_contributions``.

        Returns:
            an ``altair.LayerChart``.

        Raises:
            DefinitionError: another language.
            ImportError: altair is not installed; it comes with ``perfkpi[plots]``.
        """
        return beside(__name__, "plots").points_chart(self, language)

    def __repr__(self) -> str:
        return _table(self, html=False)

    def _repr_html_(self) -> str:
        return _table(self, html=True)


def _table(result: Result, *, html: bool) -> str:
    display = beside(__name__, "display")
    table: str = display.html_table(result) if html else display.text_table(result)
    return table
