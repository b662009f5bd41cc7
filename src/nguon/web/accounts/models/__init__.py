"""People and what they may do."""

from __future__ import annotations

from nguon.web.accounts.models.invitation import Invitation
from nguon.web.accounts.models.membership import Membership, Role
from nguon.web.accounts.models.sign_in import FailedSignIn, SignIn
from nguon.web.accounts.models.user import User

__all__ = ["FailedSignIn", "Invitation", "Membership", "Role", "SignIn", "User"]
