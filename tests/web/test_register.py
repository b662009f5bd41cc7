"""The incoming register: numbers without a gap, striking out, slips, deadlines from the day of receipt, rights."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from openpyxl import load_workbook

from nguon.core.errors import NguonError
from nguon.web.audit.models import LogEntry
from nguon.web.directory.models import Body
from nguon.web.dispatches.domain.corrections import correct, duties_of
from nguon.web.dispatches.domain.receiving import receive
from nguon.web.dispatches.models import Correction, Dispatch
from nguon.web.register.domain import registering
from nguon.web.register.models import Book, Incoming
from tests.web.conftest import LETTER, person, signed_in, work

FORM = {
    "received_on": "02/11/2026",
    "sender": "Sở Nội vụ",
    "symbol": "88/SNV-TCBC",
    "issued_on": "30/10/2026",
    "kind": "Công văn",
    "subject": "Rà soát biên chế",
    "urgency": "khan",
}


@pytest.fixture
def mai(coordinator):
    return signed_in(coordinator)


def enter(client, **more):
    answer = client.post("/lam-viec/so-den/vao-so/", FORM | more)
    assert answer.status_code == 302, answer.content.decode()
    return Incoming.objects.latest("pk")


def test_numbers_run_by_book_and_year(mai):
    first, second = enter(mai), enter(mai)
    other = enter(mai, book="Đơn thư")
    earlier = enter(mai, received_on="30/12/2025", issued_on="")
    assert [one.number for one in (first, second, other, earlier)] == [1, 2, 1, 1]


def test_a_form_sent_twice_takes_one_number(mai):
    for _ in range(3):
        enter(mai, form_key="k")
    assert Incoming.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"received_on": "31/11/2026"}, "no_such_day"),
        ({"issued_on": "hôm nọ"}, "bad_day"),
        ({"received_on": "25/12/2099"}, "wrong_order"),
        ({"issued_on": "03/11/2026"}, "wrong_order"),
        ({"sender": "  "}, "subject_missing"),
        ({"subject": ""}, "subject_missing"),
    ],
)
def test_what_is_wrong_is_said_and_the_form_keeps_its_words(mai, change, code):
    answer = mai.post("/lam-viec/so-den/vao-so/", FORM | change)
    assert answer.status_code == 422
    assert f"[{code}]" in answer.content.decode()
    assert "88/SNV-TCBC" in answer.content.decode()
    assert not Incoming.objects.exists()


@pytest.mark.usefixtures("live")
def test_parallel_clerks_leave_no_gap_and_no_double(coordinator, office):
    what = registering.written(FORM)

    def one(number):
        try:
            with transaction.atomic():
                registering.register(coordinator, office, what)
                if number % 5 == 0:
                    raise ZeroDivisionError  # the entry fails after its number was given
        except ZeroDivisionError:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(40)))
    assert sorted(Incoming.objects.values_list("number", flat=True)) == list(range(1, 33))
    assert Book.objects.get().last == 32


def test_a_value_is_struck_out_with_a_reason_and_stays_to_be_read(mai):
    entry = enter(mai)
    address = f"/lam-viec/so-den/{entry.pk}/sua/"
    mai.post(address, FORM | {"sender": "Sở Tài chính", "reason": ""})
    entry.refresh_from_db()
    assert entry.sender == "Sở Nội vụ"
    mai.post(address, FORM | {"sender": "Sở Tài chính", "reason": "Ghi nhầm nơi gửi"})
    page = mai.get(f"/lam-viec/so-den/{entry.pk}/").content.decode()
    assert "<del>Sở Nội vụ</del> → Sở Tài chính. Ghi nhầm nơi gửi" in page
    assert mai.get("/lam-viec/so-den/", {"tim": "so tai chinh"}).content.decode().count("88/SNV-TCBC") == 1


def test_an_entry_is_struck_out_restored_and_never_deleted(mai):
    entry = enter(mai)
    address = f"/lam-viec/so-den/{entry.pk}/"
    mai.post(address + "gach/", {"reason": "Vào sổ hai lần"})
    assert "Vào sổ hai lần" in mai.get("/lam-viec/so-den/").content.decode()
    mai.post(address + "chuyen/", {"note": "x", "unit": "y"})
    assert not entry.slips.exists(), "nothing is written on a struck entry"
    assert enter(mai).number == 2
    mai.post(address + "khoi-phuc/")
    entry.refresh_from_db()
    assert entry.struck_at is None
    assert LogEntry.objects.filter(act__in=["incoming_struck", "incoming_restored"]).count() == 2


def test_the_slip_prints_with_the_note_or_with_lines_for_it(mai):
    entry = enter(mai)
    empty = mai.get(f"/lam-viec/so-den/{entry.pk}/phieu/").content.decode()
    assert 'class="lines"' in empty
    form = {
        "note": "Giao Văn phòng tham mưu",
        "unit": "Văn phòng",
        "leader": "Lê Hòa",
        "due": "10/11",
        "noted_on": "3/11",
    }
    mai.post(f"/lam-viec/so-den/{entry.pk}/chuyen/", form)
    page = mai.get(f"/lam-viec/so-den/{entry.pk}/phieu/").content.decode()
    assert "Giao Văn phòng tham mưu" in page
    assert "10/11/2026" in page
    assert 'class="lines"' not in page
    assert "Văn phòng" in mai.get("/lam-viec/so-den/in/").content.decode()


def test_the_workbook_holds_text_and_follows_the_filter(mai):
    enter(mai, subject="=cmd|' /C calc'!A0", sender="+84")
    enter(mai, subject="Việc khác")
    answer = mai.get("/lam-viec/so-den/so-den.xlsx", {"tim": "cmd"})
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(min_row=2))
    assert len(rows) == 1
    assert rows[0][0].value.date() == date(2026, 11, 2)
    assert {rows[0][2].data_type, rows[0][5].data_type} == {"s"}


def test_search_by_number_words_and_year(mai):
    enter(mai)
    enter(mai, received_on="30/12/2025", issued_on="", subject="Tổng kết Hòa Khê")
    found = lambda **q: set(re.findall(r"/lam-viec/so-den/(\d+)/", mai.get("/lam-viec/so-den/", q).content.decode()))  # noqa: E731
    assert len(found()) == 2
    assert len(found(tim="hoa khe tong")) == 1
    assert len(found(nam="2025")) == 1
    assert len(found(nam="2024", tim="x")) == 0


def test_people_of_another_office_see_nothing_and_readers_write_nothing(mai, office):
    entry = enter(mai)
    stranger = signed_in(person("khac", body=Body.objects.create(ref="own:x", name="X"), role="manager"))
    assert "88/SNV" not in stranger.get("/lam-viec/so-den/").content.decode()
    reader = signed_in(person("xem", body=office, role="reader"))
    assert "88/SNV" in reader.get("/lam-viec/so-den/").content.decode()
    for path in ("", "phieu/"):
        assert stranger.get(f"/lam-viec/so-den/{entry.pk}/{path}").status_code == 404
    for path in ("sua/", "gach/", "chuyen/", "khoi-phuc/"):
        for client in (stranger, reader):
            assert client.post(f"/lam-viec/so-den/{entry.pk}/{path}", FORM | {"reason": "x"}).status_code == 404
    assert reader.get("/lam-viec/so-den/vao-so/").status_code == 404
    assert stranger.post("/lam-viec/so-den/vao-so/", FORM | {"office": str(office.pk)}).status_code == 403


RECEIPT = LETTER.replace(
    "hoàn thành trước ngày 20/12/2026", "hoàn thành trong 05 ngày làm việc kể từ ngày nhận được văn bản này"
).replace("chậm nhất ngày 30/12/2026", "chậm nhất 10 ngày kể từ ngày nhận được công văn")


@pytest.fixture
def from_receipt(coordinator, office):
    """A letter whose two deadlines count from its receipt, read."""
    with transaction.atomic():
        receive(coordinator, office, [SimpleUploadedFile("cv.txt", RECEIPT.encode())])
    work()
    return Dispatch.objects.get()


def days(dispatch):
    dispatch.refresh_from_db()
    return [duty.deadline.due for duty in duties_of(dispatch) if duty.tracked]


def test_deadlines_from_receipt_become_days_and_follow_a_corrected_day(mai, from_receipt):
    assert days(from_receipt) == [None, None]
    page = mai.get("/lam-viec/so-den/").content.decode()
    assert f"?van-ban={from_receipt.pk}" in page
    form = mai.get("/lam-viec/so-den/vao-so/", {"van-ban": from_receipt.pk}).content.decode()
    assert 'value="417/UBND-VX"' in form
    assert "trồng cây đầu xuân" in form
    assert 'value="06/10/2026"' in form
    values = {"dispatch": from_receipt.pk, "received_on": "07/10/2026", "issued_on": "06/10/2026"}
    entry = enter(mai, **values)
    # Wednesday 7/10: five working days end on 14/10; ten days end on Saturday 17/10, so on Monday 19/10.
    assert days(from_receipt) == [date(2026, 10, 14), date(2026, 10, 19)]
    assert len(entry.counted) == 2
    assert "14/10/2026" in mai.get(f"/lam-viec/so-den/{entry.pk}/").content.decode()
    mai.post(f"/lam-viec/so-den/{entry.pk}/sua/", FORM | values | {"received_on": "08/10/2026", "reason": "Nhầm ngày"})
    assert days(from_receipt) == [date(2026, 10, 15), date(2026, 10, 19)]


def test_a_day_that_a_person_wrote_stays(mai, from_receipt, coordinator):
    field = f"{duties_of(from_receipt)[0].id}.due"
    correct(coordinator, from_receipt, field, "20/10/2026")
    enter(mai, dispatch=from_receipt.pk, received_on="07/10/2026", issued_on="06/10/2026")
    assert days(from_receipt) == [date(2026, 10, 20), date(2026, 10, 19)]


def test_an_issued_plan_is_not_changed_by_the_register(mai, programme, dispatch):
    before = Correction.objects.count()
    entry = enter(mai, dispatch=dispatch.pk, received_on="07/10/2026", issued_on="06/10/2026")
    assert entry.counted == {}
    assert Correction.objects.count() == before


def test_errors_are_ours():
    for one in (
        registering.EntryStruck,
        registering.NothingChanged,
        registering.SubjectMissing,
        registering.WrongOrder,
    ):
        assert issubclass(one, NguonError)
