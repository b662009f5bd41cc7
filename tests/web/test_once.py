"""A form that is sent twice, or fifty times at once, is carried out once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from nguon.web.programme.models import Evidence, Programme
from tests.web.conftest import signed_in


def test_a_repeated_form_leads_to_the_same_page_without_a_second_row(clerk, task):
    phu = signed_in(clerk)
    form = {"kind": "headcount", "number": "40", "form_key": "k1"}
    answers = [phu.post(f"/lam-viec/viec/{task.pk}/minh-chung/", form)["Location"] for _ in range(3)]
    assert len(set(answers)) == 1
    assert Evidence.objects.count() == 1


@pytest.mark.usefixtures("live")
def test_fifty_at_once_issue_one_plan(coordinator, dispatch, request):
    clients = [signed_in(coordinator) for _ in range(10)]

    def send(number):
        try:
            address = f"/lam-viec/van-ban/{dispatch.pk}/ban-hanh/"
            return clients[number % 10].post(address, {"form_key": "one"})["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        answers = set(pool.map(send, range(50)))
    assert Programme.objects.count() == 1
    assert answers == {f"/lam-viec/chuong-trinh/{Programme.objects.get().pk}/bang/"}
