"""Duties × directory → tasks: one for each duty and each body that its words mean on the day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from nguon.core.errors import UsageError
from nguon.core.provenance import Provenance
from nguon.core.text import fold
from nguon.duties.duty import Duties, Duty, Phrase
from nguon.planning.task import (
    Plan,
    PlannedDocument,
    Role,
    Task,
    TaskOrganisation,
    UnresolvedPhrase,
)
from nguon.reading.document import Document
from nguon.units.directory import Directory
from nguon.units.organisation import Found, Resolution, Unresolved

_AREA = re.compile(
    r"(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)\s+(?!ủy\b|uỷ\b|đoàn\b)"
    r"(?P<name>[^,;()]{2,40})\Z"
    r"|(?:tỉnh|thành|huyện|quận|thị) (?:ủy|uỷ|đoàn)\s+(?P<party>[^,;()]{2,40})\Z",
    re.IGNORECASE,
)
_LEVELS = {"tỉnh": "tỉnh", "huyện": "huyện", "quận": "quận", "thị": "thị xã", "thành": "thành phố"}


def make_plan(
    document: Document,
    duties: Duties,
    directory: Directory,
    *,
    on: date | None = None,
    province: str | None = None,
) -> Plan:
    """The tasks of a document for real bodies.

    Args:
        document, duties: as read and extracted.
        directory: who bodies are, in time.
        on: the day whose bodies are meant; the document's date by default.
        province: the unit that the document speaks in; that of the letterhead by default, else of the place of issue.

    Returns:
        The plan: what stayed unresolved, and one task a duty and body. The same on every run.

    Raises:
        UsageError: the document bears no date and ``on`` is not given, or ``province`` is not in the directory.
    """
    day = on or (document.letterhead.date.value if document.letterhead.date else None)
    if day is None:
        raise UsageError("The document bears no date", hint="Say as of which day its bodies are meant: --on YYYY-MM-DD")
    if province is not None and not directory.knows(province):
        raise UsageError(f"{province!r} is not a unit of the directory", hint="See: nguon units search")
    planner = _Planner(
        document, directory, day, province if province is not None else speaks_in(document, directory, day)
    )
    for duty in duties.duties:
        planner.add(duty)
    letterhead = document.letterhead
    number = "/".join(v.value for v in (letterhead.number, letterhead.symbol) if v) or None
    return Plan(
        document=PlannedDocument(
            sha256=document.file.sha256,
            number=number,
            date=letterhead.date.value if letterhead.date else None,
            subject=letterhead.subject.value if letterhead.subject else None,
            issuer=letterhead.issuer[-1].value if letterhead.issuer else None,
        ),
        on=day,
        duties=duties.duties,
        unresolved=tuple(planner.unresolved.values()),
        tasks=tuple(planner.tasks.values()),
    )


def speaks_in(document: Document, directory: Directory, on: date) -> str | None:
    """The unit whose bodies a document means by "Sở Y tế" or "các huyện": of the letterhead, else the place of issue.

    ``None`` for central bodies, whose place of issue says nothing.
    """
    letterhead = document.letterhead
    for issuer in reversed(letterhead.issuer):
        found = _AREA.search(fold(issuer.value))
        if found:
            name = _unit(found)
            if directory.knows(name):
                return name
    for issuer in letterhead.issuer:
        bodies = directory.resolve(issuer.value, on).organisations
        whole = directory.get(bodies[0].id) if len(bodies) == 1 else None
        if whole is not None and whole.level == "central":
            return None
    if letterhead.place and directory.knows(letterhead.place.value):
        return letterhead.place.value
    return None


def _unit(found: re.Match[str]) -> str:
    if found["party"] is None:
        return found[0].replace("tp.", "thành phố ").replace("tp ", "thành phố ")
    word = found[0].split()[0]
    return f"{_LEVELS[word]} {found['party']}"


class _Planner:
    """Collects tasks and unresolved phrases; every phrase is resolved once."""

    def __init__(self, document: Document, directory: Directory, on: date, within: str | None) -> None:
        self.directory, self.on, self.within = directory, on, within
        self.addressees = [Phrase(text=one.text, sources=one.sources) for one in document.addressees]
        self.known: dict[str, Resolution] = {}
        self.unresolved: dict[str, UnresolvedPhrase] = {}
        self.tasks: dict[str, Task] = {}

    def add(self, duty: Duty) -> None:
        """The tasks of one duty; a body that leads does not cooperate with itself."""
        leading = self._bodies(duty, duty.who)
        for body in leading:
            self._task(duty, body, "lead")
        leads = {body.id for body in leading}
        for body in self._bodies(duty, duty.cooperating):
            if body.id not in leads:
                self._task(duty, body, "cooperating")

    def _task(self, duty: Duty, body: Found, role: Role) -> None:
        identity = f"{duty.id}:{body.id}:{role}"
        if identity in self.tasks:
            return
        report = duty.report if role == "lead" else None
        self.tasks[identity] = Task(
            id=identity,
            duty=duty.id,
            organisation=TaskOrganisation(id=body.id, name=body.name),
            role=role,
            tracked=duty.tracked,
            due=duty.deadline.due if duty.tracked else None,
            report_due=report.deadline.due if report and duty.tracked else None,
            text=duty.instruction,
            sources=duty.sources,
        )

    def _bodies(self, duty: Duty, phrases: Iterable[Phrase]) -> list[Found]:
        """The bodies that phrases mean; words for nobody in particular mean the addressees, where there are any."""
        found: dict[str, Found] = {}
        for phrase in phrases:
            resolution = self._resolve(phrase.text)
            for body in resolution.organisations:
                found.setdefault(body.id, body)
            for left in resolution.unresolved:
                if left.because.code == "open" and self.addressees and not self._is_addressee(phrase):
                    for addressee in self.addressees:
                        inner = self._resolve(addressee.text)
                        for body in inner.organisations:
                            found.setdefault(body.id, body)
                        for open_ in inner.unresolved:
                            self._leave(duty, open_, addressee.sources)
                else:
                    self._leave(duty, left, phrase.sources)
        return list(found.values())

    def _is_addressee(self, phrase: Phrase) -> bool:
        return any(phrase.text == one.text for one in self.addressees)

    def _resolve(self, text: str) -> Resolution:
        known = self.known.get(text)
        if known is None:
            known = self.known[text] = self.directory.resolve(text, on=self.on, within=self.within)
        return known

    def _leave(self, duty: Duty, left: Unresolved, sources: tuple[Provenance, ...]) -> None:
        key = fold(left.phrase)
        before = self.unresolved.get(key)
        if before is None:
            names = tuple(dict.fromkeys(candidate.name for candidate in left.candidates))
            self.unresolved[key] = UnresolvedPhrase(
                phrase=left.phrase, candidates=names, sources=sources, duties=(duty.id,)
            )
        elif duty.id not in before.duties:
            self.unresolved[key] = UnresolvedPhrase(
                phrase=before.phrase,
                candidates=before.candidates,
                sources=before.sources,
                duties=(*before.duties, duty.id),
            )
