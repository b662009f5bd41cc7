"""Who is meant: every phrase of the duties, the bodies it means on the day, what stayed open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nguon.core.text import fold
from nguon.duties.duty import Duties
from nguon.planning.plan import make_plan, speaks_in
from nguon.planning.task import Plan
from nguon.units.organisation import Found
from nguon.units.reasons import Reason, explain
from nguon.web.directory.domain.queries.current import current
from nguon.web.directory.domain.queries.settled import settlements_for
from nguon.web.directory.domain.settled import SettledDirectory
from nguon.web.directory.models import Settlement
from nguon.web.dispatches.domain.corrections import corrected, document_of, duties_of, standing
from nguon.web.dispatches.models import Dispatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """One phrase: where it stands, whom it means, what is open.

    Attributes:
        key: its place in the list, from 0; those that are open come first.
        bodies: each with the reason why, in the reader's language.
        candidates: bodies that an open phrase may mean, with the reason.
        why: why it is open; empty where it is not.
        addressees: it names nobody in particular and was taken for the addressees.
    """

    key: int
    phrase: str
    bodies: tuple[tuple[Found, str], ...]
    candidates: tuple[tuple[Found, str], ...]
    why: str
    addressees: bool
    duties: tuple[int, ...]
    page: int
    quote: str
    settlement: Settlement | None

    @property
    def is_open(self) -> bool:
        """Whether a person must settle it."""
        return bool(self.why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The page of phrases and the plan that results; ``plan`` is ``None`` where the dispatch bears no date."""

    on: date | None
    within: str | None
    phrases: tuple[Meant, ...]
    plan: Plan | None

    @property
    def unresolved(self) -> int:
        """Phrases that a person must settle before the plan can be issued."""
        return sum(one.is_open for one in self.phrases)


def resolved(dispatch: Dispatch, language: str = "vi") -> Resolved:
    """Everything for the page: four queries."""
    document = corrected(document_of(dispatch), standing(dispatch))
    duties = Duties(duties=duties_of(dispatch))
    settled = list(settlements_for(dispatch))
    directory = SettledDirectory(current(), settled)
    on = dispatch.date
    if on is None:
        return Resolved(on=None, within=None, phrases=(), plan=None)
    within: str | None = speaks_in(document, directory, on) or dispatch.office.place
    if not within or not directory.knows(within):
        within = None
    plan = make_plan(document, duties, directory, on=on, province=within)
    reader = _Reader(duties, directory, on, within, {one.phrase: one for one in settled}, language)
    return Resolved(on=on, within=within, phrases=tuple(reader.phrases(plan)), plan=plan)


class _Reader:
    """Resolves each phrase once more, to show why."""

    def __init__(
        self,
        duties: Duties,
        directory: SettledDirectory,
        on: date,
        within: str | None,
        settled: dict[str, Settlement],
        language: str,
    ) -> None:
        self.duties, self.directory, self.on, self.within = duties.duties, directory, on, within
        self.settled, self.language = settled, language
        self.numbers = {duty.id: number for number, duty in enumerate(duties.duties, 1)}

    def phrases(self, plan: Plan) -> Iterator[Meant]:
        """Open phrases first, then the others in the order of the dispatch."""
        key = 0
        shown = set()
        for left in plan.unresolved:
            shown.add(fold(left.phrase))
            numbers = [self.numbers[one] for one in left.duties if one in self.numbers]
            page = left.sources[0].page if left.sources else 1
            yield self._meant(key, left.phrase, numbers, page, is_open=True)
            key += 1
        seen: dict[str, tuple[str, list[int], int]] = {}
        for number, duty in enumerate(self.duties, 1):
            for phrase in (*duty.who, *duty.cooperating):
                page = phrase.sources[0].page if phrase.sources else 1
                seen.setdefault(fold(phrase.text), (phrase.text, [], page))[1].append(number)
        for folded, (printed, numbers, page) in seen.items():
            if folded in shown:
                continue
            one = self._meant(key, printed, numbers, page, is_open=False)
            if one.bodies or one.addressees or one.settlement:  # else only its parts stand above, all of them open
                yield one
                key += 1

    def _meant(self, key: int, phrase: str, numbers: list[int], page: int, *, is_open: bool) -> Meant:
        found = self.directory.resolve(phrase, on=self.on, within=self.within)
        left = found.unresolved[0] if found.unresolved else None
        candidates = {c.id: (c, explain(c.because, self.language)) for u in found.unresolved for c in u.candidates}
        return Meant(
            key=key,
            phrase=phrase,
            bodies=tuple((body, explain(body.because, self.language)) for body in found.organisations),
            candidates=tuple(candidates.values())[:12],
            why=explain(left.because if left else Reason("unknown"), self.language) if is_open else "",
            addressees=not is_open and left is not None and left.because.code == "open",
            duties=tuple(dict.fromkeys(numbers)),
            page=page,
            quote=self.duties[numbers[0] - 1].instruction if numbers else "",
            settlement=self.settled.get(fold(phrase)),
        )
