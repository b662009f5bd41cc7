"""ASGI entry point, the default: a client that stops in the middle of an upload holds no thread."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nguon.web.project.settings")
application = get_asgi_application()
