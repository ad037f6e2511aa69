"""Data and somebody's own rules forge no line of a result's texts."""

from attrs import frozen

import perfkpi as pk
from perfkpi.language import Named, Role, Undefined

FORGED = "E1\ntotal 100.00"


@frozen(cache_hash=True)
class Own(pk.Scoring):
    """A rule that names its step as it likes, and refuses in words of its own."""

    def express(self, value: pk.Expr) -> pk.Expr:
        """Double, or refused."""
        refused = Undefined(pk.Status.UNDEFINED, pk.results.Reason("own", zh=FORGED, en=FORGED))
        return pk.conditions.AtLeast("m", 1).decide(Named(Role.STEP, FORGED, value * 2), refused)


def card(*, rule: pk.Scoring | None = None) -> pk.Scorecard:
    """A card of one indicator."""
    rule = rule or pk.DirectPoints(scale=pk.Scale(0, 100))
    item = pk.Indicator(code="x", name="x", formula=pk.Actual("x"), scoring=rule)
    return pk.Scorecard(code="c", name="c", items=((item, 100),))


def test_a_subject_forges_no_line() -> None:
    """It is kept as it was given, and shown on one line."""
    result = pk.appraise(card(), {"x": 50}, subject=FORGED, period="2026\u2028total 100.00")
    assert result.subject == FORGED
    for text in (result.explain("zh", "audit"), result.explain("en", "audit"), repr(result), result._repr_html_()):
        assert r"E1\ntotal 100.00" in text
        assert r"2026\u2028total 100.00" in text
        assert FORGED not in text


def test_a_key_of_a_batch_forges_no_line() -> None:
    """Keys and the index of a data frame stay what they are; what is shown is escaped."""
    scores = pk.score_batch(card(), {"x": [50, 60]}, keys=[FORGED, "=1+1"])
    assert scores.keys == (FORGED, "=1+1")
    assert scores.to_frame("pandas").index.tolist() == [FORGED, "=1+1"]
    for text in (repr(scores), scores._repr_html_(), scores.appraisal(0).explain("en", "audit")):
        assert r"E1\ntotal 100.00" in text
        assert FORGED not in text


def test_a_grade_forges_no_line() -> None:
    """Neither one that is known nor one that is not."""
    rule = pk.LetterPoints(letters=(("A", 100),), scale=pk.Scale(0, 100))
    item = pk.Indicator(code="x", name="x", formula=pk.formulas.Category("x"), scoring=rule)
    graded = pk.Scorecard(code="c", name="c", items=((item, 100),))
    result = pk.appraise(graded, {"x": FORGED})
    assert result.total is None
    texts = [result.explain("zh", "audit"), repr(result), *(reason.say("en") for reason in result.reasons)]
    assert not any(FORGED in text for text in texts)
    assert any(r"E1\ntotal 100.00" in text for text in texts)


def test_an_own_rule_forges_no_line() -> None:
    """What it calls its steps and reasons stands on the line of the step."""
    own = card(rule=Own())
    scored, refused = pk.appraise(own, {"x": 5, "m": 1}), pk.appraise(own, {"x": 5, "m": 0})
    for text in (pk.describe(own), scored.explain("en", "audit"), refused.explain("en", "audit")):
        assert r"E1\ntotal 100.00" in text
        assert FORGED not in text
    assert all(FORGED not in reason.say("en") for reason in refused.reasons)
    assert FORGED not in repr(refused)
