"""A document, its duties and its plan, written for these tests: none of it is a real dispatch."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nguon.core.provenance import Provenance
from nguon.core.text import squeeze
from nguon.duties.duty import Duty, Phrase, ReportDuty, When
from nguon.planning.task import Plan, PlannedDocument, Task, TaskOrganisation, UnresolvedPhrase
from nguon.reading.document import (
    Annex,
    Citation,
    Closing,
    Document,
    FileFacts,
    Letterhead,
    Node,
    Recipient,
    Signature,
    Value,
)

PAGES = (
    """ỦY BAN NHÂN DÂN
TỈNH SÔNG TRĂNG
Số: 735/UBND-KGVX
V/v tổ chức Tuần lễ Đọc sách
HỎA TỐC
Sông Trăng, ngày 03 tháng 9 năm 2024
Kính gửi:
- Sở Văn hóa và Du lịch;
- Ủy ban nhân dân các huyện.
Căn cứ Luật Thư viện;
Thực hiện Công văn số 12/BVH-TV ngày 20/8/2024 của Bộ Văn hóa, Ủy ban nhân dân tỉnh yêu cầu:
Chương I
NHIỆM VỤ
Điều 1. Giao việc
1. Sở Văn hóa và Du lịch chủ trì, phối hợp với Thư viện tỉnh tổ chức ngày hội trước ngày 15/10/2024, tập trung:
a) Giới thiệu sách về quê hương;
b) Tặng sách cho trường học.
2. Ủy ban nhân dân các huyện báo cáo kết quả về Sở Văn hóa và Du lịch chậm nhất ngày 31/10/2024.
""",
    """- Theo dõi ý kiến trên mạng.
