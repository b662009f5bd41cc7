"""One phrase read from left to right: what each item is followed by, and words that mean no body."""

from __future__ import annotations

from nguon.units.item import Item, again, found, unresolved
from nguon.units.names import HARD, SOFT, words
from nguon.units.organisation import Found, Resolution, Unresolved
from nguon.units.reasons import Reason
from nguon.units.recognise import LEVELS, Recogniser
from nguon.units.wording import ASIDE, EXCEPT, NOBODY, NOUNS, OPEN, SAID, at, length_at

_FEW = 12
"""Bodies found before words that were not understood: more of them are no help in choosing."""


class Reading(Recogniser):
    """Reads one phrase; see ``Directory.resolve`` for what comes back."""

    def run(self) -> Resolution:
        """Read the whole phrase."""
        self.found: dict[str, Found] = {}
        self.unresolved: list[Unresolved] = []
        i = 0
        while i < len(self.tokens):
            word = self.tokens[i].word
            if word in SOFT or word in HARD:
                if word == "\n" or (word == ";" and not self.header):
                    self.carry, self.header, self.board = "", False, []
                i += 1
                continue
            item = self.item(i)
            i = self._unknown(i, i) if item is None else self._close(item)
        return Resolution(organisations=tuple(self.found.values()), unresolved=tuple(self.unresolved))

    def _mark(self, i: int) -> bool:
        return self.tokens[i].word in SOFT or self.tokens[i].word in HARD

    # ------------------------------------------------------------------ after an item

    def _close(self, item: Item) -> int:
        """Take an item over: exceptions, words that leave it open, words that were not understood."""
        tail, understood = self._exceptions(item)
        if (length := length_at(self.tokens, tail, OPEN)) > 0:
            return self._give_up(item, tail + length, "open")
        tail += length_at(self.tokens, tail, SAID)
        if not understood:
            return self._give_up(item, tail, "excepted")
        if tail < len(self.tokens) and not self._mark(tail):
            if self.phrase[self.tokens[tail].start].isupper() and self.probe(tail):
                return self._take(item, tail)
            return self._unknown(item.start, tail, item.candidates())
        if item.found and self._goes_on(tail):
            return self._unknown(item.start, tail, item.candidates())
        if self.board and (at(self.tokens, tail, (",",)) or at(self.tokens, tail, ("và",))):
            self._take(item, tail)
            return self._boards(tail)
        return self._take(item, tail)

    def _goes_on(self, i: int) -> bool:
        """``Ban Tuyên giáo và Nữ công``: words after ``và`` that are no body belong to the name before it."""
        if i + 1 >= len(self.tokens) or self.tokens[i].word not in {"và", "&", "-"}:
            return False
        word = self.tokens[i + 1].word
        return word not in NOUNS | NOBODY | ASIDE and not self._mark(i + 1) and not self.probe(i + 1)

    def _boards(self, i: int) -> int:
        """``Ban tuyên giáo các huyện ủy, đảng ủy trực thuộc``: boards of those committees, not the committees."""
        j = self.skip(i)
        for match in self.heads.groups.matches(self.tokens, j):
            if self.directory.groups[min(match.found)].under != "cap_uy":
                continue
            kinds = {b.kind for b in self.board}
            item = self._group(match, j, j)
            phrase = self.text(j, item.end)
            committees = {f.id for f, _ in item.found}
            boards = [
                b
                for b in self.members.own()
                if b.parent in committees and b.kind in kinds and b.exists(self.members.day)
            ]
            for body in boards:
                self.found.setdefault(body.id, found(body, Reason("group", (phrase, body.name))))
            if len(boards) < len(committees) or item.open_ or not boards:
                without = [f for f in item.candidates() if f.id not in {b.parent for b in boards}]
                self.unresolved.append(unresolved(phrase, Reason("unlisted"), without))
            return item.end
        return i

    def _exceptions(self, item: Item) -> tuple[int, bool]:
        """``trừ huyện X``: leave out its bodies; the token after it, and whether the exception was understood."""
        end = item.end
        j = end
        while j < len(self.tokens) and self.tokens[j].word in {",", "("}:
            j += 1
        cut = length_at(self.tokens, j, EXCEPT)
        if not cut:
            return end, True
        bracket = any(t.word == "(" for t in self.tokens[end:j])
        place = self.places.parse(self.tokens, j + cut, self.here, LEVELS)
        gone: set[str] = set()
        after, understood = j + cut, True
        if place is not None and not place.reason:
            units = {a.id for a in place.units}
            gone, after = {f.id for f, unit in item.found if unit in units}, place.end
        if not gone:
            gone, after, understood = self._excepted(item, j + cut)
        after += bracket and at(self.tokens, after, (")",))
        item.found = [(f, a) for f, a in item.found if f.id not in gone] if understood else item.found
        return after, understood and bool(gone)

    def _excepted(self, item: Item, i: int) -> tuple[set[str], int, bool]:
        """Bodies named after ``trừ``: their ids, the token after them, whether all of it was understood."""
        stop = next(
            (k for k in range(i, len(self.tokens)) if self.tokens[k].word in {";", "\n", ")"}), len(self.tokens)
        )
        rest = self.tokens[stop:]
        inner = Reading(self.resolver, self.heads, self.here, self.text(i, stop) if stop > i else "")
        said = inner.run()
        gone = {f.id for f, _ in item.found} & {o.id for o in said.organisations}
        return gone, len(self.tokens) - len(rest), not said.unresolved

    # ------------------------------------------------------------------ what comes of it

    def _give_up(self, item: Item, end: int, code: str) -> int:
        self.unresolved.append(unresolved(self.text(item.start, end), Reason(code), item.candidates()))
        return end

    def _take(self, item: Item, end: int) -> int:
        if item.group and (stop := self._related(end)):
            return self._give_up(item, stop, "open")
        for body, _ in item.found:
            self.found.setdefault(body.id, body)
        if item.gone_reason is not None:
            self.unresolved.append(unresolved(self.text(item.start, item.end), item.gone_reason, item.gone))
        for one in item.open_:  # one line for a phrase, however many units it was looked up in
            last = self.unresolved[-1] if self.unresolved else None
            if last is not None and (last.phrase, last.because) == (one.phrase, one.because):
                self.unresolved[-1] = unresolved(one.phrase, one.because, [*last.candidates, *one.candidates])
            else:
                self.unresolved.append(one)
        return end

    def _related(self, i: int) -> int:
        """``các sở, ngành, địa phương liên quan``: end of a list that as a whole names nobody, or 0."""
        while i < len(self.tokens) and (self.tokens[i].word in SOFT or self.tokens[i].word in NOBODY):
            if self.tokens[i].word == "các":
                return 0
            if (length := length_at(self.tokens, i, OPEN)) > 0:
                return i + length
            i += 1
        return 0

    def _unknown(self, start: int, i: int, known: list[Found] | None = None) -> int:
        """Words that mean no body that is known, up to a mark after which something known begins."""
        end = i
        while end < len(self.tokens):
            if end > start and self.tokens[end].word in {";", "\n", "("}:
                break
            if end > start and self._mark(end):
                after = self.skip(end + 1)
                if after >= len(self.tokens) or self.probe(after):
                    break
            end += 1
        end = max(end, start + 1)
        stop = end
        while stop > start + 1 and self._mark(stop - 1):
            stop -= 1
        text = self.text(start, stop)
        if known and len(known) <= _FEW:
            candidates = [again(f, Reason("part")) for f in known]
        else:
            candidates = [found(o, Reason("similar")) for o in self.resolver.similar(text, self.here)]
        if not candidates:
            place = self.places.parse(self.tokens, start, self.here, LEVELS)
            if place is not None and place.end >= stop and not place.reason:
                candidates = self.members.people_committees(place)
        nobody = not known and all(w in NOBODY for w in words(text))
        self.unresolved.append(unresolved(text, Reason("open" if nobody else "unknown"), candidates))
        return end
