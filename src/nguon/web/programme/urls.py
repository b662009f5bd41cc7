"""Addresses of programmes and tasks, under /lam-viec/."""

from __future__ import annotations

from django.urls import path

from nguon.web.programme.views import board, evidence, handing, outlets, task, tasks

app_name = "programme"
urlpatterns = [
    path("chuong-trinh/", board.listed, name="list"),
    path("chuong-trinh/<int:pk>/bang/", board.page, name="board"),
    path("chuong-trinh/<int:pk>/viec/", board.tasks, name="programme_tasks"),
    path("viec/", tasks.mine, name="tasks"),
    path("viec/<int:pk>/", task.page, name="task"),
    path("viec/<int:pk>/tra-loi/", task.act, name="act"),
    path("viec/<int:pk>/giao-xuong/", handing.page, name="hand_on"),
    path("viec/<int:pk>/minh-chung/", evidence.attach, name="attach"),
    path("minh-chung/<int:pk>/", evidence.show, name="evidence"),
    path("minh-chung/<int:pk>/rut/", evidence.take_back, name="take_evidence_back"),
    path("minh-chung/<int:pk>/kiem-tra/", evidence.check, name="check_evidence"),
    path("kenh/", outlets.page, name="outlets"),
    path("kenh/<int:pk>/thoi/", outlets.end, name="end_outlet"),
]
