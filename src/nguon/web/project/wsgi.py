"""WSGI entry point, for servers behind a proxy that buffers requests."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nguon.web.project.settings")
application = get_wsgi_application()
