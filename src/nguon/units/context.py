"""Where and when a phrase is said, and the words for kinds of unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from nguon.units.administrative import Area
from nguon.units.names import Token, words
from nguon.units.wording import at

CITY = "city"  # "thành phố" alone may be a province-level or a district-level one
LEVEL_WORDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("thị", "xã"), "thi_xa"),
    (("thị", "trấn"), "thi_tran"),
    (("thành", "phố"), CITY),
    (("đặc", "khu"), "dac_khu"),
    (("huyện",), "huyen"),
    (("quận",), "quan"),
    (("tỉnh",), "tinh"),
    (("xã",), "xa"),
    (("phường",), "phuong"),
    (("tp",), CITY),
    (("tx",), "thi_xa"),
    (("tt",), "thi_tran"),
    (("thị",), "thi_xa"),
    (("thành",), CITY),
)
ONLY_IN_LISTS = {"thị", "tt", "thành"}


_KIND_OF = {said: kind for said, kind in LEVEL_WORDS if len(said) > 1 or said[0] not in ONLY_IN_LISTS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Who says the phrase, and when.

    Attributes:
        on: the day, ISO.
        area: the unit it is said in.
        province: the province of that unit.
        words: name of a province that only the folder knows.
        own: ids of the folder's rows that belong here.
        parent: role of the body that says it; empty: not known.
    """

    on: str
    area: Area | None = None
    province: Area | None = None
    words: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()
    parent: str = ""


@dataclass(slots=True)
class Place:
    """What the words after a body's name say about its unit.

    Attributes:
        end: index of the token after them.
        units: the units, in the order of the phrase or of their names.
        collective: whether they were said as a collective.
        wanted: levels and kinds of a collective; no kinds: all of the level.
        options: units it may mean, where it is not clear; ``units`` is empty then.
        reason: code of ``reasons`` where it is not clear.
        suffixed: whether the units were said as their committees: "huyện ủy".
    """

    end: int
    units: list[Area] = field(default_factory=list)
    collective: bool = False
    wanted: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    options: list[Area] = field(default_factory=list)
    reason: str = ""
    suffixed: bool = False


def day_before(day: str) -> str:
    """The day before an ISO day."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def clamp(area: Area, on: str) -> str:
    """The day of the unit's life that is nearest to a day, ISO."""
    if area.valid_to and on >= area.valid_to:
        return day_before(area.valid_to)
    return max(on, area.valid_from)


@lru_cache(maxsize=131072)
def kind_word(name: str) -> str:
    """The first word for a kind of unit in a name, as its kind; ``city`` for thành phố; empty: none."""
    known = words(name)
    for i, word in enumerate(known):
        if (kind := _KIND_OF.get(known[i : i + 2]) or _KIND_OF.get((word,))) is not None:
            return kind
    return ""


def level_words(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Where level words stand in a name: start, end, kind (``city`` for thành phố)."""
    i = 0
    while i < len(tokens):
        for said, kind in LEVEL_WORDS:
            if (said[0] not in ONLY_IN_LISTS | {"tt"} or len(said) > 1) and at(tokens, i, said):
                yield i, i + len(said), kind
                i += len(said) - 1
                break
        i += 1
