"""Rating scales: which band a score falls in, how bands are written, and what a scale refuses."""

from fractions import Fraction

import pytest
from cards import card, weighed
from refused import Refusal, check_refusal

import perfkpi as pk

C = pk.errors.Code
Band = pk.Band
BEST = Band("优", 90, None)


def scale(*bands: object) -> pk.RatingScale:
    """A scale of explicit bands."""
    return pk.RatingScale(bands)


def belongs(band: pk.Band, score: int) -> bool:
    """Whether a score is inside by the meaning of a band's ends."""
    above = band.low is None or score > band.low or (score == band.low and band.low_belongs)
    below = band.high is None or score < band.high or (score == band.high and band.high_belongs)
    return above and below


OPEN = {"low_belongs": False, "high_belongs": True}
SCALES = {
    "lower ends inside": scale(BEST, Band("良", 70, 90), Band("差", None, 70)),
    "upper ends inside": scale(
        Band("优", 90, None, low_belongs=False), Band("良", 70, 90, **OPEN), Band("差", None, 70, high_belongs=True)
    ),
    "a band of one score": scale(
        Band("优", 90, None, low_belongs=False), Band("良", 90, 90, high_belongs=True), Band("差", None, 90)
    ),
    "mixed": scale(BEST, Band("良", 70, 90, low_belongs=False), Band("差", None, 70, high_belongs=True)),
    "two": scale(BEST, Band("差", None, 90)),
    "one": scale(Band("全", None, None)),
    "descending": pk.RatingScale.descending(("优", 90), ("良", 70), ("差", 0)),
    "only one, descending": pk.RatingScale.descending(("全", 0)),
}


@pytest.mark.parametrize("name", SCALES)
def test_a_score_has_the_one_band_in_which_it_lies(name: str) -> None:
    """At each edge, beside it and far from it; the ends that belong to a band decide."""
    ratings = SCALES[name]
    rules = card(*weighed(a=100), ratings=ratings)
    for score in (0, 69, 70, 71, 89, 90, 91, 100):
        (band,) = [each for each in ratings.bands if belongs(each, score)]
        assert pk.appraise(rules, {"a": score}).rating == band.code


def test_no_total_no_rating_even_where_there_is_one_band() -> None:
    """The only rating is not given to somebody without a score."""
    rules = card(*weighed(a=100), ratings=SCALES["one"])
    assert pk.appraise(rules, {"a": None}).rating is None


def test_descending_rows_become_bands() -> None:
    """Each begins at its edge and ends below the one above; the last edge is kept for the check against the scale."""
    both = pk.Label(zh="优秀", en="excellent")
    ratings = pk.RatingScale.descending((both, 90), ("良好", "70.5"), ["不合格", 0])
    assert ratings.bands == (
        Band("优秀", 90, None, label=both),
        Band("良好", "70.5", 90, label=pk.Label(zh="良好", en="良好")),
        Band("不合格", None, "70.5", label=pk.Label(zh="不合格", en="不合格")),
    )
    assert ratings.lowest_edge == 0
    assert ratings.edges == (90, Fraction("70.5"))
    assert pk.RatingScale.descending(("A", 90), ("B", 50), ("C", -5)).lowest_edge == -5
    assert scale(BEST, Band("差", None, 90)).lowest_edge is None


def test_a_rating_is_said_in_two_languages() -> None:
    """Another language is refused; the code stands where nothing else was said."""
    band = Band("A", 90, None, label=pk.Label(zh="优秀", en="excellent"))
    assert [band.say(language) for language in ("zh", "en")] == ["优秀", "excellent"]
    with pytest.raises(pk.errors.DefinitionError, match="'de' is not a language"):
        band.say("de")
    assert [Band("A", 90, None).say(language) for language in ("zh", "en")] == ["A", "A"]


@pytest.mark.parametrize(
    ("band", "interval"),
    [
        (Band("A", 70, 90), "[70, 90)"),
        (Band("A", 70, 90, **OPEN), "(70, 90]"),
        (Band("A", None, 90), "(-∞, 90)"),
        (Band("A", 70, None), "[70, ∞)"),
        (Band("A", None, None, high_belongs=True), "(-∞, ∞)"),
    ],
)
def test_a_band_is_written_as_an_interval(band: pk.Band, interval: str) -> None:
    """Square brackets hold their end, round ones do not, and nothing holds infinity."""
    assert band.interval == interval
    assert str(band) == f"A {interval}"


