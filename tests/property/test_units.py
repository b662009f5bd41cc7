"""What holds for every phrase, every order of rows and every body."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nguon.units.directory import Directory
from nguon.units.table import ORGANISATION_COLUMNS, read_csv

SHIPPED = Directory.shipped()
PROVINCES = tuple(a.id for a in SHIPPED.areas.provinces)
WORDS = [
    "các",
    "UBND",
    "Sở Y tế",
    "Sở NN&PTNT",
    "huyện ủy",
    "thị ủy",
    "thành ủy",
    "đảng ủy trực thuộc Tỉnh ủy",
    "huyện",
    "thị xã",
    "thành phố",
    "xã",
    "phường",
    "tỉnh",
    "và",
    ",",
    ";",
    ":",
    "(",
    ")",
    "trừ",
    "thuộc",
    "trên địa bàn",
    "liên quan",
    "Ban Tuyên giáo",
    "Tỉnh ủy",
    "Báo",
    "Đài PT-TH",
    "Chủ tịch",
    "Giám đốc",
    "Chánh",
    "Văn phòng",
    "Công an",
    "cấp huyện",
    "Kế Sách",
    "Châu Thành",
    "Sóc Trăng",
    "Hà Nội",
    "Bộ",
    "Bộ Y tế",
    "Các Bộ",
    "các sở, ban, ngành",
    "các tổ chức chính trị - xã hội",
    "Tỉnh đoàn",
    "MTTQ",
    "Thủ trưởng",
    "02",
    "Phường 1",
    "Trung ương",
    "\n",
    "-",
    "x",
]

phrases = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.text(max_size=60),
)
days = st.dates(date(2020, 1, 1), date(2026, 12, 31))
provinces = st.sampled_from((None, *PROVINCES))
relaxed = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@relaxed
@given(phrases, days, provinces)
@example("Các Bộ : Thủ trưởng", date(2020, 1, 1), None)  # a post at the end, under a header
def test_resolution_never_invents_a_body(phrase: str, on: date, within: str | None) -> None:
    """Each body found is in the directory under its id and name and is there on the day; each candidate is too."""
    found = SHIPPED.resolve(phrase, on=on, within=within)
    for one in found.organisations:
        body = SHIPPED.get(one.id)
        assert body is not None
        assert (body.name, body.kind) == (one.name, one.kind)
        assert body.exists(on)
    for candidate in (c for u in found.unresolved for c in u.candidates):
        assert SHIPPED.get(candidate.id) is not None


@relaxed
@given(phrases, days, provinces)
def test_every_word_is_accounted_for(phrase: str, on: date, within: str | None) -> None:
    """A phrase with a letter in it is resolved or stays unresolved; unresolved words stand in the phrase."""
    found = SHIPPED.resolve(phrase, on=on, within=within)
    assert len({o.id for o in found.organisations}) == len(found.organisations)
    for open_ in found.unresolved:
        assert open_.phrase
        assert open_.why
    if any(word.isalpha() and len(word) > 3 for word in phrase.split()) and len(phrase) > 8:
        assert found.organisations or found.unresolved


@relaxed
@given(phrases, days, provinces)
def test_case_and_unicode_form_change_nothing(phrase: str, on: date, within: str | None) -> None:
    import unicodedata

    one = SHIPPED.resolve(phrase, on=on, within=within)
    other = SHIPPED.resolve(unicodedata.normalize("NFD", phrase), on=on, within=within)
    assert [o.id for o in one.organisations] == [o.id for o in other.organisations]


@relaxed
@given(st.integers(0, 2**31), days, st.sampled_from(("UBND các huyện", "các sở", "Sở A", "Sở B", "Ban C, Sở A")))
def test_order_of_rows_changes_nothing(seed: int, on: date, phrase: str) -> None:
    rows = [
        "x/u,Ủy ban nhân dân tỉnh X,,ubnd,province,,,,,,",
        "x/a,Sở A tỉnh X,Ngành A,so,province,,x/u,,2024-01-01,x/b,",
        "x/b,Sở B tỉnh X,,so,province,,x/u,,,,",
        "x/c,Ban C tỉnh X,,so,province,,x/u,2023-01-01,,,",
        "x/d,Ủy ban nhân dân huyện D,,ubnd,district,,x/u,,2025-07-01,x/f,",
        "x/e,Ủy ban nhân dân huyện E,,ubnd,district,,x/u,,2025-07-01,x/f,",
        "x/f,Ủy ban nhân dân xã F,,ubnd,commune,,x/u,2025-07-01,,,",
    ]
    header = ",".join(ORGANISATION_COLUMNS)

    def resolve(order: list[str]) -> object:
        table = read_csv("\n".join([header, *order]), "organisations.csv", "organisations")
        return Directory({"organisations": table}).resolve(phrase, on=on, within="X")

    shuffled = rows[:]
    random.Random(seed).shuffle(shuffled)
    assert resolve(shuffled) == resolve(rows)


@relaxed
@given(st.data(), days)
def test_every_successor_chain_ends(data: st.DataObject, on: date) -> None:
    """Step by step, successors never come back to a body; each begins no later than the one before ended."""
    level = data.draw(st.sampled_from(("province", "district", "commune")))
    area = data.draw(st.sampled_from(sorted(SHIPPED.areas.all(level), key=lambda a: a.id)[::7]))
    row = data.draw(st.sampled_from(SHIPPED.bodies.of(area)))
    path = [f"{area.id}/{row.key}"]
    while (body := SHIPPED.get(path[-1])) is not None and body.successors:
        following = SHIPPED.get(data.draw(st.sampled_from(body.successors)))
        assert following is not None
        assert following.id not in path
        assert body.valid_to is not None
        assert following.valid_from is None or following.valid_from <= body.valid_to
        path.append(following.id)
        assert len(path) < 12
    assert all(b.exists(on) for b in SHIPPED.successors(path[0], on))


def test_chain_of_rows_that_runs_in_a_circle_ends(tmp_path: Path) -> None:
    """A folder may be wrong: the walk over successors ends all the same."""
    header = ",".join(ORGANISATION_COLUMNS)
    (tmp_path / "organisations.csv").write_text(
        f"{header}\nx/a,Sở A,,so,,,,,2024-01-01,x/b,\nx/b,Sở B,,so,,,,,2024-01-01,x/a,\n", encoding="utf-8"
    )
    directory = Directory.open(tmp_path)
    assert directory.successors("x/a", date(2025, 1, 1)) == ()
    assert directory.resolve("Sở A", on=date(2025, 1, 1)).organisations == ()
