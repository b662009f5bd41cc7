"""What headings, lead-ins and time items hand down to the items below them."""

from __future__ import annotations

import msgspec

from nguon.core.provenance import Provenance
from nguon.duties.deadline import Deadline
from nguon.duties.duty import Phrase
from nguon.duties.headings import assigns

_PLANNED = frozenset({"ke_hoach", "chuong_trinh", "huong_dan", "cong_dien", "chi_thi", "thong_bao", "quyet_dinh", None})
"""Types of documents whose sections say what to do."""


class Context(msgspec.Struct, frozen=True):
    """What is handed down.

    Attributes:
        who: the responsible bodies of a heading or lead-in.
        partners: the cooperating bodies of a lead-in ("chủ trì, phối hợp với Y:").
        named: a heading says for whom the items are: each of them is an instruction.
        ordered: items that open with a verb are instructions although they name nobody.
        quiet: a part without instructions by itself (purposes, contents, time, place, who attends).
        assigned: the part that hands out the work: who names nobody here is not addressed by the whole document.
        time, time_at: what a time item sets for what stands here, and where.
        depth: how many nodes stand above.
    """

    who: tuple[Phrase, ...] = ()
    partners: tuple[Phrase, ...] = ()
    named: bool = False
    ordered: bool = False
    quiet: bool = False
    assigned: bool = False
    time: Deadline | None = None
    time_at: tuple[Provenance, ...] = ()
    depth: int = 0

    def named_by(self, who: tuple[Phrase, ...]) -> Context:
        """Below a heading that only names bodies."""
        return msgspec.structs.replace(self, who=who, partners=(), named=True, ordered=True, quiet=False)

    def ordered_to(self, who: tuple[Phrase, ...], partners: tuple[Phrase, ...] = ()) -> Context:
        """After a lead-in or an instruction to somebody; an empty ``who`` leaves whom it was for."""
        return msgspec.structs.replace(self, who=who or self.who, partners=partners, ordered=True, quiet=False)

    def silent(self) -> Context:
        """Below a heading whose part gives no instructions."""
        return msgspec.structs.replace(self, quiet=True, ordered=False, named=False)

    def deeper(self, time: tuple[Deadline, tuple[Provenance, ...]] | None) -> Context:
        """One node down, with the time that an item there sets."""
        if time is None:
            return msgspec.structs.replace(self, depth=self.depth + 1)
        return msgspec.structs.replace(self, depth=self.depth + 1, time=time[0], time_at=time[1])

    def section(self, title: str, kind: str | None) -> Context:
        """Below a heading that names no bodies, in a document of that type."""
        opens = assigns(title)
        base = msgspec.structs.replace(self, time=None, time_at=()) if opens else self
        return msgspec.structs.replace(
            base,
            ordered=self.ordered or (kind in _PLANNED and not self.quiet),
            assigned=opens or self.assigned,
        )
