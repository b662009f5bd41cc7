"""Settings of the tests and of the type checker: the project's own, on a folder of this process."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

if "NGUON_TEST_NAME" not in os.environ:  # each process of the tests has its own
    os.environ["NGUON_DATA"] = _folder = tempfile.mkdtemp(prefix="nguon-test-")
    atexit.register(shutil.rmtree, _folder, True)

from nguon.web.project.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; what is kept is tested on its own

if os.environ.get("NGUON_TEST_NAME"):  # a process that a test started: the database of that test
    DATABASES["default"]["NAME"] = os.environ["NGUON_TEST_NAME"]  # noqa: F405
elif DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": DATA / "test.sqlite3"}  # noqa: F405  # a file: other processes see it
