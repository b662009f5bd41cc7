"""Addresses of the register, under /lam-viec/so-den/."""

from __future__ import annotations

from django.urls import path

from nguon.web.register.views import entry, listing

app_name = "register"
urlpatterns = [
    path("", listing.listed, name="list"),
    path("in/", listing.printed, name="print"),
    path("so-den.xlsx", listing.workbook, name="workbook"),
    path("vao-so/", entry.new, name="new"),
    path("<int:pk>/", entry.page, name="entry"),
    path("<int:pk>/phieu/", entry.slip, name="slip"),
    path("<int:pk>/chuyen/", entry.pass_on, name="pass_on"),
    path("<int:pk>/sua/", entry.amend, name="amend"),
    path("<int:pk>/gach/", entry.strike, name="strike"),
    path("<int:pk>/khoi-phuc/", entry.restore, name="restore"),
]
