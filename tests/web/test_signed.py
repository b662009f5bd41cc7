"""Digital signatures on the page of a dispatch: who, for which body, whether intact, by whose authority."""

from __future__ import annotations

import pytest

pytest.importorskip("pyhanko", reason="nguon[signatures] is not installed")

from django.core.files.uploadedfile import SimpleUploadedFile

from nguon.web.dispatches.models import Dispatch
from tests.unit.reading.signing import authority, body, sign
from tests.web.conftest import SAMPLES, signed_in, work


@pytest.mark.parametrize(("trusted", "said"), [(True, "chứng thư tin cậy"), (False, "chưa xác định tin cậy")])
def test_the_page_says_who_signed(coordinator, office, settings, tmp_path, trusted, said):
    store = tmp_path / "roots.pem"
    store.write_bytes(authority().pem)
    settings.TRUST_STORE = str(store) if trusted else ""
    data = sign((SAMPLES / "public-health.pdf").read_bytes(), body())
    mai = signed_in(coordinator)
    mai.post("/lam-viec/van-ban/nhan/", {"office": office.pk, "files": SimpleUploadedFile("ky.pdf", data)})
    work()
    dispatch = Dispatch.objects.get()
    page = mai.get(f"/lam-viec/van-ban/{dispatch.pk}/kiem-tra/").content.decode()
    part = page.partition('id="chu-ky-so"')[2].partition("</ul>")[0]
    assert "Chữ ký số" in part
    for words in (body().parsed().subject.native["common_name"], "nguyên vẹn", "ký trên cả tệp", said):
        assert words in part
    assert "covers the whole file" in mai.get(f"/en/lam-viec/van-ban/{dispatch.pk}/kiem-tra/").content.decode()
