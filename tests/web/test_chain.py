"""After issuing: late tasks, withdrawn ones, later dispatches, what answers what, the end."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from nguon.web.audit.domain.chain import verify
from nguon.web.audit.models import LogEntry
from nguon.web.chain.domain import amending, ending
from nguon.web.chain.domain.queries.chain import chain_of
from nguon.web.chain.domain.queries.difference import difference, kind_of
from nguon.web.chain.domain.withdrawing import restore, withdraw
from nguon.web.chain.models import Amendment, AmendmentKind, Change, Closing, Link, Withdrawal
from nguon.web.directory.models import Body
from nguon.web.dispatches.models import Dispatch
from nguon.web.programme.domain import acts
from nguon.web.programme.domain.handing import hand_on
from nguon.web.programme.domain.queries.board import board
from nguon.web.programme.domain.queries.tasks import task_counts_of_body
from nguon.web.programme.domain.states import state_of
from nguon.web.programme.models import Task
from tests.web.conftest import LETTER, person, signed_in, work

LATER = (
    LETTER.replace("Số: 417", "Số: 455")
    .replace("V/v trồng cây đầu xuân", "V/v {what} Công văn số 417/UBND-VX")
    .replace("ngày 06 tháng 10", "ngày 20 tháng 10")
    .replace(
        "Ủy ban nhân dân tỉnh yêu cầu:",
        "Thực hiện Công văn số 417/UBND-VX ngày 06/10/2026 của Ủy ban nhân dân tỉnh; Ủy ban nhân dân tỉnh yêu cầu:",
    )
)


def received(user, office, text, name):
    signed_in(user).post(
        "/lam-viec/van-ban/nhan/", {"office": office.pk, "files": SimpleUploadedFile(name, text.encode())}
    )
    work()
    return Dispatch.objects.latest("pk")


@pytest.fixture
def replacing(coordinator, office, programme):
    """A dispatch that replaces the letter: another day for health, schools are gone, culture is new."""
    text = LATER.format(what="thay thế").replace("trước ngày 20/12/2026", "trước ngày 15/12/2026")
    old = text[text.index("2. Sở Giáo dục") : text.index("Nơi nhận")]
    new = "2. Sở Nội vụ\nLập danh sách các đơn vị trồng cây chậm nhất ngày 30/12/2026.\n\n"
    return received(coordinator, office, text.replace(old, new), "thay-the.txt")


# ---------------------------------------------------------------- late tasks, withdrawing


def test_a_late_task_says_who_added_it_and_where_it_comes_from(coordinator, programme, task, clerk):
    mai = signed_in(coordinator)
    address = f"/lam-viec/chuong-trinh/{programme.pk}/them-viec/"
    form = {
        "words": "Báo số cây giống còn thiếu",
        "due": "15/12/2026",
        "body": task.body.pk,
        "who": "Sở Nội vụ",
        "word_of": "Phó Chủ tịch tỉnh",
        "said_on": "10/10/2026",
    }
    assert "[source_missing]" in mai.post(address, form | {"word_of": ""}).content.decode()
    assert "[nobody_meant]" in mai.post(address, form | {"who": "Sở Không Có Thật"}).content.decode()
    assert "[nobody_meant]" in mai.post(address, form | {"body": "", "who": ""}).content.decode()
    assert programme.tasks.count() == 2, "nothing half done"
    mai.post(address, form)
    added = programme.tasks.filter(duty__quote="Báo số cây giống còn thiếu")
    assert sorted(one.body.name[:9] for one in added.select_related("body")) == ["Sở Nội vụ", "Sở Y tế t"]
    assert {one.due for one in added} == {date(2026, 12, 15)}
    page = signed_in(clerk).get(f"/lam-viec/viec/{added.get(body=task.body).pk}/").content.decode()
    assert coordinator.name in page
    assert "Phó Chủ tịch tỉnh" in page
    assert "Đầu mối giao thêm" in page
    assert "thêm" in mai.get(f"/lam-viec/chuong-trinh/{programme.pk}/bang/").content.decode()
    assert LogEntry.objects.filter(act="task_added").count() == 1


def test_a_late_task_under_a_duty_leads_to_its_line(coordinator, programme, task):
    mai = signed_in(coordinator)
    form = {"words": "Đo lại diện tích", "all": "yes", "under": task.duty.pk}
    mai.post(f"/lam-viec/chuong-trinh/{programme.pk}/them-viec/", form)
    added = programme.tasks.filter(duty__quote="Đo lại diện tích")
    assert added.count() == 2
    page = mai.get(f"/lam-viec/viec/{added.first().pk}/").content.decode()
    assert f"/lam-viec/van-ban/{programme.dispatch_id}/kiem-tra/#v{task.duty.row}" in page


def test_a_withdrawn_task_counts_nowhere_and_stays_to_be_read(coordinator, programme, task, clerk):
    mai, phu = signed_in(coordinator), signed_in(clerk)
    total = board(programme, timezone.localdate()).total
    mai.post(f"/lam-viec/viec/{task.pk}/thu-hoi/", {"words": " "})
    assert not Withdrawal.objects.exists(), "a reason is needed"
    mai.post(f"/lam-viec/viec/{task.pk}/thu-hoi/", {"words": "Giao cho sở khác"})
    assert board(programme, timezone.localdate()).total == total - 1
    assert f"/viec/{task.pk}/" not in phu.get("/lam-viec/viec/").content.decode()
    page = phu.get(f"/lam-viec/viec/{task.pk}/").content.decode()
    assert "Giao cho sở khác" in page
    assert "Nhận việc" not in page
    with pytest.raises(acts.DoesNotFit):
        acts.accept(clerk, task)
    assert f"/viec/{task.pk}/" in mai.get(f"/lam-viec/chuong-trinh/{programme.pk}/viec/?tt=rut").content.decode()
    mai.post(f"/lam-viec/viec/{task.pk}/giao-lai/")
    acts.accept(clerk, Task.objects.get(pk=task.pk))
    assert list(Change.objects.values_list("kind", flat=True)) == ["withdrawn", "restored"]
    assert list(verify()) == []


def test_what_was_handed_on_goes_and_comes_with_its_task(coordinator, programme, task, clerk):
    before = ending.figures(programme, timezone.localdate())
    child = hand_on(clerk, task, added="Trung tâm Y tế Hạ Long")
    done = hand_on(clerk, task, added="Trung tâm Y tế Cẩm Phả")
    acts.tick(coordinator, done, timezone.localdate(), "Báo cáo giấy")
    unit = person("duoi", body=child.body, role="manager")
    grandchild = hand_on(unit, child, added="Khoa Dược")
    below = board(programme, timezone.localdate())
    assert (below.total, ending.figures(programme, timezone.localdate())["total"]) == (before["total"],) * 2
    assert task_counts_of_body(unit, child.body, timezone.localdate())["all"] == 1, "its own list shows it"
    withdraw(coordinator, task, "Giao cho sở khác")
    gone = set(Withdrawal.objects.values_list("task", "with_above"))
    assert gone == {(task.pk, False), (child.pk, True), (grandchild.pk, True)}, "what is done stays done"
    figures = ending.figures(programme, timezone.localdate())
    assert (figures["total"], figures["withdrawn"]) == (before["total"] - 1, 1)
    assert task_counts_of_body(unit, child.body, timezone.localdate()) is None
    assert f"/viec/{child.pk}/" not in signed_in(unit).get("/lam-viec/viec/").content.decode()
    assert "Giao cho sở khác" in signed_in(unit).get(f"/lam-viec/viec/{child.pk}/").content.decode()
    assert "Đã thu hồi" in signed_in(clerk).get(f"/lam-viec/viec/{task.pk}/").content.decode()
    with pytest.raises(acts.DoesNotFit):
        restore(coordinator, child)
    restore(coordinator, task)
    assert not Withdrawal.objects.exists()
    acts.accept(person("khoa", body=grandchild.body, role="editor"), Task.objects.get(pk=grandchild.pk))
    withdraw(coordinator, grandchild, "Không cần")
    withdraw(coordinator, task, "Giao cho sở khác")
    restore(coordinator, task)
    assert list(Withdrawal.objects.values_list("task", flat=True)) == [grandchild.pk], "withdrawn on its own"
    assert list(verify()) == []


def test_a_dispatch_that_takes_a_task_away_takes_what_was_handed_on(coordinator, programme, replacing):
    school = programme.tasks.select_related("body").get(body__name__startswith="Sở Giáo dục")
    head = person("hien", body=school.body, role="manager")
    child = hand_on(head, school, added="Trường THPT Hòn Gai")
    steps = difference(programme, replacing, AmendmentKind.REPLACES).steps
    made = amending.apply(coordinator, programme, replacing, AmendmentKind.REPLACES, {one.key for one in steps}, {})
    assert set(Withdrawal.objects.values_list("task", flat=True)) == {school.pk, child.pk}
    amending.undo(coordinator, made)
    assert not Withdrawal.objects.filter(task__in=[school, child]).exists()


# ---------------------------------------------------------------- later dispatches


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("đính chính", "corrects"),
        ("thay thế", "replaces"),
        ("bổ sung", "adds"),
        ("sửa đổi", "adds"),
        ("triển khai", None),
    ],
)
def test_kind_of_a_later_dispatch(what, kind):
    assert kind_of(Dispatch(subject=f"Về việc {what} Công văn số 417/UBND-VX")) == kind


def test_a_replacing_dispatch_shows_the_difference_and_changes_nothing_before_it_is_confirmed(
    coordinator, programme, replacing
):
    mai = signed_in(coordinator)
    page = mai.get(f"/lam-viec/van-ban/{replacing.pk}/kiem-tra/").content.decode()
    assert f"/lam-viec/van-ban/{replacing.pk}/thay-doi/?ct={programme.pk}" in page, "it is recognised"
    found = difference(programme, replacing, AmendmentKind.REPLACES)
    assert sorted((one.what, one.old_due, one.new_due) for one in found.steps) == [
        ("added", None, date(2026, 12, 30)),
        ("changed", date(2026, 12, 19), date(2026, 12, 14)),
        ("gone", date(2026, 12, 30), None),
    ]
    page = mai.get(f"/lam-viec/van-ban/{replacing.pk}/thay-doi/?ct={programme.pk}").content.decode()
    assert "<del>19/12/2026</del>" in page
    assert "<ins>14/12/2026</ins>" in page
    assert not Change.objects.exists()
    adds = difference(programme, replacing, AmendmentKind.ADDS)
    assert {one.what for one in adds.steps} == {"added", "changed"}, "what only adds takes nothing away"


def test_a_confirmed_difference_is_carried_out_and_kept(coordinator, programme, task, replacing):
    mai = signed_in(coordinator)
    found = difference(programme, replacing, AmendmentKind.REPLACES)
    form = {"ct": programme.pk, "loai": "replaces", "step": [one.key for one in found.steps]}
    mai.post(f"/lam-viec/van-ban/{replacing.pk}/thay-doi/", form)
    task.refresh_from_db()
    assert (task.due, task.extended_to, task.in_force) == (date(2026, 12, 19), date(2026, 12, 14), date(2026, 12, 14))
    assert state_of(task, date(2026, 10, 21)).key == "chua-nhan"
    gone = programme.tasks.get(body__name__startswith="Sở Giáo dục")
    assert gone.withdrawal.reason == "455/UBND-VX"
    new = programme.tasks.get(body__name__startswith="Sở Nội vụ")
    assert new.duty.addition.dispatch == replacing
    assert new.due == date(2026, 12, 30)
    page = mai.get(f"/lam-viec/viec/{new.pk}/").content.decode()
    assert f"/lam-viec/van-ban/{replacing.pk}/kiem-tra/#v{new.duty.row}" in page, "its line is in the later dispatch"
    page = mai.get(f"/lam-viec/viec/{task.pk}/").content.decode()
    assert "<del>19/12/2026</del>" in page
    board_page = mai.get(f"/lam-viec/chuong-trinh/{programme.pk}/bang/").content.decode()
    assert "455/UBND-VX" in board_page
    again = mai.post(f"/lam-viec/van-ban/{replacing.pk}/thay-doi/", form)
    assert "[does_not_fit]" in again.content.decode()
    row = json.loads(LogEntry.objects.get(act="plan_amended").detail)
    assert row["digest"] == amending.changes_digest(Amendment.objects.get())
    assert list(verify()) == []


def test_an_amendment_is_taken_back_on_its_day_while_nobody_has_answered(
    coordinator, programme, task, clerk, replacing
):
    mai = signed_in(coordinator)
    before = list(programme.tasks.order_by("pk").values())
    found = difference(programme, replacing, AmendmentKind.REPLACES)
    made = amending.apply(
        coordinator, programme, replacing, AmendmentKind.REPLACES, [one.key for one in found.steps], {}
    )
    mai.post(f"/lam-viec/chuong-trinh/{programme.pk}/thay-doi/{made.pk}/bo/")
    assert list(programme.tasks.filter(withdrawal=None).order_by("pk").values()) == before
    assert programme.tasks.count() == 3, "what was added is withdrawn, not deleted"
    found = difference(programme, replacing, AmendmentKind.REPLACES)
    made = amending.apply(
        coordinator, programme, replacing, AmendmentKind.REPLACES, [one.key for one in found.steps], {}
    )
    acts.accept(clerk, task)
    with pytest.raises(amending.AnsweredAlready):
        amending.undo(coordinator, made)
    Amendment.objects.filter(pk=made.pk).update(at=timezone.now() - timedelta(days=1))
    made.refresh_from_db()
    with pytest.raises(amending.AnsweredAlready):
        amending.undo(coordinator, made)


def test_a_correction_without_duties_changes_a_day_by_hand(coordinator, office, programme, task):
    start = LATER.index("Ủy ban nhân dân tỉnh yêu cầu:")
    text = LATER.format(what="đính chính")[:start] + (
        "\nTại điểm a khoản 1, cụm từ “20/12/2026” được đính chính thành “22/12/2026”.\n"
        + LATER[LATER.index("Nơi nhận") :]
    )
    later = received(coordinator, office, text, "dinh-chinh.txt")
    mai = signed_in(coordinator)
    page = mai.get(f"/lam-viec/van-ban/{later.pk}/thay-doi/?ct={programme.pk}").content.decode()
    assert f'name="due_{task.duty.number}"' in page
    mai.post(
        f"/lam-viec/van-ban/{later.pk}/thay-doi/",
        {"ct": programme.pk, "loai": "corrects", f"due_{task.duty.number}": "21/12/2026"},
    )
    task.refresh_from_db()
    assert (task.due, task.in_force) == (date(2026, 12, 19), date(2026, 12, 21))
    assert "[nothing_chosen]" in mai.post(
        f"/lam-viec/van-ban/{received(coordinator, office, text + ' ', 'b.txt').pk}/thay-doi/", {"ct": programme.pk}
    ).content.decode()  # fmt: skip


# ---------------------------------------------------------------- what answers what


def test_a_cited_dispatch_is_suggested_confirmed_and_taken_back(coordinator, office, programme):
    plan = received(coordinator, office, LATER.format(what="triển khai"), "trien-khai.txt")
    first = programme.dispatch
    chain = chain_of(coordinator, plan)
    assert [one.pk for one in chain.may_be_up] == [first.pk]
    assert [one.pk for one in chain_of(coordinator, first).cited_by] == [plan.pk]
    mai = signed_in(coordinator)
    mai.post(f"/lam-viec/van-ban/{plan.pk}/chuoi/", {"higher": first.pk})
    assert [one.dispatch.pk for one in chain_of(coordinator, plan).up] == [first.pk]
    assert [one.dispatch.pk for one in chain_of(coordinator, first).down] == [plan.pk]
    assert "Được trả lời bằng" in mai.get(f"/lam-viec/chuong-trinh/{programme.pk}/bang/").content.decode()
    assert "[usage]" in mai.post(f"/lam-viec/van-ban/{first.pk}/chuoi/", {"higher": plan.pk}).content.decode()
    mai.post(f"/lam-viec/van-ban/{plan.pk}/chuoi/{Link.objects.get().pk}/bo/")
    assert not chain_of(coordinator, plan).up
    assert Link.objects.count() == 1, "taken back, not deleted"


def test_each_sees_of_the_chain_only_what_they_may(coordinator, programme, task, clerk):
    """The lower body may read the higher dispatch; the higher office sees the headline of the answer, no more."""
    lower = received(clerk, task.body, LATER.format(what="triển khai"), "ke-hoach-so.txt")
    assert [one.pk for one in chain_of(clerk, lower).may_be_up] == [programme.dispatch_id]
    assert not chain_of(coordinator, programme.dispatch).cited_by, "not before the lower body says so"
    signed_in(clerk).post(f"/lam-viec/van-ban/{lower.pk}/chuoi/", {"higher": programme.dispatch_id})
    (down,) = chain_of(coordinator, programme.dispatch).down
    assert (down.dispatch.pk, down.opens) == (lower.pk, False)
    mai = signed_in(coordinator)
    page = mai.get(f"/lam-viec/van-ban/{programme.dispatch_id}/kiem-tra/").content.decode()
    assert f"/lam-viec/van-ban/{lower.pk}/" not in page
    assert mai.get(f"/lam-viec/van-ban/{lower.pk}/kiem-tra/").status_code == 404
    schools = programme.tasks.exclude(pk=task.pk).get().body
    other = person("khac", body=schools, role="editor")
    assert not chain_of(other, programme.dispatch).down, "another body of the programme sees nothing of it"
    stranger = person("la", body=Body.objects.create(ref="own:x", name="Chi cục Thủy lợi"), role="manager")
    answer = signed_in(stranger).post(f"/lam-viec/van-ban/{lower.pk}/chuoi/", {"higher": programme.dispatch_id})
    assert answer.status_code == 404


def test_another_day_of_the_same_number_is_another_dispatch(coordinator, office, programme):
    text = LATER.replace(" Công văn số 417/UBND-VX", " việc ấy", 1).format(what="triển khai")
    text = text.replace("ngày 06/10/2026", "ngày 06/10/2024")
    assert not chain_of(coordinator, received(coordinator, office, text, "khac.txt")).may_be_up


# ---------------------------------------------------------------- files of one dispatch


def test_several_files_are_one_dispatch(coordinator, office):
    annex = "PHỤ LỤC\nDanh sách các điểm trồng cây\n\n1. Trường Tiểu học Bãi Cháy\n2. Trạm Y tế Hà Phong\n"
    files = [SimpleUploadedFile("pl.txt", annex.encode()), SimpleUploadedFile("cv.txt", LETTER.encode())]
    mai = signed_in(coordinator)
    mai.post("/lam-viec/van-ban/nhan/", {"files": files, "together": "yes"})
    work()
    part, main = Dispatch.objects.order_by("number")
    assert (main.number, part.part_of_id) == ("417/UBND-VX", main.pk)
    page = mai.get(f"/lam-viec/van-ban/{main.pk}/kiem-tra/").content.decode()
    assert "2 tệp của văn bản này" in page
    assert "pl.txt" in page
    mai.post(f"/lam-viec/van-ban/{part.pk}/thuoc/")
    part.refresh_from_db()
    assert part.part_of_id is None
    mai.post(f"/lam-viec/van-ban/{part.pk}/thuoc/", {"main": main.pk})
    assert list(main.parts.all()) == [part]
    assert "[usage]" in mai.post(f"/lam-viec/van-ban/{main.pk}/thuoc/", {"main": part.pk}).content.decode()


def test_an_annex_adds_its_tasks_to_the_plan_of_the_main_text(coordinator, office, programme):
    annex = "PHỤ LỤC\nPhân công thêm\n\n1. Sở Nội vụ\nLập danh sách các đơn vị trồng cây chậm nhất ngày 30/12/2026.\n"
    part = received(coordinator, office, annex, "pl.txt")
    mai = signed_in(coordinator)
    mai.post(f"/lam-viec/van-ban/{part.pk}/thuoc/", {"main": programme.dispatch_id})
    assert "[is_annex]" in mai.post(f"/lam-viec/van-ban/{part.pk}/ban-hanh/").content.decode()
    mai.post(f"/lam-viec/van-ban/{part.pk}/sua/", {"field": "date", "value": "06/10/2026"})
    assert f"thay-doi/?ct={programme.pk}" in mai.get(f"/lam-viec/van-ban/{part.pk}/kiem-tra/").content.decode()
    part.refresh_from_db()
    found = difference(programme, part, AmendmentKind.ADDS)
    assert [(one.what, one.bodies) for one in found.steps] == [("added", ("Sở Nội vụ tỉnh Quảng Ninh",))]


def test_what_was_stored_before_is_found_after_the_upgrade(coordinator, dispatch):
    from importlib import import_module

    from django.apps import apps

    kept = list(dispatch.cited.values_list("number", "date"))
    dispatch.cited.all().delete()
    Dispatch.objects.update(number_key="")
    import_module("nguon.web.dispatches.migrations.0003_fill_cited").fill(apps, None)
    dispatch.refresh_from_db()
    assert (dispatch.number_key, list(dispatch.cited.values_list("number", "date"))) == ("417/ubnd-vx", kept)


def test_the_same_number_of_another_year_is_no_duplicate(coordinator, office, dispatch):
    other = received(coordinator, office, LETTER.replace("2026", "2025"), "nam-truoc.txt")
    same = received(coordinator, office, LETTER.replace("đầu xuân", "cuối năm"), "trung.txt")
    assert (other.same_as, same.same_as) == (None, dispatch)


# ---------------------------------------------------------------- the end


def test_closing_shows_what_is_open_keeps_the_figures_and_can_be_undone(coordinator, programme, task, clerk):
    mai = signed_in(coordinator)
    address = f"/lam-viec/chuong-trinh/{programme.pk}/ket-thuc/"
    page = mai.get(address).content.decode()
    assert "Còn 2 việc chưa xong" in page
    assert f"/viec/{task.pk}/" in page
    mai.post(address, {"act": "archive"})
    programme.refresh_from_db()
    assert programme.archived_at is None, "only a closed one is archived"
    mai.post(address, {"act": "close"})
    row = LogEntry.objects.get(act="programme_closed")
    assert json.loads(row.detail) == Closing.objects.get().figures
    assert json.loads(row.detail)["open"] == 2
    with pytest.raises(acts.DoesNotFit):
        acts.accept(clerk, task)
    assert "[does_not_fit]" in mai.post(
        f"/lam-viec/chuong-trinh/{programme.pk}/them-viec/", {"words": "x", "all": "yes", "line": "x"}
    ).content.decode()  # fmt: skip
    mai.post(address, {"act": "archive"})
    listing = mai.get("/lam-viec/chuong-trinh/").content.decode()
    assert f"/chuong-trinh/{programme.pk}/bang/" not in listing
    for query in ("?luu=1", "?tim=417", "?tim=tr%E1%BB%93ng%20c%C3%A2y"):
        assert f"/chuong-trinh/{programme.pk}/bang/" in mai.get(f"/lam-viec/chuong-trinh/{query}").content.decode()
    assert f"/viec/{task.pk}/" not in signed_in(clerk).get("/lam-viec/viec/").content.decode()
    assert mai.get(f"/lam-viec/chuong-trinh/{programme.pk}/bang/").status_code == 200
    mai.post(address, {"act": "unarchive"})
    mai.post(address, {"act": "open"})
    programme.refresh_from_db()
    assert (programme.closed_at, programme.archived_at) == (None, None)
    acts.accept(clerk, task)
    assert Closing.objects.get().opened_at is not None
    assert ending.figures(programme, timezone.localdate())["total"] == 2
    assert list(verify()) == []
