"""``python -m nguon.web.jobs``: one worker."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nguon.web.project.settings")
django.setup()

from nguon.web.jobs.worker import main  # noqa: E402  # models need Django set up

if __name__ == "__main__":
    main()
