"""A place in the words of a text formula: what comes next, and how deep in brackets it stands."""

from __future__ import annotations

from perfkpi.errors import Code
from perfkpi.language.parsing.advice import surplus
from perfkpi.language.parsing.token_kinds import FUNCTIONS, Token, TokenKind
from perfkpi.language.parsing.tokenizer import fault, tokenise

MAX_NESTING = 50
"""How deep brackets may stand inside brackets."""

_CALLED = frozenset({TokenKind.NAME, TokenKind.AND, TokenKind.OR})


class TokenStream:
    """Moves over the words of one text.

    Attributes:
        functions: the functions that were called so far, in small letters.
    """

    __slots__ = ("at", "functions", "nesting", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenise(text)
        self.at: int = 0
        self.nesting = 0
        self.functions: set[str] = set()

    @property
    def next(self) -> Token:
        """The word that comes next."""
        return self.tokens[self.at]

    @property
    def last(self) -> Token:
        """The word that was read last."""
        return self.tokens[self.at - 1]

    def taken(self, *kinds: TokenKind) -> Token | None:
        """Take the next word where it is of one of some kinds, and move the stream behind it."""
        token = self.next
        if token.kind not in kinds:
            return None
        self.at += 1
        return token

    def function(self, at: int) -> str | None:
        """Name the function whose call begins with a word, known or not, in small letters; ``None`` where none does.

        A word of ASCII letters before a bracket calls a function, as in every spreadsheet.
        """
        word = self.tokens[at]
        if word.kind not in _CALLED or self.tokens[at + 1].kind is not TokenKind.OPEN:
            return None
        name = word.name.lower()
        return name if name.isascii() or name in FUNCTIONS else None

    def called(self, function: str) -> tuple[Token, Token]:
        """Take the name of a function and the bracket that come next."""
        name = self.next
        self.functions.add(function)
        self.at += 1
        return name, self.opened()

    def opened(self) -> Token:
        """Take the opening bracket that comes next."""
        opening = self.next
        self.at += 1
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            en = f"brackets are nested deeper than {MAX_NESTING} levels; name parts of the formula as indicators"
            zh = f"括号嵌套超过 {MAX_NESTING} 层；请把公式的一部分另设为指标"
            raise fault(self.text, opening.start, en, zh, Code.GRAMMAR_LIMIT)
        return opening

    def closed(self, opening: Token) -> None:
        """Take the bracket that closes an opening one, which has to come next."""
        if self.next.kind is TokenKind.END:
            en, zh = "this bracket is not closed; write ) where it ends", "这个括号没有闭合；请补上 )"
            raise fault(self.text, opening.start, en, zh)
        if not self.taken(TokenKind.CLOSE):
            raise surplus(self.text, self.next, self.last)
        self.nesting -= 1
