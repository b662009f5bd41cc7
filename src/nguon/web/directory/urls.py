"""Addresses of the directory, under /lam-viec/co-quan/."""

from __future__ import annotations

from django.urls import path

from nguon.web.directory.views import bodies, sheets

app_name = "directory"
urlpatterns = [
    path("", bodies.listed, name="list"),
    path("ma/<path:ref>/", bodies.page, name="body"),
    path("tai-ve.xlsx", bodies.download, name="download"),
    path("mau.xlsx", bodies.template, name="template"),
    path("nap/", sheets.listed, name="sheets"),
    path("nap/<int:pk>/", sheets.page, name="sheet"),
    path("nap/<int:pk>/ghi/", sheets.apply, name="apply"),
    path("nap/<int:pk>/hoan-tac/", sheets.undo, name="undo"),
]
