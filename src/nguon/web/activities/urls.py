"""Addresses of activities, under /lam-viec/."""

from __future__ import annotations

from django.urls import path

from nguon.web.activities.views import activity, lists, plan

app_name = "activities"
urlpatterns = [
    path("hoat-dong/", lists.mine, name="list"),
    path("chuong-trinh/<int:pk>/hoat-dong/", lists.of_programme, name="programme"),
    path("viec/<int:pk>/hoat-dong/moi/", plan.new, name="new"),
    path("hoat-dong/<int:pk>/", activity.page, name="activity"),
    path("hoat-dong/<int:pk>/sua/", activity.change, name="change"),
    path("hoat-dong/<int:pk>/hoan-tac/", activity.undo, name="undo"),
    path("hoat-dong/<int:pk>/buoc/", activity.step, name="step"),
    path("hoat-dong/<int:pk>/huy/", activity.call_off, name="call_off"),
    path("hoat-dong/<int:pk>/minh-chung/", activity.attach, name="attach"),
]
