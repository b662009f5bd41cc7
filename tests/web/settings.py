"""Settings of the tests and of the type checker: the project's own, on a folder of this process."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

if "NGUON_DATA" not in os.environ:
    os.environ["NGUON_DATA"] = _folder = tempfile.mkdtemp(prefix="nguon-test-")
    atexit.register(shutil.rmtree, _folder, True)

from nguon.web.project.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; what is kept is tested on its own
