"""The reader of golden cases refuses a file that says less than it should."""

from pathlib import Path

import pytest
from golden import read

GOOD = """
row = "F1"
[[case]]
id = "a"
kind = "ordinary"
source = "worked out by hand: 1 / 2"
formula = { type = "Ratio", numerator = "a", denominator = "b" }
measures = { a = 1, b = 2 }
expect = { value = "0.5" }
"""


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (GOOD, "no case of kind"),
        (GOOD + "note = 1", "unknown keys"),
        (GOOD.replace("value =", "worth ="), "unknown keys"),
        (GOOD.replace("worked out by hand: 1 / 2", ""), "where its answer comes from"),
        (GOOD.replace('"ordinary"', '"usual"'), "the kind is one of"),
        (GOOD.replace("measures = { a = 1, b = 2 }", "measures = { a = 0.5, b = 2 }"), "numbers are integers or texts"),
        (GOOD.replace('expect = { value = "0.5" }', 'expect = { refused = "PK120" }'), "refused"),
        (GOOD.replace('"ordinary"', '"undefined"'), "a status and a reason"),
    ],
)
def test_a_file_that_says_too_little_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    """An unknown key, no source, a kind too few, a float: the reader names the place and the fault."""
    path = tmp_path / "f01.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=complaint):
        [case.figures() for case in read(path)]
