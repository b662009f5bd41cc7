"""Addresses of signing in, one's own account, invitations."""

from __future__ import annotations

from django.urls import path

from nguon.web.accounts.views import account, people, signing, staffing

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", signing.sign_in, name="sign_in"),
    path("dang-nhap/ma/", signing.second_step, name="second_step"),
    path("dang-xuat/", signing.sign_out, name="sign_out"),
    path("moi/<str:secret>/", signing.invited, name="invited"),
    path("lam-viec/ho-so/", account.profile, name="profile"),
    path("lam-viec/ho-so/mat-khau/", account.password, name="password"),
    path("lam-viec/ho-so/ma-hai-buoc/", account.two_steps, name="two_steps"),
    path("lam-viec/ho-so/phien/<int:pk>/ket-thuc/", account.end, name="end_session"),
    path("lam-viec/co-quan/nguoi/", people.people, name="people"),
    path("lam-viec/co-quan/nguoi/moi/", people.new, name="invite"),
    path("lam-viec/co-quan/nguoi/<int:pk>/mat-khau/", people.renew, name="renew"),
    path("lam-viec/co-quan/nguoi/<int:pk>/thoi/", people.leave, name="leave"),
    path("lam-viec/co-quan/nguoi/<int:pk>/mo-lai/", people.open_again, name="open_again"),
    path("lam-viec/co-quan/nguoi/moi-nhieu/", people.many, name="many"),
    path("lam-viec/chuong-trinh/<int:pk>/nguoi/", staffing.page, name="programme_people"),
    path("lam-viec/chuong-trinh/<int:pk>/nguoi/<int:role>/thoi/", staffing.take, name="take_programme_role"),
]
