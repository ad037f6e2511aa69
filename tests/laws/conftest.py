"""What all laws share."""

from collections.abc import Iterator

import pytest

from perfkpi.batch import scoring


@pytest.fixture(autouse=True, scope="session")
def no_row_by_itself() -> Iterator[None]:
    """Tables are short in laws, but their rows are decided as those of long ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scoring, "_FEW", 0)
        yield
