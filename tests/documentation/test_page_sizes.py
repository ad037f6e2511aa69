"""The check of the built documentation: no page is too large."""

from pathlib import Path

import page_sizes
import pytest


def test_a_page_over_the_limit_is_named(tmp_path: Path) -> None:
    """With its size; one at the limit is not."""
    (tmp_path / "api").mkdir()
    (tmp_path / "index.html").write_bytes(b" " * page_sizes.LIMIT)
    page_sizes.main(tmp_path)
    (tmp_path / "api" / "index.html").write_bytes(b" " * (page_sizes.LIMIT + 1))
    with pytest.raises(SystemExit, match=r"^api/index\.html has 150001 bytes, more than 150000: split it$"):
        page_sizes.main(tmp_path)


def test_nothing_is_checked_before_it_is_built(tmp_path: Path) -> None:
    """An empty folder is no documentation without large pages."""
    with pytest.raises(SystemExit, match="build it first"):
        page_sizes.main(tmp_path)
