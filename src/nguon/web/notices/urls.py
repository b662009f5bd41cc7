"""Addresses of notices, mail and task sheets, under /lam-viec/."""

from __future__ import annotations

from django.urls import path

from nguon.web.notices.views import choices, listed, mail, sheets

app_name = "notices"
urlpatterns = [
    path("thong-bao/", listed.page, name="list"),
    path("thong-bao/da-doc/", listed.read_all, name="read_all"),
    path("thong-bao/<int:pk>/mo/", listed.open_one, name="open"),
    path("thong-bao/thoi/<str:secret>/", choices.stop, name="stop"),
    path("ho-so/thong-bao/", choices.page, name="choices"),
    path("quan-tri/thiet-lap/", mail.page, name="mail"),
    path("quan-tri/thiet-lap/thu/", mail.test, name="mail_test"),
    path("chuong-trinh/<int:pk>/phieu/", sheets.listed, name="sheets"),
    path("chuong-trinh/<int:pk>/phieu/<int:body>/", sheets.sheet, name="sheet"),
    path("chuong-trinh/<int:pk>/phieu/<int:body>/dia-chi/", sheets.address, name="sheet_address"),
    path("chuong-trinh/<int:pk>/phieu/<int:body>/gui/", sheets.send, name="sheet_send"),
]
