"""Several missing-data policies in one: what is not applicable may leave, while what was not measured counts as 0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias, cast

from attrs import evolve, field, frozen

from perfkpi.errors import Code, DefinitionError, Language, listed, shown
from perfkpi.language import Expr, Status
from perfkpi.model.measurement.missing import CarryLast, MissingPolicy, Reweight, StatusPolicy, as_statuses
from perfkpi.model.parameters.validation import members, placed, tuple_of

ByKey: TypeAlias = Mapping[Any, StatusPolicy]
"""Each status, or a tuple of some, with its policy: mappings are invariant in their keys, so any type will do."""

_LANGUAGES: tuple[Language, ...] = ("en", "zh")
_EXAMPLE = "Reweight(on='not_applicable')"


def _policies(values: ByKey | Iterable[StatusPolicy] | StatusPolicy) -> tuple[StatusPolicy, ...]:
    if not isinstance(values, Mapping):
        return members(values, StatusPolicy)
    given = cast("Mapping[object, StatusPolicy]", values)
    if not all(isinstance(policy, StatusPolicy) for policy in given.values()):
        return tuple(given.values())  # the validator says which one is none
    found: dict[StatusPolicy, frozenset[Status]] = {}
    for key, policy in given.items():
        on = as_statuses(cast("Iterable[Status] | Status", key))
        plain = _without_statuses(policy, on)
        found[plain] = found.get(plain, frozenset()) | on
    return tuple(evolve(policy, on=on) for policy, on in found.items())


def _without_statuses(policy: StatusPolicy, key: frozenset[Status]) -> StatusPolicy:
    """Give the policy of one entry, whose key says for which statuses it is."""
    if policy.on not in (Status.absences(), key):
        en, zh = (listed([shown(each, language) for each in sorted(key)], language) for language in _LANGUAGES)
        en = f"{shown(policy)} names other statuses than its key, {en}; leave its on= out"
        zh = f"{shown(policy, 'zh')} 的 on= 与其键（{zh}）不一致；请去掉 on="
        raise DefinitionError(Code.MISSING_POLICY, en=en, zh=zh, value=policy)
    return evolve(policy, on=Status.absences())


@frozen(eq=False, field_transformer=placed)
class ByStatus(MissingPolicy):
    """Each status has its own policy (A5): ``{"not_applicable": Reweight(), "not_measured": ZeroPoints()}``.

    Source: what is not applicable to somebody is nobody's fault and leaves; what was not handed in counts as 0. A
    mapping is welcome wherever a policy is. A status that none of them names is refused: no points, no total.

    What stands in is not asked again: where ``CarryLast`` finds no last points, the item has the status of that
    measure, also where another policy names it.

    Attributes:
        policies: each for the statuses of its ``on``, which no other has; as a mapping, each behind its status.

    Raises:
        DefinitionError: no policy, a status that two of them name, or two that reweight or carry.
    """

    policies: tuple[StatusPolicy, ...] = field(converter=_policies, validator=tuple_of(StatusPolicy, _EXAMPLE, least=1))

    def __attrs_post_init__(self) -> None:
        covered: set[Status] = set()
        for policy in self.policies:
            twice = covered & policy.on
            if twice:
                names = [
                    listed([shown(each, language) for each in sorted(twice)], language) for language in ("en", "zh")
                ]
                en, zh = f"two policies name {names[0]}; keep one", f"{names[1]}有两种处理方式；请保留一种"
                raise self.refused(Code.MISSING_POLICY, "policies", en=en, zh=zh)
            covered |= policy.on
        for kind, why in _ONCE.items():
            if sum(isinstance(policy, kind) for policy in self.policies) > 1:
                en = f"{kind.__name__} may stand once: {why[0]}; name all its statuses in on="
                zh = f"{kind.__name__} 只能出现一次：{why[1]}；请在 on= 中列出其全部状态"
                raise self.refused(Code.MISSING_POLICY, "policies", en=en, zh=zh)

    def each(self) -> tuple[StatusPolicy, ...]:
        return self.policies

    def express(self, points: Expr, code: str) -> Expr:
        return self.express_within(points, code, None, None)

    def express_within(self, points: Expr, code: str, lowest: Expr | None, highest: Expr | None) -> Expr:
        for policy in sorted(self.policies, key=lambda each: isinstance(each, CarryLast)):  # a gap of its own stays one
            points = policy.express_within(points, code, lowest, highest)
        return points

    def for_those_that_stay(self) -> ByStatus:
        return ByStatus(each.for_those_that_stay() for each in self.policies)


_ONCE: Mapping[type[StatusPolicy], tuple[str, str]] = {
    Reweight: ("a level has one least number and weight", "一个层级只有一个最低项数和权重"),
    CarryLast: ("an item has one column of last points", "一个项目只有一列上期得分"),
}


def as_policy(value: MissingPolicy | ByKey) -> MissingPolicy:
    """Convert what is typed as a policy, for attrs: a mapping gives each status its own."""
    return ByStatus(value) if isinstance(value, Mapping) else value


def optional_policy(value: MissingPolicy | ByKey | None) -> MissingPolicy | None:
    """Convert the same, where it may be left out."""
    return None if value is None else as_policy(value)
