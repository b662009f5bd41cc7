"""Addresses: Vietnamese without diacritics; the same paths under /en/ speak English."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from nguon.web.project import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("bat-dau/", views.first_steps, name="first"),
        path("phim-tat/", views.keys, name="keys"),
        path("lam-viec/ngay/", views.typed_day, name="typed_day"),
        path("", include("nguon.web.accounts.urls")),
        path("lam-viec/co-quan/", include("nguon.web.directory.urls")),
        path("lam-viec/so-den/", include("nguon.web.register.urls")),
        path("lam-viec/", include("nguon.web.dispatches.urls")),
        path("lam-viec/", include("nguon.web.programme.urls")),
        path("lam-viec/", include("nguon.web.activities.urls")),
        path("lam-viec/", include("nguon.web.chain.urls")),
        path("lam-viec/", include("nguon.web.notices.urls")),
        prefix_default_language=False,
    ),
]
handler404 = "nguon.web.project.errors.not_found"
handler500 = "nguon.web.project.errors.server_error"
handler400 = "nguon.web.project.errors.bad_request"
