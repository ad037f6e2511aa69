"""Refuses a page of the built documentation that is larger than what a phone loads at once: it wants to be split."""

import sys
from pathlib import Path

SITE = Path(__file__).parents[2] / "site"
LIMIT = 150_000
"""Bytes of HTML."""


def too_large(site: Path) -> list[str]:
    """Every page over the limit, with its size."""
    sizes = {page.relative_to(site).as_posix(): page.stat().st_size for page in sorted(site.rglob("*.html"))}
    return [f"{page} has {size} bytes, more than {LIMIT}: split it" for page, size in sizes.items() if size > LIMIT]


def main(site: Path = SITE) -> None:
    """Say which pages are too large."""
    if not (site / "index.html").exists():
        sys.exit(f"{site} has no page; build it first")
    if found := too_large(site):
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()
