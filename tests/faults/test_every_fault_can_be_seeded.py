"""The faults stand where the library has moved to: told here at once, not by the command that seeds them."""

import shutil
from pathlib import Path

import pytest
from faults.seed import FAULTS, PACKAGE, ROOT, Fault, mutate


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_seeded(fault: Fault, tmp_path: Path) -> None:
    """Its text stands once in its file, and the tests that catch it exist."""
    copy = tmp_path / "perfkpi" / fault.file
    copy.parent.mkdir(parents=True)
    shutil.copy(PACKAGE / fault.file, copy)
    mutate(tmp_path, fault)
    assert copy.read_text(encoding="utf-8") != (PACKAGE / fault.file).read_text(encoding="utf-8")
    assert (ROOT / "tests" / fault.caught_by).exists()
