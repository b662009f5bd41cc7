"""The directory: imports that are looked at, applied, undone; hostile files; who may; plans use what was imported."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from nguon.core.errors import DirectoryError
from nguon.web.accounts.domain.inviting import invite_to
from nguon.web.directory.domain import sheets
from nguon.web.directory.domain.queries.current import current
from nguon.web.directory.domain.queries.sheets import changes_of, what_depends
from nguon.web.directory.domain.spreadsheet import MAX_ROWS, read_spreadsheet
from nguon.web.directory.models import Body, Entry, Sheet
from nguon.web.dispatches.domain.queries.meant import resolved
from tests.web.conftest import person, signed_in

HEADS = "id,name,short_names,kind,level,area_code,parent,valid_from,valid_to,successors,source"
PARENT = "quang-ninh/so-y-te"


def csv(*rows):
    return "\n".join((HEADS, *rows)).encode()


def workbook(heads, *rows, sheet="organisations"):
    book = Workbook()
    book.active.title = sheet
    book.active.append(heads)
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def admin(db):
    return person("quan-tri", administrator=True)


def load(by, data, office=None, name="ds.csv"):
    return sheets.apply(by, sheets.look_at(by, office, name, data))


def test_vietnamese_heads_dates_levels_and_missing_ids():
    data = workbook(
        ["Tên cơ quan", "Tên viết tắt", "Loại", "Cấp", "Cấp trên", "Từ ngày", "Căn cứ"],
        ["Trạm Y tế Hòa Khê", "TYT Hòa Khê", "tram_y_te", "Xã", PARENT, date(2024, 3, 1), "12/QĐ"],
        [None] * 7,
        ["Trạm Y tế An Châu", None, "tram_y_te", "xã", PARENT, "01/04/2024", None],
        sheet="Danh sách",
    )
    read = read_spreadsheet("ds.xlsx", data)
    assert read.problems == ()
    assert [row[0] for row in read.rows] == [f"{PARENT}/tram-y-te-hoa-khe", f"{PARENT}/tram-y-te-an-chau"]
    assert [row[4] for row in read.rows] == ["commune", "commune"]
    assert [row[7] for row in read.rows] == ["2024-03-01", "2024-04-01"]
    assert read.lines == [2, 4]


def test_a_column_that_the_file_does_not_have_says_nothing(admin):
    data = workbook(["Mã", "Tên", "Loại"], ["soc-trang/so-y-te", "Sở Y tế và Dân số tỉnh Sóc Trăng", "so"])
    load(admin, data, name="ds.xlsx")
    body = current().get("soc-trang/so-y-te")
    assert body.name == "Sở Y tế và Dân số tỉnh Sóc Trăng"
    assert (body.parent, body.valid_to) == ("soc-trang/ubnd", date(2025, 7, 1))


def test_errors_name_their_rows_and_nothing_can_be_applied(admin):
    sheet = sheets.look_at(admin, None, "ds.csv", csv("a/b,X,,so,,,,31/02/2024,,,", "a/b,Y,,so,planet,,,,,,"))
    found = {(one["row"], one["code"]) for one in sheet.problems}
    assert {(2, "date"), (3, "twice"), (3, "level")} <= found
    with pytest.raises(sheets.SheetUnusable):
        sheets.apply(admin, sheet)
    page = signed_in(admin).get(f"/lam-viec/co-quan/nap/{sheet.pk}/").content.decode()
    assert "31/02/2024" in page
    assert "/ghi/" not in page


def test_added_changed_ended_and_undone(admin):
    load(admin, csv("an-hai/ban-a,Ban A,,ban,,,,,,,12/QĐ", "an-hai/ban-b,Ban B,,ban,,,,,,,"))
    second = sheets.look_at(
        admin,
        None,
        "hai.csv",
        csv(
            "an-hai/ban-a,Ban A mới,,ban,,,,,,,12/QĐ",
            "an-hai/ban-b,Ban B,,ban,,,,,2025-07-01,an-hai/ban-a,",
            "an-hai/ban-c,Ban C,,ban,,,,,,,",
        ),
    )
    assert [(one.kind, one.name) for one in changes_of(second)] == [
        ("changed", "Ban A mới"), ("ended", "Ban B"), ("added", "Ban C")]  # fmt: skip
    assert changes_of(second)[0].cells == (("name", "Ban A", "Ban A mới"),)
    assert current().get("an-hai/ban-c") is None, "a look changes nothing"
    sheets.apply(admin, second)
    assert current().get("an-hai/ban-a").name == "Ban A mới"
    assert [one.id for one in current().successors("an-hai/ban-b", date(2026, 1, 1))] == ["an-hai/ban-a"]
    sheets.undo(admin, second)
    assert current().get("an-hai/ban-a").name == "Ban A"
    assert current().get("an-hai/ban-b").valid_to is None
    assert current().get("an-hai/ban-c") is None


def test_an_undo_waits_for_what_depends_and_says_which(admin):
    first = load(admin, csv("an-hai/ban-a,Ban A,,ban,,,,,,,", "an-hai/ban-b,Ban B,,ban,,,,,,,"), name="một.csv")
    second = load(admin, csv("an-hai/ban-a,Ban A1,,ban,,,,,,,"), name="hai.csv")
    invite_to(admin, "an-hai/ban-b", "manager")
    said = what_depends(first)
    assert len(said) == 2
    assert "hai.csv" in said[0]
    assert said[1].startswith("Ban B: 1 ")
    with pytest.raises(sheets.DependedOn):
        sheets.undo(admin, first)
    page = signed_in(admin).get(f"/lam-viec/co-quan/nap/{first.pk}/").content.decode()
    assert "hai.csv" in page
    assert "/hoan-tac/" not in page
    sheets.undo(admin, second)
    assert len(what_depends(first)) == 1


def test_a_body_in_use_takes_the_new_name_and_gives_it_back(admin):
    load(admin, csv("an-hai/ban-a,Ban A,,ban,,,,,,,"))
    invite_to(admin, "an-hai/ban-a", "manager")
    second = load(admin, csv("an-hai/ban-a,Ban A và B,,ban,,,,,,,"))
    assert Body.objects.get().name == "Ban A và B"
    sheets.undo(admin, second)
    assert Body.objects.get().name == "Ban A"


def test_a_manager_changes_only_bodies_below(admin, db):
    health = Body.objects.create(ref=PARENT, name="Sở Y tế tỉnh Quảng Ninh", kind="so")
    manager = person("giam-doc", body=health, role="manager")
    good = f"{PARENT}/tram,Trạm Kiểm nghiệm,,tram,,,{PARENT},,,,"
    bad = (
        "quang-ninh/so-tai-chinh,Sở Tài chính tỉnh Quảng Ninh,,so,province,,quang-ninh/ubnd,,,,",
        f"{PARENT},Sở Y tế,,so,,,quang-ninh/ubnd,,,,",
        f"quang-ninh/so-xay-dung,Sở Xây dựng,,so,,,{PARENT},,,,",
        f"{PARENT}/gia,Ủy ban nhân dân tỉnh Quảng Ninh,,tram,,,{PARENT},,,,",
    )
    sheet = sheets.look_at(manager, health, "ds.csv", csv(good, *bad))
    refused = {one["row"]: one["code"] for one in sheet.problems if one["error"]}
    assert refused == {3: "not_below", 4: "not_below", 5: "not_below", 6: "name_taken"}
    sheet = sheets.look_at(manager, health, "ds.csv", csv(good, f"{PARENT}/to,Tổ Mẫu,,to,,,{PARENT}/tram,,,,"))
    sheets.apply(manager, sheet)
    assert Entry.objects.count() == 2
    page = signed_in(manager).get(f"/lam-viec/co-quan/ma/{PARENT}/").content.decode()
    assert "Trạm Kiểm nghiệm" in page


def test_a_sheet_of_another_body_is_not_there(admin):
    sheet = load(admin, csv("an-hai/ban-a,Ban A,,ban,,,,,,,"))
    other = person("khac", body=Body.objects.create(ref="own:x", name="X"), role="manager")
    assert signed_in(other).get(f"/lam-viec/co-quan/nap/{sheet.pk}/").status_code == 404
    assert signed_in(person("doc")).get("/lam-viec/co-quan/nap/").status_code == 404


def test_plans_mean_the_bodies_that_were_imported(admin, dispatch):
    names = lambda: {body.name for one in resolved(dispatch).phrases for body, _ in one.bodies}  # noqa: E731
    assert "Sở Y tế tỉnh Quảng Ninh" in names()
    row = "quang-ninh/so-y-te,Sở Y tế và Dân số tỉnh Quảng Ninh,Sở Y tế,so,province,22,quang-ninh/ubnd,,,,"
    sheet = load(admin, csv(row))
    assert "Sở Y tế và Dân số tỉnh Quảng Ninh" in names()
    sheets.undo(admin, sheet)
    assert "Sở Y tế và Dân số tỉnh Quảng Ninh" not in names()


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x>" + b" " * 60_000_000)
    return out.getvalue()


def entities():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>')
    return out.getvalue()


HOSTILE = {
    "empty": b"",
    "large": b"x" * 5_000_001,
    "bomb": bomb(),
    "entities": entities(),
    "cut": workbook(["id", "name", "kind"], ["a", "b", "c"])[:900],
    "binary": bytes(range(256)) * 9,
    "no-heads": b"\n\n\n",
    "rows": csv(*["x"] * (MAX_ROWS + 1)),
    "cell": csv("a/b," + "x" * 200_000 + ",,so,,,,,,,"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(name, admin):
    client = signed_in(admin)
    file = SimpleUploadedFile("a.xlsx", HOSTILE[name])
    answer = client.post(
        "/lam-viec/co-quan/nap/", {"file": file}, HTTP_REFERER="http://testserver/lam-viec/co-quan/nap/", follow=True
    )
    assert answer.status_code == 200
    assert Sheet.objects.count() == 0
    assert re.search(r"\[(directory|usage)\]", answer.content.decode())


def test_a_sheet_with_its_last_row_far_down_and_right_is_bounded():
    book = Workbook()
    book.active.title = "organisations"
    book.active.append(["id", "name", "kind"])
    book.active.append(["a/b", "Ban", "ban"])
    book.active["XFD3"] = "x"
    book.active["A1048576"] = "y"
    out = io.BytesIO()
    book.save(out)
    with contextlib.suppress(DirectoryError):
        assert len(read_spreadsheet("a.xlsx", out.getvalue()).rows) <= MAX_ROWS


def test_the_list_is_found_by_words_old_names_and_days(admin):
    load(admin, csv("an-hai/ban-a,Ban Di tích An Hải,BQLDT|Ban Bảo tồn,ban,,,,2020-01-01,2025-07-01,,"))
    client = signed_in(admin)
    for words in ("di tich", "bqldt", "ban bao ton"):
        page = client.get("/lam-viec/co-quan/", {"tim": words}).content.decode()
        assert "Ban Di tích An Hải" in page, words
    assert (
        "không có vào ngày đó"
        in client.get("/lam-viec/co-quan/", {"tim": "bqldt", "ngay": "01/08/2025"}).content.decode()
    )
    there = client.get("/lam-viec/co-quan/", {"tim": "bqldt", "ngay": "01/08/2024", "con": "1"}).content.decode()
    assert "Ban Di tích An Hải" in there


def test_people_and_figures_of_a_body_are_shown_to_who_may_see_them(programme, task, clerk, coordinator):
    address = f"/lam-viec/co-quan/ma/{task.body.ref}/"
    own = signed_in(clerk).get(address).content.decode()
    assert clerk.name in own
    assert "việc" in own
    foreign = person("khac", body=Body.objects.create(ref="own:x", name="X"), role="manager")
    page = signed_in(foreign).get(address).content.decode()
    assert clerk.name not in page
    assert "trong đó" not in page


def test_a_body_added_by_one_office_is_not_shown_to_another(db):
    one = Body.objects.create(ref="own:1:to-bi-mat", name="Tổ Bí Mật")
    member = person("trong", body=one, role="reader")
    stranger = person("ngoai", body=Body.objects.create(ref="own:x", name="X"), role="manager")
    assert "Tổ Bí Mật" in signed_in(member).get("/lam-viec/co-quan/").content.decode()
    assert "Tổ Bí Mật" not in signed_in(stranger).get("/lam-viec/co-quan/").content.decode()
    assert signed_in(stranger).get("/lam-viec/co-quan/ma/own:1:to-bi-mat/").status_code == 404


def test_the_download_is_text_and_can_be_imported_again(admin):
    load(admin, csv('an-hai/ban-a,"=HYPERLINK(""x"")",+84|@x,ban,,,,,,,-1'))
    answer = signed_in(admin).get("/lam-viec/co-quan/tai-ve.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    cells = [cell for row in book["organisations"].iter_rows() for cell in row if cell.value]
    assert all(cell.data_type == "s" for cell in cells)
    again = sheets.look_at(admin, None, "co-quan.xlsx", answer.content)
    assert not [one for one in again.problems if one["error"]]
    assert changes_of(again) == []
    empty = signed_in(admin).get("/lam-viec/co-quan/mau.xlsx")
    assert load_workbook(io.BytesIO(empty.content)).sheetnames == ["huong-dan", "organisations", "groups"]
