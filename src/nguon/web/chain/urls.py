"""Addresses of what changes and ends a programme, under /lam-viec/."""

from __future__ import annotations

from django.urls import path

from nguon.web.chain.views import amend, end, link, tasks

app_name = "chain"
urlpatterns = [
    path("van-ban/<int:pk>/chuoi/", link.make, name="link"),
    path("van-ban/<int:pk>/chuoi/<int:link>/bo/", link.take_back, name="unlink"),
    path("van-ban/<int:pk>/thay-doi/", amend.page, name="amend"),
    path("chuong-trinh/<int:pk>/thay-doi/<int:amendment>/bo/", amend.undo, name="undo"),
    path("chuong-trinh/<int:pk>/them-viec/", tasks.add, name="add"),
    path("chuong-trinh/<int:pk>/ket-thuc/", end.page, name="end"),
    path("viec/<int:pk>/thu-hoi/", tasks.withdraw, name="withdraw"),
    path("viec/<int:pk>/giao-lai/", tasks.restore, name="restore"),
]