REFUSALS = {
    "no band": Refusal(
        scale,
        C.EMPTY,
        "RatingScale.bands",
        None,
        "bands has 0 entries and needs at least 1; write for example Band('优秀', 90, None)",
        "等级（bands）有 0 项，至少需要 1 项；请写，例如 Band('优秀', 90, None)",
    ),
    "no row": Refusal(
        pk.RatingScale.descending,
        C.EMPTY,
        "RatingScale.bands",
        None,
        "bands has 0 entries and needs at least 1; write for example Band('优秀', 90, None)",
        "等级（bands）有 0 项，至少需要 1 项；请写，例如 Band('优秀', 90, None)",
    ),
    "a rating twice": Refusal(
        lambda: pk.RatingScale.descending(("优", 90), ("良", 70), ("优", 0)),
        C.DUPLICATE_CODE,
        "RatingScale.bands[2].code",
        "优",
        "'优' stands twice; make it one, or tell them apart",
        "'优' 重复；请合并，或加以区分",
    ),
    "a closed top": Refusal(
        lambda: scale(Band("优", 90, 100), Band("差", None, 90)),
        C.BAND_GAP,
        "RatingScale.bands[0]",
        Fraction(100),
        "what lies beyond 100 is in none of them; leave that end open (None), or add one",
        "100 之外没有归属；请将这一端设为 None（不限），或再增加一个",
    ),
    "a top that is closed at half a point": Refusal(
        lambda: scale(Band("优", 90, "99.5"), Band("差", None, 90)),
        C.BAND_GAP,
        "RatingScale.bands[0]",
        Fraction("99.5"),
        "what lies beyond 99.5 is in none of them; leave that end open (None), or add one",
        "99.5 之外没有归属；请将这一端设为 None（不限），或再增加一个",
    ),
    "a closed bottom": Refusal(
        lambda: scale(BEST, Band("差", 0, 90)),
        C.BAND_GAP,
        "RatingScale.bands[1]",
        Fraction(0),
        "what lies beyond 0 is in none of them; leave that end open (None), or add one",
        "0 之外没有归属；请将这一端设为 None（不限），或再增加一个",
    ),
    "rows from the worst up": Refusal(
        lambda: pk.RatingScale.descending(("优", 90), ("差", 50), ("良", 70)),
        C.BAND_ORDER,
        "RatingScale.descending[2]",
        Fraction(70),
        "the edge 70 is not below 50; list the best rating first",
        "分界 70 不低于 50；请从最好的等级写起",
    ),
    "one edge twice": Refusal(
        lambda: pk.RatingScale.descending(("优", 90), ("良", 90), ("差", 0)),
        C.BAND_ORDER,
        "RatingScale.descending[1]",
        Fraction(90),
        "the edge 90 is not below 90; list the best rating first",
        "分界 90 不低于 90；请从最好的等级写起",
    ),
    "a row without edge": Refusal(
        lambda: pk.RatingScale.descending(("优", 90), ("良",)),
        C.WRONG_TYPE,
        "RatingScale.descending[1]",
        ("良",),
        "('良',) is not a rating and its lower edge; write ('优秀', 90)",
        "('良',) 不是“等级, 下限”；请写 ('优秀', 90)",
    ),
    "a text of two characters": Refusal(
        lambda: pk.RatingScale.descending("优9"),
        C.WRONG_TYPE,
        "RatingScale.descending[0]",
        "优9",
        "'优9' is not a rating and its lower edge; write ('优秀', 90)",
        "'优9' 不是“等级, 下限”；请写 ('优秀', 90)",
    ),
    "a row that is a number": Refusal(
        lambda: pk.RatingScale.descending(90),
        C.WRONG_TYPE,
        "RatingScale.descending[0]",
        90,
        "90 is not a rating and its lower edge; write ('优秀', 90)",
        "90 不是“等级, 下限”；请写 ('优秀', 90)",
    ),
    "a better band after a worse one": Refusal(
        lambda: scale(Band("良", 70, 90), BEST),
        C.BAND_ORDER,
        "RatingScale.bands[1]",
        "优 [90, ∞)",
        "优 [90, ∞) stands after 良 [70, 90) but is better; list the best rating first",
        "优（90 分及以上）排在良（70 分及以上、不满 90 分）之后却更好；请从最好的等级写起",
    ),
    "a better band with both ends after a worse one": Refusal(
        lambda: scale(Band("良", 70, 90), Band("优", 90, 100)),
        C.BAND_ORDER,
        "RatingScale.bands[1]",
        "优 [90, 100)",
        "优 [90, 100) stands after 良 [70, 90) but is better; list the best rating first",
        "优（90 分及以上、不满 100 分）排在良（70 分及以上、不满 90 分）之后却更好；请从最好的等级写起",
    ),
    "bands that begin together": Refusal(
        lambda: scale(BEST, Band("良", 90, 95), Band("差", None, 90)),
        C.BAND_OVERLAP,
        "RatingScale.bands[1]",
        "良 [90, 95)",
        "numbers between 90 and 95 lie in both of 优 [90, ∞), 良 [90, 95); let one end where "
        "the other begins: low_belongs=True, high_belongs=False (RatingScale.descending)",
        "90 与 95 之间的数值同时属于两者（优（90 分及以上）、良（90 分及以上、不满 95 分））；"
        "请首尾相接，如 low_belongs=True, high_belongs=False (RatingScale.descending)",
    ),
    "a band that is open below and not the last": Refusal(
        lambda: scale(Band("优", None, None), Band("差", None, 90)),
        C.BAND_OVERLAP,
        "RatingScale.bands[1]",
        "差 (-∞, 90)",
        "numbers between -∞ and 90 lie in both of 优 (-∞, ∞), 差 (-∞, 90); let one end where "
        "the other begins: low_belongs=True, high_belongs=False (RatingScale.descending)",
        "-∞ 与 90 之间的数值同时属于两者（优（所有得分）、差（不满 90 分））；"
        "请首尾相接，如 low_belongs=True, high_belongs=False (RatingScale.descending)",
    ),
    "a gap of whole numbers": Refusal(
        lambda: scale(BEST, Band("良", 70, 89, high_belongs=True), Band("差", None, 70)),
        C.BAND_GAP,
        "RatingScale.bands[1]",
        "良 [70, 89]",
        "numbers between 89 and 90 lie in neither of 优 [90, ∞), 良 [70, 89]; let one end "
        "where the other begins: low_belongs=True, high_belongs=False (RatingScale.descending)",
        "89 与 90 之间的数值不属于其中任何一个（优（90 分及以上）、良（70 分及以上、89 分及以下））；"
        "请首尾相接，如 low_belongs=True, high_belongs=False (RatingScale.descending)",
    ),
    "an edge in both": Refusal(
        lambda: scale(BEST, Band("差", None, 90, high_belongs=True)),
        C.BAND_OVERLAP,
        "RatingScale.bands[1]",
        "差 (-∞, 90]",
        "90 itself lies in both of 优 [90, ∞), 差 (-∞, 90]; let one end where the "
        "other begins: low_belongs=True, high_belongs=False (RatingScale.descending)",
        "90 本数同时属于两者（优（90 分及以上）、差（90 分及以下））；"
        "请首尾相接，如 low_belongs=True, high_belongs=False (RatingScale.descending)",
    ),
    "an edge in neither": Refusal(
        lambda: scale(Band("优", 90, None, low_belongs=False), Band("差", None, 90)),
        C.BAND_GAP,
        "RatingScale.bands[1]",
        "差 (-∞, 90)",
        "90 itself lies in neither of 优 (90, ∞), 差 (-∞, 90); let one end where the "
        "other begins: low_belongs=True, high_belongs=False (RatingScale.descending)",
        "90 本数不属于其中任何一个（优（高于 90 分）、差（不满 90 分））；"
        "请首尾相接，如 low_belongs=True, high_belongs=False (RatingScale.descending)",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_scale_of_ratings_says_what_is_wrong_with_it(name: str) -> None:
    """The whole sentence, since HR mends a scale by it, with the bands as intervals."""
    check_refusal(REFUSALS[name])
    with pytest.raises(pk.errors.DefinitionError) as caught:
        REFUSALS[name].build()
    assert (caught.value.en, caught.value.zh) == (REFUSALS[name].en, REFUSALS[name].zh)
