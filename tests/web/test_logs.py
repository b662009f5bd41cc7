"""Logs: JSON lines with the code that the page showed, and no word of anybody."""

from __future__ import annotations

import json
import logging
import re

import pytest
from django.test import Client
from django.urls import path

from nguon.web.project.logs import JsonLines
from nguon.web.project.urls import handler404, handler500, urlpatterns  # noqa: F401  # this module is a URLconf too

SAID = "Kho lương thực Phượng Hoàng"


def broken(request):
    raise ValueError(SAID)


urlpatterns = [*urlpatterns, path("hong/", broken)]


@pytest.fixture
def lines(caplog):
    """The log as it is written."""

    def read():
        return [json.loads(JsonLines().format(record)) for record in caplog.records]

    caplog.set_level(logging.INFO)
    return read


@pytest.mark.urls("tests.web.test_logs")
def test_a_mistake_of_ours_is_logged_under_the_code_that_was_shown_without_its_words(lines, db):
    client = Client(raise_request_exception=False)
    answer = client.get(f"/hong/?q={SAID}", REMOTE_ADDR="203.0.113.9")
    code = re.findall(r"mã ([0-9A-F]{4}) ", answer.content.decode())[0]
    rows = lines()
    shown = [row for row in rows if row["event"] == "server_error_shown"]
    assert [row["code"] for row in shown] == [code]
    trace = next(row for row in rows if row.get("error") == "ValueError")
    assert trace["code"] == code
    assert trace["where"][-1].endswith(" broken")
    whole = json.dumps(rows, ensure_ascii=False)
    assert SAID not in whole
    assert "203.0.113.9" not in whole


def test_each_request_has_a_row_at_level_info_without_who_asked(lines, client, db):
    client.get("/dang-nhap/?next=/bi-mat/")
    row = next(row for row in lines() if row["event"] == "request_answered")
    assert (row["method"], row["view"], row["answer"]) == ("GET", "accounts:sign_in", 200)
    assert "bi-mat" not in json.dumps(lines())
