"""Addresses of dispatches, under /lam-viec/."""

from __future__ import annotations

from django.urls import path

from nguon.web.dispatches.views import files, parts, receive, resolve, review, seeing

app_name = "dispatches"
urlpatterns = [
    path("van-ban/", receive.listed, name="list"),
    path("van-ban/nhan/", receive.receive, name="receive"),
    path("van-ban/nhan/tien-do/", receive.progress, name="progress"),
    path("van-ban/nhan/<int:pk>/bo/", receive.put_away, name="put_away"),
    path("van-ban/nhan/<int:pk>/xem/", seeing.look, name="look"),
    path("van-ban/nhan/<int:pk>/xem/<int:number>.png", seeing.held_page, name="held_page"),
    path("van-ban/nhan/<int:pk>/xoa/", seeing.discard, name="discard"),
    path("van-ban/<int:pk>/thuoc/", parts.make_part, name="make_part"),
    path("van-ban/<int:pk>/kiem-tra/", review.page, name="review"),
    path("van-ban/<int:pk>/sua/", review.correct, name="correct"),
    path("van-ban/<int:pk>/sua/<int:correction>/bo/", review.take_back, name="take_back"),
    path("van-ban/<int:pk>/giao/", resolve.page, name="resolve"),
    path("van-ban/<int:pk>/giao/tim/", resolve.bodies, name="bodies"),
    path("van-ban/<int:pk>/giao/chon/", resolve.settle, name="settle"),
    path("van-ban/<int:pk>/giao/bo/", resolve.unsettle, name="unsettle"),
    path("van-ban/<int:pk>/ban-hanh/", resolve.issue, name="issue"),
    path("van-ban/<int:pk>/tep/", files.original, name="file"),
    path("van-ban/<int:pk>/trang/<int:number>.png", files.picture, name="picture"),
]