Đội xung kích thôn treo băng rôn.
Việc | Hạn
Treo băng rôn | 05/10/2024
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Mẫu
Nơi nhận:
- Như trên;
- Thường trực Tỉnh ủy (để b/c);
- Lưu: VT, KGVX.
Phụ lục
DANH MỤC SÁCH
Mỗi huyện chọn mười đầu sách.
""",
)
TEXT = "".join(PAGES)
FIRST = TEXT[TEXT.index("Sở Văn hóa và Du lịch chủ trì") : TEXT.index("tập trung:")] + "tập trung:"


def at(words: str, after: str = "") -> tuple[Provenance, ...]:
    """Where ``words`` stand, looked for after ``after``."""
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    page = 1 if start < len(PAGES[0]) else 2
    return (Provenance(page=page, start=start, end=start + len(words)),)


def value(words: str, read: Any = None, after: str = "") -> Value[Any]:
    """A printed value; ``read`` where it is not the words themselves."""
    return Value(value=words if read is None else read, text=squeeze(words), sure="printed", sources=at(words, after))


def phrase(words: str, after: str = "") -> Phrase:
    """Words of the document with their place."""
    return Phrase(text=words, sources=at(words, after))


@pytest.fixture
def dispatch() -> Document:
    """The document, with every kind of part."""
    clause = Node(
        kind="clause",
        id="art_1__cl_1",
        label=value("1", after="\n1. Sở"),
        text=value(FIRST),
        children=(
            Node(
                kind="point",
                id="art_1__cl_1__point_a",
                label=value("a", after="\na)"),
                text=value("Giới thiệu sách về quê hương;"),
            ),
            Node(
                kind="point",
                id="art_1__cl_1__point_b",
                label=value("b", after="\nb)"),
                text=value("Tặng sách cho trường học."),
            ),
        ),
    )
    second = Node(
        kind="clause",
        id="art_1__cl_2",
        label=value("2", after="\n2. Ủy"),
        text=value(
            "Ủy ban nhân dân các huyện báo cáo kết quả về Sở Văn hóa và Du lịch chậm nhất ngày 31/10/2024.",
            after="\n2.",
        ),
        children=(
            Node(
                kind="dash",
                id="art_1__cl_2__dash_1",
                label=value("-", after="\n- Theo"),
                text=value("Theo dõi ý kiến trên mạng."),
            ),
        ),
    )
    article = Node(
        kind="article", id="art_1", label=value("Điều 1"), text=value("Giao việc"), children=(clause, second)
    )
    chapter = Node(kind="chapter", id="chp_I", label=value("Chương I"), text=value("NHIỆM VỤ"), children=(article,))
    opening = "Thực hiện Công văn số 12/BVH-TV ngày 20/8/2024 của Bộ Văn hóa, Ủy ban nhân dân tỉnh yêu cầu:"
    body = (
        Node(kind="paragraph", id="para_1", text=value(opening)),
        chapter,
        Node(kind="paragraph", id="para_2", text=value("Đội xung kích thôn treo băng rôn.")),
        Node(
            kind="table",
            id="table_1",
            head=("Việc", "Hạn"),
            children=(
                Node(
                    kind="row",
                    id="table_1__row_1",
                    cells=(value("Việc", after="\nViệc |"), value("Hạn")),
                    header=True,
                ),
                Node(
                    kind="row",
                    id="table_1__row_2",
                    cells=(value("Treo băng rôn"), value("05/10/2024")),
                ),
            ),
        ),
    )
    return Document(
        file=FileFacts(
            name="735.txt",
            media_type="text/plain",
            sha256="ab" * 32,
            size=1234,
            pages=2,
            text_layer=True,
            signatures=0,
        ),
        text=TEXT,
        letterhead=Letterhead(
            body=Value(value="state", text="ỦY BAN NHÂN DÂN", sure="inferred", sources=at("ỦY BAN NHÂN DÂN")),
            issuer=(value("ỦY BAN NHÂN DÂN\nTỈNH SÔNG TRĂNG", "ỦY BAN NHÂN DÂN TỈNH SÔNG TRĂNG"),),
            number=value("735"),
            symbol=value("UBND-KGVX"),
            place=value("Sông Trăng", after="HỎA TỐC"),
            date=value("ngày 03 tháng 9 năm 2024", date(2024, 9, 3)),
            type=Value(value="cong_van", text="V/v", sure="inferred", sources=at("V/v")),
            subject=value("tổ chức Tuần lễ Đọc sách"),
            urgency=value("HỎA TỐC"),
        ),
        addressees=(
            value("Sở Văn hóa và Du lịch", after="Kính gửi"),
            value("Ủy ban nhân dân các huyện", after="Kính gửi"),
        ),
        legal_bases=(value("Căn cứ Luật Thư viện"),),
        body=body,
        citations=(
            value(
                "Công văn số 12/BVH-TV",
                Citation(type="Công văn", number="12", symbol="BVH-TV", date=date(2024, 8, 20), issuer="Bộ Văn hóa"),
            ),
        ),
        closing=Closing(
            recipients=(
                value("Như trên", Recipient(name="Như trên")),
                value("Thường trực Tỉnh ủy (để b/c)", Recipient(name="Thường trực Tỉnh ủy", purpose="để b/c")),
            ),
            filed=(value("VT", after="Lưu"), value("KGVX", after="Lưu")),
            signature=Signature(
                authority=value("KT."),
                acting_for=value("CHỦ TỊCH"),
                title=value("PHÓ CHỦ TỊCH"),
                name=value("Trần Văn Mẫu"),
            ),
        ),
        annexes=(
            Annex(
                label=value("Phụ lục"),
                title=value("DANH MỤC SÁCH"),
                body=(Node(kind="paragraph", id="annex_1__para_1", text=value("Mỗi huyện chọn mười đầu sách.")),),
            ),
        ),
    )


@pytest.fixture
def plan() -> Plan:
    """The plan: a lead, a partner, eight districts, an unresolved phrase, a duty that is not tracked."""
    first = FIRST
    second = "Ủy ban nhân dân các huyện báo cáo kết quả về Sở Văn hóa và Du lịch chậm nhất ngày 31/10/2024."
    duties = (
        Duty(
            id="art_1__cl_1__duty_1",
            who=(phrase("Sở Văn hóa và Du lịch", "1. Sở"),),
            cooperating=(phrase("Thư viện tỉnh"),),
            instruction=first,
            points=(phrase("Giới thiệu sách về quê hương"), phrase("Tặng sách cho trường học")),
            deadline=When(
                kind="before",
                printed="trước ngày 15/10/2024",
                day=date(2024, 10, 15),
                due=date(2024, 10, 14),
                sources=at("trước ngày 15/10/2024"),
            ),
            sources=at(first),
        ),
        Duty(
            id="art_1__cl_2__duty_1",
            who=(phrase("Ủy ban nhân dân các huyện", "\n2."),),
            instruction=second,
            report=ReportDuty(
                to="Sở Văn hóa và Du lịch",
                deadline=When(
                    kind="day", printed="chậm nhất ngày 31/10/2024", day=date(2024, 10, 31), due=date(2024, 10, 31)
                ),
            ),
            sources=at(second),
        ),
        Duty(
            id="art_1__cl_2__dash_1__duty_1",
            who=(phrase("Ủy ban nhân dân các huyện", "\n2."),),
            instruction="Theo dõi ý kiến trên mạng.",
            tracked=False,
            untracked_reason="watch_opinions",
            sources=at("Theo dõi ý kiến trên mạng."),
        ),
        Duty(
            id="para_2__duty_1",
            who=(phrase("Đội xung kích thôn"),),
            instruction="Đội xung kích thôn treo băng rôn.",
            sources=at("Đội xung kích thôn treo băng rôn."),
        ),
    )
    library = TaskOrganisation(id="st-tv", name="Thư viện tỉnh Sông Trăng")
    department = TaskOrganisation(id="st-svh", name="Sở Văn hóa và Du lịch tỉnh Sông Trăng")
    districts = [TaskOrganisation(id=f"st-h{n}", name=f"Ủy ban nhân dân huyện Mẫu {n}") for n in range(1, 9)]
    tasks = [
        Task(
            id=f"{duties[0].id}__{organisation.id}__{role}",
            duty=duties[0].id,
            organisation=organisation,
            role=role,
            tracked=True,
            due=date(2024, 10, 14),
            text=first,
            sources=duties[0].sources,
        )
        for organisation, role in ((department, "lead"), (library, "cooperating"))
    ]
    for duty, tracked in ((duties[1], True), (duties[2], False)):
        tasks += [
            Task(
                id=f"{duty.id}__{organisation.id}__lead",
                duty=duty.id,
                organisation=organisation,
                role="lead",
                tracked=tracked,
                report_due=date(2024, 10, 31) if tracked else None,
                text=duty.instruction,
                sources=duty.sources,
            )
            for organisation in districts
        ]
    return Plan(
        document=PlannedDocument(
            sha256="ab" * 32,
            number="735/UBND-KGVX",
            date=date(2024, 9, 3),
            subject="tổ chức Tuần lễ Đọc sách",
            issuer="Ủy ban nhân dân tỉnh Sông Trăng",
        ),
        on=date(2024, 9, 3),
        duties=duties,
        unresolved=(
            UnresolvedPhrase(
                phrase="Đội xung kích thôn",
                candidates=("Đội xung kích phòng chống thiên tai xã Mẫu",),
                sources=at("Đội xung kích thôn"),
                duties=("para_2__duty_1",),
            ),
        ),
        tasks=tuple(tasks),
    )
