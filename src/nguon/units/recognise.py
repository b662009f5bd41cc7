"""What begins at a word of a phrase: a listed body, a body of a unit, a collective, a post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nguon.units.administrative import COMMUNE, DISTRICT, PROVINCE
from nguon.units.bodies import Body
from nguon.units.context import Context, Place
from nguon.units.item import Heads, Item, again, found
from nguon.units.members import Members
from nguon.units.names import SOFT, Match, Token, spelled, tokenize, words
from nguon.units.reasons import Reason
from nguon.units.wording import ASIDE, CARRIED, FAMILIES, LEADING, at, posts

if TYPE_CHECKING:
    from nguon.units.resolve import Resolver

LEVELS = (PROVINCE, DISTRICT, COMMUNE)
_UNION = spelled("đoàn")[0]
_MOST_POSTS = 6
_MOST_HEADS = 8


class Recogniser:
    """Reads items at tokens of one phrase.

    ``tokens`` may be rewritten on the way: a post goes, a head that a list says once is put in. Ranges of the
    phrase stay right, because a token that was put in stands where it belongs.
    """

    def __init__(self, resolver: Resolver, heads: Heads, here: Context, phrase: str) -> None:
        self.resolver, self.heads, self.here, self.phrase = resolver, heads, here, phrase
        self.directory = resolver.directory
        self.bodies = self.directory.bodies
        self.places = resolver.places
        self.members = Members(self.directory, heads, here)
        self.tokens: list[Token] = tokenize(phrase)
        self.carry = ""
        self.header = False  # after "Các Bộ:", until the list ends
        self.board: list[Body] = []  # boards of a collective of committees: "đảng ủy trực thuộc" may follow
        self._posts = 0
        self._headers = 0

    def text(self, start: int, end: int) -> str:
        """The words of the phrase from one token to another."""
        return self.phrase[self.tokens[start].start : self.tokens[end - 1].end].strip() if end > start else ""

    def skip(self, i: int) -> int:
        """The first token from ``i`` that is no joining mark."""
        while i < len(self.tokens) and self.tokens[i].word in SOFT:
            i += 1
        return i

    def probe(self, i: int) -> bool:
        """Whether something known begins at token ``i``; leaves no trace."""
        kept = self.tokens, self.carry, self.header, self.board
        item = self.item(i)
        self.tokens, self.carry, self.header, self.board = kept
        return item is not None

    def _probe_under_header(self, i: int) -> bool:
        """As ``probe``; a header within a header is not looked into."""
        self._headers += 1
        try:
            return self.probe(i)
        finally:
            self._headers -= 1

    def item(self, i: int) -> Item | None:
        """What begins at token ``i``; ``None`` where nothing is known."""
        start = i
        if self.header and i < len(self.tokens) and (item := self._under_header(i)) is not None:
            return item
        while i < len(self.tokens) and self.tokens[i].word in ASIDE | LEADING:
            if (item := self._one(i, start)) is not None:
                if (named := self._one(i + 1, start)) is not None and named.end > item.end:
                    item = named  # "các Sở Tài chính, Nội vụ" are named ones
                return self._longer_post(i, start, item) or item
            i += 1
        if i >= len(self.tokens):
            return None
        if (item := self._one(i, start)) is not None:
            return self._longer_post(i, start, item) or item
        return self._carried(i, start) or self._post(i, start)

    def _under_header(self, i: int) -> Item | None:
        """``Các Bộ: Công an, Quốc phòng``: with the head, unless more of the phrase makes sense without it."""
        kept = self.tokens, self.carry, self.board
        plain = self._one(i, i)
        self.tokens, self.carry, self.board = kept
        carried = self._carried(i, i)
        if carried is not None and (plain is None or carried.end - 1 >= plain.end):
            return carried
        self.tokens, self.carry, self.board = kept
        return None

    def _longer_post(self, i: int, start: int, item: Item) -> Item | None:
        longer = any(m.end > item.end for m in posts().matches(self.tokens, i))
        return self._post(i, start) if longer else None

    def _one(self, i: int, start: int) -> Item | None:
        """What the longest name at token ``i`` means; a shorter one where the longest is two on that day."""
        trees: tuple[Any, ...] = (self.heads.near, self.heads.listed, self.bodies.heads, self.heads.groups)
        options = [(m, rank) for rank, tree in enumerate(trees) for m in tree.matches(self.tokens, i)]
        fused = self._fused(i, start)
        fallback: Item | None = None
        for end in sorted({m.end for m, _ in options}, reverse=True):
            item = self._best([(m, rank) for m, rank in options if m.end == end], i, start)
            if item is None:
                continue
            comma = any("," in m.across for m, _ in options if m.end == end)
            if item.found or (item.open_ and not comma) or not self._two(end, [m for m, _ in options]):
                better = fused is not None and fused.end >= item.end + bool(item.found)
                return fused if better else item
            fallback = fallback or item
        return fused or fallback

    def _best(self, options: list[tuple[Match[Any], int]], i: int, start: int) -> Item | None:
        """Of names with the same words: the one that takes in most of the phrase, rows of the folder first."""
        readers = (self._listed, self._listed, self._headed, self._group)
        items = [(item, rank) for match, rank in options if (item := readers[rank](match, i, start)) is not None]
        if not items:
            return None
        best = max(items, key=lambda one: one[0].end)[0]
        same = [(item, rank) for item, rank in items if item.end == best.end]
        central = best.found and best.found[0][0].id.startswith("tw/")
        if [rank for _, rank in same[:2]] == [1, 2] and central and self.here.province is not None:
            both = [f for item, _ in same for f, _ in item.found]  # "BTC": a ministry, or a board of this province
            best = Item(start, best.end)
            best.leave(self.text(start, best.end), "ambiguous", both)
        return best

    def _two(self, end: int, options: list[Match[Any]]) -> bool:
        """Whether a name that is not there on the day may be two: "Báo và Đài PT-TH" before both became one."""
        inner = {m.end for m in options if m.end < end and self.tokens[m.end].word in SOFT}
        return any(self.tokens[j].word == "," or self.bodies.heads.matches(self.tokens, j + 1) for j in inner)

    def _post(self, i: int, start: int) -> Item | None:
        """A post stands for its body: the words of the post go, or become the body's."""
        if self._posts >= _MOST_POSTS:
            return None
        self._posts += 1
        kept = self.tokens
        try:
            for match in posts().matches(kept, i):
                first, last = kept[i], kept[match.end - 1]
                put_in = [Token(w, first.start, last.end) for w in match.found[0]]
                rest = match.end
                while not put_in and rest < len(kept) and (kept[rest].word in SOFT or kept[rest].word in "()"):
                    rest += 1
                self.tokens = [*kept[:i], *put_in, *kept[rest:]]
                if (item := self.item(i)) is not None:
                    item.start = start
                    because = Reason("post", (self.phrase[first.start : last.end],))
                    item.found = [(again(f, because) if f.because.code == "named" else f, a) for f, a in item.found]
                    return item
                self.tokens = kept
            return None
        finally:
            self._posts -= 1

    def _carried(self, i: int, start: int) -> Item | None:
        """``Sở Y tế, Giáo dục và Đào tạo``: the second one is a Sở, too."""
        if not self.carry:
            return None
        kept, here = self.tokens, self.tokens[i]
        self.tokens = [*kept[:i], Token(self.carry, here.start, here.start), *kept[i:]]
        item = self._one(i, start)
        if item is not None and item.end > i + 1:
            return item
        self.tokens = kept
        return None

    def _remember(self, start: int, end: int) -> None:
        if not self.header:
            self.carry = next((t.word for t in self.tokens[start:end] if t.word in CARRIED), "")
            self.board = []

    # ------------------------------------------------------------------ kinds of item

    def _listed(self, match: Match[str], i: int, start: int) -> Item | None:
        """A row of the directory by a name; rows of the folder from elsewhere only by their full name."""
        bodies = [b for id_ in match.found if (b := self.directory.listed(id_)) is not None]
        near = [b for b in bodies if b.id in self.here.own]
        said = tuple(t.word for t in self.tokens[i : match.end] if t.word not in SOFT)
        bodies = near or [b for b in bodies if b.id not in self.directory.own_ids or words(b.name) == said]
        if not bodies:
            return None
        item = Item(start, match.end)
        alive = [b for b in bodies if b.exists(self.members.day)]
        if len(alive) > 1:
            options = [found(b, Reason("one_of", (b.name,))) for b in alive]
            item.leave(self.text(start, match.end), "ambiguous", options)
        elif alive:
            item.found.append((found(alive[0], Reason("listed", (alive[0].name,))), alive[0].parent))
        for body in () if alive else bodies:
            self.members.not_there(item, body)
        self._remember(start, match.end)
        return item

    def _group(self, match: Match[int], i: int, start: int) -> Item:
        """A collective phrase, its units named after it or those of the context."""
        group = self.directory.groups[min(match.found)]
        end = match.end
        if at(self.tokens, end, (":",)):
            self.carry = next((w for w in words(group.phrase) if w in CARRIED), "")
            self.header = bool(self.carry)
            if self._headers == 0 and end + 1 < len(self.tokens) and self._probe_under_header(end + 1):
                return Item(start, end)
        item = Item(start, end, group=True)
        if group.level == "central":
            self.members.central(item, group, self.text(start, end))
            return item
        place = self.places.parse(self.tokens, end, self.here, LEVELS, "ủy")
        units = place.units if place is not None and not place.reason else []
        if place is not None and (units or self.here.words):
            item.end = place.end
        if not units and (unit := self.members.level_unit(group)) is not None:
            units = [unit]
        if not units and not self.here.own:
            item.leave(self.text(start, item.end), "ambiguous")
        else:
            self.members.of_group(item, group, units, self.text(start, item.end))
        return item

    def _fused(self, i: int, start: int) -> Item | None:
        """``các huyện ủy, thị ủy``, ``Tỉnh đoàn``: the unit's word is part of the body's name."""
        for suffix, role in (("ủy", "cap_uy"), (_UNION, "doan_thanh_nien")):
            place = self.places.parse(self.tokens, i, self.here, LEVELS, suffix, needed=True)
            if place is not None:
                return self._at_place([(self.bodies.by_role[role], i, place.end)], place, start)
        return None

    def _headed(self, match: Match[Body], i: int, start: int) -> Item:
        """A body of a unit, its name followed by the unit or by nothing; or several that share the unit."""
        heads = [(match.found, i, match.end)]
        while True:
            rows, _, end = heads[-1]
            levels = {level for b in rows for level in b.levels}
            committee = any(b.form == "committee" for b in rows)
            j = end + 2 if committee and at(self.tokens, end, ("đảng", "ủy")) else end
            place = self.places.parse(self.tokens, j, self.here, levels, "ủy" if committee else "")
            following = self._sibling(end, rows) if place is None and len(heads) < _MOST_HEADS else None
            if following is None:
                break
            heads.append((following[1].found, following[0], following[1].end))
        self._remember(i, place.end if place is not None else end)
        if place is not None:
            if committee and place.collective:
                self.board = [b for several, _, _ in heads for b in several]
            return self._at_place(heads, place, start, tuple(t.word for t in self.tokens[i : match.end]))
        if (place := self._groups_place(match)) is not None:
            item = self._at_place(heads[:1], place, start)
            item.end = match.end
            return item
        item = Item(start, match.end)  # each of several stands for itself
        phrase = self.text(start, match.end)
        self.members.without_place(item, match.found, phrase, lambda: self.resolver.similar(phrase, self.here))
        return item

    def _sibling(self, end: int, rows: list[Body]) -> tuple[int, Match[Body]] | None:
        """Another body of the same family after a comma or ``và``: it may bring the unit for both."""
        j = self.skip(end)
        if j == end:
            return None
        roles = {b.role for b in rows}
        for match in self.bodies.heads.matches(self.tokens, j):
            others = {b.role for b in match.found}
            if any(roles & family and others & family for family in FAMILIES):
                return j, match
        return None

    def _groups_place(self, match: Match[Body]) -> Place | None:
        """``MTTQ và các tổ chức chính trị - xã hội các huyện``: the units of the group are the body's, too."""
        if not at(self.tokens, match.end, ("và",)) or not any(b.role == "mat_tran" for b in match.found):
            return None
        for group in self.heads.groups.matches(self.tokens, match.end + 1):
            if "cong_doan" in self.directory.groups[min(group.found)].kinds:
                place = self.places.parse(self.tokens, group.end, self.here, LEVELS)
                return place if place is not None and place.units and not place.reason else None
        return None

    def _at_place(
        self, heads: list[tuple[list[Body], int, int]], place: Place, start: int, name: tuple[str, ...] = ()
    ) -> Item:
        """The bodies that some names have at a place; ``heads`` are rows with the tokens that name them."""
        item = Item(start, place.end)
        phrase = self.text(start, place.end)
        name = tuple(w for w in name if w not in SOFT)
        for rows, first, last in heads:
            before = len(item.found) + len(item.gone) + len(item.open_)
            self.members.at_place(item, rows, place, phrase, name)
            if len(heads) > 1 and before == len(item.found) + len(item.gone) + len(item.open_):
                item.leave(self.text(first, last), "unlisted")
        if place.reason and not item.found:
            unknown = self.here.words and not place.options
            options = [f for rows, _, _ in heads for f in self.members.options(rows, place)]
            item.leave(phrase, "unknown" if unknown else place.reason, options)
        if item.empty:
            similar = self.resolver.similar(phrase, self.here)
            item.leave(phrase, "unsure", [found(o, Reason("similar")) for o in similar])
        return item
