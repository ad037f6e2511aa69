"""What a test reads of a display in HTML: its tags, well nested, and its texts."""

from html.parser import HTMLParser

VOID = frozenset({"br"})
TAGS = frozenset(
    {"div", "style", "p", "b", "br", "span", "ul", "li", "table", "caption", "thead", "tbody", "tr", "th", "td"}
)
ATTRIBUTES = frozenset({"class", "style", "scope", "lang", "aria-hidden"})


class HtmlPage(HTMLParser):
    """A display in HTML, refused where it has anything that a display does not have."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.tables: list[list[list[str]]] = []
        self.captions = 0
        self.feed(html)
        self.close()
        assert not self.open
        assert self.captions == len(self.tables)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Check a tag, and open it."""
        assert tag in TAGS
        given = dict(attrs)
        assert given.keys() <= ATTRIBUTES
        assert "url(" not in (given.get("style") or "")
        if tag == "th":
            assert given["scope"] in {"row", "col"}
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"th", "td"}:
            self.tables[-1][-1].append("")
        self.captions += tag == "caption"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Remember a text, also in its cell."""
        if self.open[-1] == "style":
            return
        self.texts.append(data)
        if {"th", "td"} & set(self.open):
            self.tables[-1][-1][-1] += data
