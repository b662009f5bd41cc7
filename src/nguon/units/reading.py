"""One phrase read from left to right: bodies, groups, posts, exceptions, and words that mean nobody in particular."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from nguon.core.vocabulary import read_table
from nguon.units.administrative import COMMUNE, DISTRICT, PROVINCE, Area
from nguon.units.bodies import CANDIDATE, YES, Body
from nguon.units.names import HARD, SOFT, Match, NameTree, Token, spelled, tokenize, words
from nguon.units.organisation import Found, Organisation, Resolution, Unresolved
from nguon.units.places import Context, Place, at, clamp, level_words
from nguon.units.reasons import Reason

if TYPE_CHECKING:
    from nguon.units.directory import Group
    from nguon.units.resolve import Resolver

_LEVELS = (PROVINCE, DISTRICT, COMMUNE)
_CARRY = {"sở", "bộ", "ban", "phòng", "hội", "báo", "đài"}
_ASIDE = set(spelled("các cho gửi ông bà là do cả toàn thể phối hợp với cùng"))
_OPEN = (("có", "liên", "quan"), ("liên", "quan"), ("hữu", "quan"), ("cùng", "cấp"))
_SAID = (("nêu", "trên"), ("nói", "trên"), ("trên",), ("chủ", "trì"), ("phối", "hợp"), ("thực", "hiện"))
_EXCEPT = (("trừ",), ("ngoại", "trừ"), ("không", "kể"), ("không", "bao", "gồm"), ("không", "gồm"))
_NOUNS = frozenset(
    spelled(
        "bệnh trường trung công chi cục ban hội phòng ủy tổ đoàn đài báo viện quỹ nhà câu hợp doanh đội văn hiệp liên "
        "bộ sở tổng kho bưu điện đảng mặt thanh tòa bảo bảo tàng thư các những mọi cơ đơn chủ giám hiệu thủ học trạm "
        "khu hạt tạp phân đồn lữ trung sư xí nông lâm cảng ngân nhóm cá người"
    )
)
"""First words of what may be a body of its own after ``và``; with another one the name before goes on."""
_FAMILIES = (
    frozenset({"hdnd", "ubnd", "mat_tran", "cap_uy"}),
    frozenset({"mat_tran", "cong_doan", "hoi_nong_dan", "doan_thanh_nien", "hoi_phu_nu", "hoi_cuu_chien_binh"}),
    frozenset(
        {
            "ban_to_chuc",
            "ban_tuyen_giao",
            "ban_dan_van",
            "ban_noi_chinh",
            "uy_ban_kiem_tra",
            "van_phong_cap_uy",
            "tuyen_huan",
        }
    ),
    frozenset({"cong_an", "quan_su", "bien_phong"}),
    frozenset({"toa_an", "vien_kiem_sat"}),
    frozenset({"bao", "dai", "bao_dai"}),
)
"""Roles that share the unit named after the last of them: "HĐND, UBND các huyện"."""
_NOBODY = frozenset(
    spelled(
        "các những mọi tất cả toàn thể bộ cơ quan đơn vị địa phương tổ chức cá nhân ngành cấp có liên quan hữu "
        "khác trực thuộc doanh nghiệp đồng chí thành viên hộ gia đình nhân dân chủ đầu tư cơ sở trên địa bàn nhà "
        "trường tập thể ban phòng nêu nói thủ trưởng lãnh đạo người đứng chuyên môn chức năng công viên cán đại "
        "biểu ở tại"
    )
)
"""Words of phrases that name nobody in particular (domain § 4.1)."""
_FEW = 12
_MAX_CANDIDATES = 120


@cache
def _posts() -> NameTree[tuple[str, ...]]:
    tree = NameTree[tuple[str, ...]]()
    for post, replacement, _ in read_table("units/posts.csv"):
        tree.add(spelled(post), spelled(replacement))
    return tree


@dataclass(frozen=True, slots=True)
class Heads:
    """Names within reach of a context.

    Attributes:
        listed: rows by full and short name.
        near: rows of the context without the name of its province.
        groups: collective phrases, by their number.
        by_name: rows of the context by the words of their full name.
    """

    listed: NameTree[str]
    near: NameTree[str]
    groups: NameTree[int]
    by_name: dict[tuple[str, ...], str]


@dataclass(slots=True)
class _Item:
    """What one stretch of the phrase means."""

    start: int
    end: int = 0
    found: list[tuple[Found, str]] = field(default_factory=list)  # with the id of the unit
    gone: list[tuple[Found, Reason]] = field(default_factory=list)  # candidates for bodies that are not there
    gone_reason: Reason | None = None
    group: bool = False
    open_: list[Unresolved] = field(default_factory=list)


class Reading:
    """Reads one phrase; see ``Directory.resolve`` for what comes back."""

    def __init__(self, resolver: Resolver, heads: Heads, here: Context, phrase: str) -> None:
        self.resolver, self.heads, self.here, self.phrase = resolver, heads, here, phrase
        self.directory = resolver.directory
        self.bodies = self.directory.bodies
        self.places = resolver.places
        self.tokens: list[Token] = tokenize(phrase)
        self.day = date.fromisoformat(here.on)
        self.carry = ""
        self.header = False  # after "Các Bộ:", until the list ends
        self.board: list[Body] = []
        self.found: dict[str, Found] = {}
        self.unresolved: list[Unresolved] = []

    def run(self) -> Resolution:
        """Read the whole phrase."""
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

    # ------------------------------------------------------------------ one item

    def item(self, i: int) -> _Item | None:
        """The longest body, collective or group at token ``i``; ``None`` where nothing is known."""
        start = i
        if self.header:
            kept = self.tokens, self.carry, self.board
            plain = self._one(i, start)
            self.tokens, self.carry, self.board = kept
            carried = self._carried(i, start)
            if carried is not None and (plain is None or carried.end - 1 >= plain.end):
                return carried
            self.tokens, self.carry, self.board = kept
        while i < len(self.tokens) and self.tokens[i].word in _ASIDE:
            if (found := self._one(i, start)) is not None:
                if (named := self._one(i + 1, start)) is not None and named.end > found.end:
                    found = named  # "các Sở Tài chính, Nội vụ" are named ones
                longer = [m for m in _posts().matches(self.tokens, i) if m.end > found.end]
                return (self._post(i, start) if longer else None) or found
            i += 1
        if i >= len(self.tokens):
            return None
        found = self._one(i, start)
        if found is not None and any(m.end > found.end for m in _posts().matches(self.tokens, i)):
            found = self._post(i, start) or found
        return found or self._carried(i, start) or self._post(i, start)

    def _one(self, i: int, start: int) -> _Item | None:
        """What the longest name at token ``i`` means; a shorter one where the longest is two on that day."""
        trees = (self.heads.near, self.heads.listed, self.bodies.heads, self.heads.groups)
        options = [(m, rank) for rank, tree in enumerate(trees) for m in tree.matches(self.tokens, i)]  # type: ignore[attr-defined]
        options.sort(key=lambda o: (-o[0].end, o[1]))
        fused = self._fused(i, start)
        fallback: _Item | None = None
        for end in dict.fromkeys(m.end for m, _ in options):
            item = self._best([(m, rank) for m, rank in options if m.end == end], i, start)
            if item.found or item.open_ or not self._two(end, [m for m, _ in options]):
                better = fused is not None and fused.end >= item.end + bool(item.found)
                return fused if better else item
            fallback = fallback or item
        return fused or fallback

    def _best(self, options: list[tuple[Match[Any], int]], i: int, start: int) -> _Item:
        """Of names with the same words: the one that takes in most of the phrase, rows of the folder first."""
        items = []
        for match, rank in options:
            if rank <= 1:
                items.append(self._listed(match, start))
            else:
                items.append(self._headed(match, i, start) if rank == 2 else self._group(match, start))
        best = max(items, key=lambda item: item.end)
        ranks = [rank for (_, rank), item in zip(options, items, strict=True) if item.end == best.end]
        if (
            ranks[:2] == [1, 2]
            and self.here.province is not None
            and best.found
            and best.found[0][0].id.startswith("tw/")
        ):
            both = [f for item in items[:2] for f, _ in item.found]  # "BTC": a ministry, or a board of this province
            best = _Item(start, best.end)
            best.open_.append(
                Unresolved(phrase=self._text(start, best.end), candidates=tuple(both), because=Reason("ambiguous"))
            )
        return best

    def _two(self, end: int, options: list[Match[Any]]) -> bool:
        """Whether a name that is not there on the day may be two: "Báo và Đài PT-TH" before both became one."""
        inner = {m.end for m in options if m.end < end and self.tokens[m.end].word in SOFT}
        return any(self.tokens[j].word == "," or self.bodies.heads.matches(self.tokens, j + 1) for j in inner)

    def _post(self, i: int, start: int) -> _Item | None:
        """A post stands for its body: the words of the post go, or become the body's."""
        for match in _posts().matches(self.tokens, i):
            kept = self.tokens
            place = self.tokens[i]
            replacement = [Token(w, place.start, self.tokens[match.end - 1].end) for w in match.found[0]]
            rest = match.end
            while not replacement and rest < len(kept) and (kept[rest].word in SOFT or kept[rest].word in {"(", ")"}):
                rest += 1
            self.tokens = kept[:i] + replacement + kept[rest:]
            item = self.item(i)
            if item is not None:
                title = self.phrase[place.start : kept[match.end - 1].end]
                item.start = start
                item.found = [
                    (_because(f, Reason("post", (title,))) if f.because.code == "named" else f, a)
                    for f, a in item.found
                ]
                return item
            self.tokens = kept
        return None

    def _carried(self, i: int, start: int) -> _Item | None:
        """``Sở Y tế, Giáo dục và Đào tạo``: the second one is a Sở, too."""
        if not self.carry:
            return None
        kept = self.tokens
        here = self.tokens[i]
        self.tokens = [*kept[:i], Token(self.carry, here.start, here.start), *kept[i:]]
        item = self._one(i, start)
        if item is not None and item.end > i + 1:
            return item
        self.tokens = kept
        return None

    def _text(self, start: int, end: int) -> str:
        return self.phrase[self.tokens[start].start : self.tokens[end - 1].end].strip() if end > start else ""

    # ------------------------------------------------------------------ kinds of item

    def _listed(self, match: Match[str], start: int) -> _Item:
        """A row of the directory by its name or a short name."""
        bodies = [b for i in match.found if (b := self.directory.listed(i)) is not None]
        near = [b for b in bodies if b.id in self.here.own]
        bodies = near or bodies
        item = _Item(start, match.end)
        alive = [b for b in bodies if b.exists(self.day)]
        if len(alive) > 1:
            options = tuple(_found(b, Reason("one_of", (b.name,))) for b in alive)
            item.open_.append(
                Unresolved(phrase=self._text(start, match.end), candidates=options, because=Reason("ambiguous"))
            )
        elif alive:
            item.found.append((_found(alive[0], Reason("listed", (alive[0].name,))), alive[0].parent))
        for body in () if alive else bodies:
            self._not_there(item, body)
        self._remember(start, match.end)
        return item

    def _remember(self, start: int, end: int) -> None:
        if self.header:
            return
        self.carry = next((t.word for t in self.tokens[start:end] if t.word in _CARRY), "")
        self.board = []

    def _group(self, match: Match[int], start: int) -> _Item:
        group = self.directory.groups[min(match.found)]
        end = match.end
        if at(self.tokens, end, (":",)):
            self.carry = next((w for w in words(group.phrase) if w in _CARRY), "")
            self.header = bool(self.carry)
            ahead = end + 1
            if ahead < len(self.tokens) and self._probe(ahead):
                return _Item(start, end)
        item = _Item(start, end, group=True)
        if group.level == "central":
            found = [
                b
                for b in self.directory.all_listed()
                if b.level == "central" and b.kind in group.kinds and b.exists(self.day)
            ]
            item.found = [(_found(b, Reason("group", (group.phrase, b.name))), "") for b in found]
            if group.rest:
                item.open_.append(self._rest(group, start, end, [], self._central(group.rest)))
            return item
        place = self.places.parse(self.tokens, end, self.here, _LEVELS, "ủy")
        if place is not None and not place.reason:
            item.end = place.end
        units = place.units if place is not None and not place.reason else []
        if not units and (unit := self._level_unit(group)) is not None:
            units = [unit]
        if not units and not self.here.own:
            item.open_.append(Unresolved(phrase=self._text(start, item.end), because=Reason("ambiguous")))
            return item
        self._of_kinds(item, group, units, start)
        return item

    def _probe(self, i: int) -> bool:
        """Whether something known begins at token ``i``; leaves no trace."""
        kept = self.tokens, self.carry, self.header, self.board
        item = self.item(i)
        self.tokens, self.carry, self.header, self.board = kept
        return item is not None

    def _level_unit(self, group: Group) -> Area | None:
        here = self.here
        return here.province if group.level == PROVINCE or here.area is None else here.area

    def _central(self, kinds: Iterable[str]) -> list[Found]:
        wanted = set(kinds)
        return [
            _found(b, Reason("possible"))
            for b in self.directory.all_listed()
            if b.level == "central" and b.kind in wanted and b.exists(self.day)
        ]

    def _of_kinds(self, item: _Item, group: Group, units: list[Area], start: int) -> None:
        """Bodies of a group's kinds: derived ones of the units and rows of the folder; then what stays open."""
        rest: list[Found] = []
        level = group.level or (units[0].level if units else "")
        under = self._under(group, units)
        own = [
            b
            for i in sorted(self.here.own)
            if (b := self.directory.listed(i)) is not None
            and (b.kind in group.kinds or b.kind in group.rest)
            and (not level or not b.level or b.level == level)
            and (not under or b.parent in under)
        ]
        complete = group.own or any(b.kind in group.rest for b in own)
        for body in own:
            if body.exists(self.day):
                item.found.append((_found(body, Reason("group", (group.phrase, body.name))), body.parent))
        skip = complete and bool(group.rest) and not group.own
        for unit in units:
            day = clamp(unit, self.here.on)
            for row in self.bodies.of(unit):
                if row.kind not in group.kinds and row.kind not in group.rest:
                    continue
                if not self.bodies.exists(row, unit, day):
                    continue
                if row.kind in group.kinds and row.sure == YES and not (skip and not group.kinds):
                    self._add(item, row, unit, Reason("group", (group.phrase, unit.full)))
                elif not complete:
                    self._candidate(rest, row, unit)
        if (group.rest or rest) and not complete:
            item.open_.append(self._rest(group, start, item.end, rest, []))
        elif not item.found and not item.gone and not item.open_:
            item.open_.append(Unresolved(phrase=self._text(start, item.end), because=Reason("unlisted")))

    def _under(self, group: Group, units: list[Area]) -> set[str]:
        if not group.under:
            return set()
        ids = {group.under}
        for unit in units:
            ids |= (
                {f"{unit.id}/{b.key}" for b in self.bodies.fitting(group.under, unit)}
                if group.under in self.bodies.by_role
                else set()
            )
        return ids | ({"", *(u.id for u in units)} if group.under in self.bodies.by_role else set())

    def _rest(self, group: Group, start: int, end: int, rest: list[Found], more: list[Found]) -> Unresolved:
        del group
        return Unresolved(
            phrase=self._text(start, end), candidates=tuple(rest + more)[:_MAX_CANDIDATES], because=Reason("unlisted")
        )

    def _candidate(self, rest: list[Found], row: Body, unit: Area) -> None:
        if self.bodies.exists(row, unit, self.here.on):
            rest.append(_found(self.bodies.organisation(row, unit), Reason("possible")))
        else:
            rest += [
                _found(self.bodies.organisation(*n), Reason("possible"))
                for n in self.bodies.alive(row, unit, self.here.on)
            ]

    def _fused(self, i: int, start: int) -> _Item | None:
        """``các huyện ủy, thị ủy``, ``Tỉnh đoàn``: the unit's word is part of the body's name."""
        for suffix, role in (("ủy", "cap_uy"), (spelled("đoàn")[0], "doan_thanh_nien")):
            place = self.places.parse(self.tokens, i, self.here, _LEVELS, suffix, needed=True)
            if place is not None:
                return self._at_place([(self.bodies.by_role[role], i, place.end)], place, start, ())
        return None

    def _headed(self, match: Match[Body], i: int, start: int) -> _Item:
        """A body of a unit, its name followed by the unit or by nothing; or several that share the unit."""
        heads = [(match.found, i, match.end)]
        end = match.end
        while True:
            rows = heads[-1][0]
            levels = {level for b in rows for level in b.levels}
            committee = any(b.form == "committee" for b in rows)
            j = end + 2 if committee and at(self.tokens, end, ("đảng", "ủy")) else end
            place = self.places.parse(self.tokens, j, self.here, levels, "ủy" if committee else "")
            if place is not None:
                end = place.end
                break
            following = self._sibling(end, rows)
            if following is None:
                break
            heads.append((following[1].found, following[0], following[1].end))
            end = following[1].end
        self._remember(i, end)
        if committee and place is not None and place.collective:
            self.board = rows
        if place is None and (place := self._groups_place(match)) is not None:
            item = self._at_place([(match.found, i, match.end)], place, start, ())
            item.end = match.end
            return item
        if place is None:
            return self._without_place(match.found, start, match.end)  # each of several stands for itself
        return self._at_place(
            heads, place, start, tuple(t.word for t in self.tokens[i : match.end] if t.word not in SOFT)
        )

    def _groups_place(self, match: Match[Body]) -> Place | None:
        """``MTTQ và các tổ chức chính trị - xã hội các huyện``: the units of the group are the body's, too."""
        if not at(self.tokens, match.end, ("và",)) or not any(b.role == "mat_tran" for b in match.found):
            return None
        for group in self.heads.groups.matches(self.tokens, match.end + 1):
            if "cong_doan" in self.directory.groups[min(group.found)].kinds:
                place = self.places.parse(self.tokens, group.end, self.here, _LEVELS)
                return place if place is not None and place.units and not place.reason else None
        return None

    def _sibling(self, end: int, rows: list[Body]) -> tuple[int, Match[Body]] | None:
        """Another body of the same family after a comma or ``và``: it may bring the unit for both."""
        j = end
        while j < len(self.tokens) and self.tokens[j].word in SOFT:
            j += 1
        if j == end or j >= len(self.tokens):
            return None
        roles = {b.role for b in rows}
        for family in _FAMILIES:
            if roles & family:
                for match in self.bodies.heads.matches(self.tokens, j):
                    if {b.role for b in match.found} & family:
                        return j, match
        return None

    def _without_place(self, rows: list[Body], start: int, end: int) -> _Item:
        """No unit named: the unit of the context, else the one around it; never a guess below it."""
        here = self.here
        item = _Item(start, end)
        units = [
            a
            for a in (here.area, self.directory.areas.get(here.area.parent) if here.area else None, here.province)
            if a
        ]
        only = {p for b in rows for p in b.only} if all(b.form == "fixed" for b in rows) else set()
        units += [a for p in sorted(only) if (a := self.directory.areas.get(p))] if not units else []
        for unit in dict.fromkeys(units):
            fitting = [b for b in rows if b.fits(unit) and self.bodies.organisation(b, unit)]
            if here.parent:
                fitting = [b for b in fitting if b.parent == here.parent] or fitting
            if fitting:
                self._choose(item, fitting, unit, Reason("context", (self._text(start, end), unit.full)))
                return item
        options = [
            _found(self.bodies.organisation(b, a), self._of(a))
            for a in (
                self.directory.areas.under(here.province, DISTRICT) if here.province else self.directory.areas.provinces
            )
            for b in rows
            if b.fits(a) and self.bodies.exists(b, a, here.on)
        ]
        because = Reason("ambiguous") if options or here.province is None else Reason("unknown")
        if here.words or (not options and here.province is not None):
            options = [_found(o, Reason("similar")) for o in self.resolver.similar(self._text(start, end), here)]
            because = Reason("unknown")
        item.open_.append(
            Unresolved(phrase=self._text(start, end), candidates=tuple(options)[:_MAX_CANDIDATES], because=because)
        )
        return item

    def _at_place(
        self, heads: list[tuple[list[Body], int, int]], place: Place, start: int, name: tuple[str, ...]
    ) -> _Item:
        """The bodies that some names have at a place; ``heads`` are rows with the tokens that name them."""
        end = place.end
        item = _Item(start, end)
        for rows, first, last in heads:
            before = len(item.found) + len(item.gone) + len(item.open_)
            forms = [b for b in rows if (b.form == "committee") == place.suffixed] or rows
            for unit in place.units:
                around = self.directory.areas.get(unit.parent) or unit
                values = (self._text(start, end), around.full, _day(self.here.on)) if place.collective else ()
                if fitting := [b for b in (forms if len(forms) > 1 or place.suffixed else rows) if b.fits(unit)]:
                    self._choose(item, fitting, unit, Reason("collective" if place.collective else "named", values))
            for level, kinds in place.wanted:
                self._own_rows(item, rows, level, kinds, name, start, end)
            if len(heads) > 1 and before == len(item.found) + len(item.gone) + len(item.open_):
                item.open_.append(Unresolved(phrase=self._text(first, last), because=Reason("unlisted")))
        if place.reason and not item.found:
            options = [
                _found(self.bodies.organisation(b, a), self._of(a))
                for a in place.options
                for rows, _, _ in heads
                for b in rows
                if b.fits(a) and self.bodies.exists(b, a, clamp(a, self.here.on))
            ]
            item.open_.append(
                Unresolved(
                    phrase=self._text(start, end),
                    candidates=tuple(options)[:_MAX_CANDIDATES],
                    because=Reason(place.reason),
                )
            )
        if not item.found and item.gone_reason is None and not item.open_:
            similar = self.resolver.similar(self._text(start, end), self.here)
            options = [_found(o, Reason("similar")) for o in similar]
            item.open_.append(
                Unresolved(phrase=self._text(start, end), candidates=tuple(options), because=Reason("unsure"))
            )
        return item

    def _of(self, unit: Area) -> Reason:
        """Says of which unit a candidate is one of several."""
        around = self.directory.areas.get(unit.parent)
        return Reason("one_of", (f"{unit.full}, {around.full}" if around is not None else unit.full,))

    def _own_rows(
        self,
        item: _Item,
        rows: list[Body],
        level: str,
        kinds: frozenset[str],
        name: tuple[str, ...],
        start: int,
        end: int,
    ) -> None:
        """Rows of the folder that a collective means: of the level, and of the kind or with the same first words."""
        have = {f.id for f, _ in item.found}
        wanted = {b.kind for b in rows}
        for id_ in sorted(self.here.own):
            body = self.directory.listed(id_)
            if body is None or body.level != level or id_ in have or not body.exists(self.day):
                continue
            if body.kind not in wanted and (not name or words(body.name)[: len(name)] != name):
                continue
            kind = next((k for _, _, k in level_words(tokenize(body.name))), "")
            if not kinds or kind in kinds or (kind == "city" and "thanh_pho" in kinds) or not kind:
                reason = Reason("group", (self._text(start, end), body.name))
                item.found.append((_found(body, reason), body.parent))

    # ------------------------------------------------------------------ bodies on the day

    def _choose(self, item: _Item, fitting: list[Body], unit: Area, reason: Reason) -> None:
        """Of rows that bear the name in a unit, the one that is there; several are ambiguous."""
        day = clamp(unit, self.here.on)
        alive = [b for b in fitting if self.bodies.exists(b, unit, day)]
        sure = [b for b in alive if b.sure != CANDIDATE]
        if len(sure) > 1:
            options = tuple(_found(self.bodies.organisation(b, unit), Reason("one_of", (unit.full,))) for b in sure)
            item.open_.append(
                Unresolved(phrase=self._text(item.start, item.end), candidates=options, because=Reason("ambiguous"))
            )
        elif sure:
            self._add(item, sure[0], unit, reason)
        elif alive:
            if (own := self._override(alive[0], unit)) is not None:
                item.found.append((_found(own, reason), unit.id))
                return
            options = tuple(_found(self.bodies.organisation(b, unit), Reason("possible")) for b in alive)
            item.open_.append(
                Unresolved(phrase=self._text(item.start, item.end), candidates=options, because=Reason("unsure"))
            )
        else:
            for row in fitting:
                if self.bodies._ever(row, unit):
                    self._missing(item, row, unit)

    def _override(self, row: Body, unit: Area) -> Organisation | None:
        """The row of the folder that stands for a derived body: by id or by the same full name."""
        made = self.bodies.organisation(row, unit)
        own = self.directory.listed(made.id)
        if own is None and self.heads.by_name and (id_ := self.heads.by_name.get(words(made.name))):
            own = self.directory.listed(id_)
        return own

    def _add(self, item: _Item, row: Body, unit: Area, reason: Reason) -> None:
        own = self._override(row, unit)
        if own is not None:
            if own.exists(self.day):
                item.found.append((_found(own, reason), unit.id))
            else:
                self._not_there(item, own)
        elif self.bodies.exists(row, unit, self.here.on):
            item.found.append((_found(self.bodies.organisation(row, unit), reason), unit.id))
        else:
            self._missing(item, row, unit)

    def _missing(self, item: _Item, row: Body, unit: Area) -> None:
        """A derived body that is not there on the day: those that took over, or that it took over from."""
        body = self.bodies.organisation(row, unit)
        if body.valid_to is not None and body.valid_to <= self.day:
            reason = Reason("ended", (_day(body.valid_to.isoformat()),))
            why = Reason("successor", (body.name, _day(body.valid_to.isoformat())))
            others = [self.bodies.organisation(*n) for n in self.bodies.alive(row, unit, self.here.on)]
        else:
            start = body.valid_from.isoformat() if body.valid_from else ""
            reason = Reason("not_yet", (_day(start),))
            why = Reason("predecessor", (body.name, _day(start)))
            others = [o for n in self.bodies.before(row, unit) if (o := self.bodies.organisation(*n)).exists(self.day)]
        item.gone_reason = item.gone_reason or reason
        item.gone += [(_found(o, why), reason) for o in others]

    def _not_there(self, item: _Item, body: Organisation) -> None:
        """The same for a row."""
        if body.valid_to is not None and body.valid_to <= self.day:
            end = _day(body.valid_to.isoformat())
            reason, why = Reason("ended", (end,)), Reason("successor", (body.name, end))
            others = self.directory.successors(body.id, self.day)
        else:
            start = _day(body.valid_from.isoformat() if body.valid_from else "")
            reason, why = Reason("not_yet", (start,)), Reason("predecessor", (body.name, start))
            others = tuple(o for o in self.directory.predecessors(body.id) if o.exists(self.day))
        item.gone_reason = item.gone_reason or reason
        item.gone += [(_found(o, why), reason) for o in others]

    # ------------------------------------------------------------------ the end of an item

    def _close(self, item: _Item) -> int:
        """Take an item over: exceptions, words that leave it open, words that were not understood."""
        end = item.end
        end, fine = self._exceptions(item, end)
        tail = end
        for open_words in _OPEN:
            if at(self.tokens, tail, open_words):
                return self._give_up(item, tail + len(open_words), Reason("open"))
        for said in _SAID:
            if at(self.tokens, tail, said):
                tail += len(said)
                break
        if not fine:
            return self._give_up(item, tail, Reason("excepted"))
        if tail < len(self.tokens) and self.tokens[tail].word not in SOFT and self.tokens[tail].word not in HARD:
            if self._probe(tail) and self._capital(tail):
                return self._take(item, tail)
            return self._unknown(
                item.start, tail, [f for f, _ in item.found] + [c for u in item.open_ for c in u.candidates]
            )
        if item.found and self._goes_on(tail):
            return self._unknown(item.start, tail, [f for f, _ in item.found])
        if self.board and (at(self.tokens, tail, (",",)) or at(self.tokens, tail, ("và",))):
            self._take(item, tail)
            return self._boards(tail)
        return self._take(item, tail)

    def _goes_on(self, i: int) -> bool:
        """``Ban Tuyên giáo và Nữ công``: words after ``và`` that are no body belong to the name before it."""
        if i + 1 >= len(self.tokens) or self.tokens[i].word not in {"và", "&", "-"}:
            return False
        word = self.tokens[i + 1].word
        return word not in _NOUNS and word not in _NOBODY and word not in _ASIDE and not self._probe(i + 1)

    def _capital(self, i: int) -> bool:
        return self.phrase[self.tokens[i].start : self.tokens[i].start + 1].isupper()

    def _boards(self, i: int) -> int:
        """``Ban tuyên giáo các huyện ủy, đảng ủy trực thuộc``: boards of those committees, not the committees."""
        j = i
        while j < len(self.tokens) and self.tokens[j].word in SOFT:
            j += 1
        for match in self.heads.groups.matches(self.tokens, j):
            group = self.directory.groups[min(match.found)]
            if group.under == "cap_uy":
                kinds = {b.kind for b in self.board}
                self.board = []
                item = self._group(match, j)
                if item is None:
                    break
                committees = {f.id for f, _ in item.found}
                boards = [
                    b
                    for id_ in sorted(self.here.own)
                    if (b := self.directory.listed(id_))
                    and b.parent in committees
                    and b.kind in kinds
                    and b.exists(self.day)
                ]
                for body in boards:
                    self.found.setdefault(body.id, _found(body, Reason("group", (self._text(j, item.end), body.name))))
                if not boards or item.open_:
                    known = tuple(f for f, _ in item.found) + tuple(c for u in item.open_ for c in u.candidates)
                    self.unresolved.append(
                        Unresolved(phrase=self._text(j, item.end), candidates=known, because=Reason("unlisted"))
                    )
                return item.end
        return i

    def _exceptions(self, item: _Item, end: int) -> tuple[int, bool]:
        """``trừ huyện X``: leave out its bodies. False where the exception was not understood."""
        j = end
        while j < len(self.tokens) and self.tokens[j].word in {",", "("}:
            j += 1
        for cut in _EXCEPT:
            if at(self.tokens, j, cut):
                break
        else:
            return end, True
        k = j + len(cut)
        bracket = any(t.word == "(" for t in self.tokens[end:j])
        place = self.places.parse(self.tokens, k, self.here, _LEVELS)
        gone: set[str] = set()
        after = k
        if place is not None and place.units and not place.reason:
            gone = {f.id for f, unit in item.found if unit in {a.id for a in place.units}}
            after = place.end
        if not gone:
            kept = self.found, self.unresolved
            self.found, self.unresolved = {}, []
            stop = k
            while stop < len(self.tokens) and self.tokens[stop].word not in {";", "\n", ")"}:
                stop += 1
            saved, self.tokens = self.tokens, self.tokens[:stop]
            while k < len(self.tokens):
                if self.tokens[k].word in SOFT:
                    k += 1
                    continue
                inner = self.item(k)
                k = self._close(inner) if inner is not None else self._unknown(k, k)
            gone = {f.id for f, _ in item.found} & set(self.found)
            understood = not self.unresolved
            grown = len(self.tokens) - stop
            self.tokens = self.tokens + saved[stop:]
            after = stop + grown
            self.found, self.unresolved = kept
            if not understood or not gone:
                return after + (1 if bracket and at(self.tokens, after, (")",)) else 0), False
        item.found = [(f, a) for f, a in item.found if f.id not in gone]
        return after + (1 if bracket and at(self.tokens, after, (")",)) else 0), True

    def _give_up(self, item: _Item, end: int, reason: Reason) -> int:
        candidates = tuple(f for f, _ in item.found) + tuple(c for u in item.open_ for c in u.candidates)
        self.unresolved.append(
            Unresolved(phrase=self._text(item.start, end), candidates=candidates[:_MAX_CANDIDATES], because=reason)
        )
        return end

    def _take(self, item: _Item, end: int) -> int:
        if item.group and (stop := self._related(end)):
            return self._give_up(item, stop, Reason("open"))
        for found, _ in item.found:
            self.found.setdefault(found.id, found)
        if item.gone_reason is not None:
            candidates = {f.id: f for f, _ in item.gone}
            self.unresolved.append(
                Unresolved(
                    phrase=self._text(item.start, item.end),
                    candidates=tuple(candidates.values())[:_MAX_CANDIDATES],
                    because=item.gone_reason,
                )
            )
        for one in item.open_:  # one line for a phrase, however many units it was looked up in
            last = self.unresolved[-1] if self.unresolved else None
            if last is not None and (last.phrase, last.because) == (one.phrase, one.because):
                both = dict.fromkeys((*last.candidates, *one.candidates))
                one = Unresolved(phrase=one.phrase, candidates=tuple(both)[:_MAX_CANDIDATES], because=one.because)
                self.unresolved.pop()
            self.unresolved.append(one)
        return end

    def _related(self, i: int) -> int:
        """``các sở, ngành, địa phương liên quan``: end of a list that as a whole names nobody, or 0."""
        j = i
        while j < len(self.tokens) and (self.tokens[j].word in SOFT or self.tokens[j].word in _NOBODY):
            if self.tokens[j].word == "các":
                return 0
            for words_ in _OPEN:
                if at(self.tokens, j, words_):
                    return j + len(words_)
            j += 1
        return 0

    def _unknown(self, start: int, i: int, known: list[Found] | None = None) -> int:
        """Words that mean no body that is known, up to a mark after which something known begins."""
        end = i
        while end < len(self.tokens):
            word = self.tokens[end].word
            if word in {";", "\n", "("} and end > start:
                break
            if (word in SOFT or word in HARD) and end > start:
                after = end + 1
                while after < len(self.tokens) and self.tokens[after].word in SOFT:
                    after += 1
                if after >= len(self.tokens) or self._probe(after):
                    break
            end += 1
        end = max(end, start + 1)
        stop = end
        while stop > start + 1 and (self.tokens[stop - 1].word in SOFT or self.tokens[stop - 1].word in HARD):
            stop -= 1
        text = self._text(start, stop)
        candidates = [_found(o, Reason("similar")) for o in self.resolver.similar(text, self.here)]
        if known and len(known) <= _FEW:
            candidates = [_because(f, Reason("part")) for f in known]
        if not candidates:
            candidates = self._committees_of(start, stop)
        nobody = all(w in _NOBODY for w in words(text))
        reason = Reason("open" if nobody and not known else "unknown")
        self.unresolved.append(Unresolved(phrase=text, candidates=tuple(candidates)[:_MAX_CANDIDATES], because=reason))
        return end

    def _committees_of(self, start: int, stop: int) -> list[Found]:
        """``các xã, phường`` alone: People's Committees of these units, to choose from."""
        place = self.places.parse(self.tokens, start, self.here, _LEVELS)
        if place is None or place.end < stop or place.reason:
            return []
        return [
            _found(self.bodies.organisation(b, unit), Reason("possible"))
            for unit in place.units
            for b in self.bodies.fitting("ubnd", unit)
            if self.bodies.exists(b, unit, self.here.on)
        ]


def _found(body: Organisation, reason: Reason) -> Found:
    return Found(id=body.id, name=body.name, kind=body.kind, because=reason)


def _because(found: Found, reason: Reason) -> Found:
    return Found(id=found.id, name=found.name, kind=found.kind, because=reason)


def _day(iso: str) -> str:
    return f"{iso[8:10]}/{iso[5:7]}/{iso[:4]}" if iso else ""
