"""A Document made by hand, with a value of every kind."""

from datetime import date

import pytest

from nguon.core.provenance import Provenance
from nguon.duties.duty import Duty, Phrase, ReportDuty, When
from nguon.reading.document import (
    Annex,
    Citation,
    Closing,
    Document,
    FileFacts,
    Letterhead,
    Node,
    Problem,
    Recipient,
    Signature,
    Value,
)

TEXT = """SỞ Y TẾ
Số: 12/SYT-NV
Huế, ngày 05 tháng 3 năm 2026
V/v hiến máu <b>
Kính gửi: Các bệnh viện
Thực hiện Kế hoạch số 7/KH-UBND, đề nghị:
1. Các bệnh viện báo cáo trước ngày 10/3/2026.
a) Lập danh sách.
- Người hiến.
Nơi nhận: Như trên (để t/h)
Lưu: VT
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Lê An
Phụ lục
Quy chế
1
Điều 1. Phạm vi."""


@pytest.fixture
def make():
    """``make(value, words)``: a value whose words are found in the text."""

    def value(value, words=None, sure="printed", box=None, **more):
        words = str(value) if words is None else words
        start = TEXT.index(words)
        place = Provenance(page=1, start=start, end=start + len(words), box=box)
        return Value(value=value, text=words, sure=sure, sources=(place,), **more)

    return value


@pytest.fixture
def document(make):
    """A state dispatch of one point, with an annex, a regulation and a problem."""
    clause = "Các bệnh viện báo cáo trước ngày 10/3/2026"
    dash = Node(kind="dash", id="d_1", label=make("-", "- Người")), Node(kind="paragraph", id="p_9")
    point = Node(kind="point", id="i_1__point_a", label=make("a"), text=make("Lập danh sách"), children=dash)
    item = Node(kind="item", id="i_1", label=make("1.", "1."), text=make(clause), children=(point,))
    row = Node(kind="row", id="tbl_1__row_1", cells=(make("1", "1\nĐiều"), None))
    return Document(
        file=FileFacts(
            name="mau.txt", media_type="text/plain", sha256="ab" * 32, size=300, pages=1, text_layer=True, signatures=0
        ),
        text=TEXT,
        letterhead=Letterhead(
            body=make("state", "Số:", sure="inferred"),
            issuer=(make("SỞ Y TẾ"),),
            number=make("12"),
            symbol=make("SYT-NV", sure="repaired", printed="S Y T-NV"),
            place=make("Huế"),
            date=make(date(2026, 3, 5), "ngày 05 tháng 3 năm 2026"),
            type=make("cong_van", "Kính gửi", sure="inferred"),
            subject=make("hiến máu <b>"),
        ),
        addressees=(make("Các bệnh viện"),),
        body=(item,),
        citations=(make(Citation(type="Kế hoạch", number="7", symbol="KH-UBND"), "Kế hoạch số 7/KH-UBND"),),
        closing=Closing(
            recipients=(make(Recipient(name="Như trên", purpose="để t/h"), "Như trên (để t/h)"),),
            filed=(make("VT"),),
            signature=Signature(
                authority=make("KT."),
                acting_for=make("GIÁM ĐỐC"),
                title=make("PHÓ GIÁM ĐỐC"),
                name=make("Lê An"),
            ),
        ),
        annexes=(
            Annex(label=make("Phụ lục"), body=(Node(kind="table", id="tbl_1", children=(row,)),)),
            Annex(
                title=make("Quy chế"),
                body=(Node(kind="article", id="art_1", label=make("Điều 1"), text=make("Phạm vi")),),
            ),
        ),
        problems=(
            Problem(code="damaged", message="Cut off.", hint="Again.", where=Provenance(page=1, start=0, end=2)),
        ),
    )


@pytest.fixture
def duty():
    """A duty with a deadline and a report."""
    words = "Các bệnh viện báo cáo trước ngày 10/3/2026"
    start = TEXT.index(words)
    place = (Provenance(page=1, start=start, end=start + len(words)),)
    when = When(kind="before", printed="trước ngày 10/3/2026", day=date(2026, 3, 10), due=date(2026, 3, 9))
    return Duty(
        id="i_1__duty_1", who=(Phrase(text="Các bệnh viện", sources=place),), instruction=words, deadline=when,
        report=ReportDuty(to="Sở Y tế", deadline=when), sources=place,
    )  # fmt: skip
