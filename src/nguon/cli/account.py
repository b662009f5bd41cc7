"""``nguon account``: help from the shell for people who cannot sign in."""

from __future__ import annotations

from pathlib import Path

import click

from nguon.cli.command import Argument, Command, Group, option
from nguon.cli.words import say


@click.group(cls=Group, help="account")
def account() -> None:
    """Accounts of a server."""


@account.command(cls=Command, help="account.reset")
@option("--data", metavar="serve.folder", help="serve.data", default="nguon-data")
@option("--database", metavar="serve.database_out", help="serve.database", default="")
@click.argument("email", cls=Argument, metavar="account.email")
def reset(email: str, data: str, database: str) -> int:
    """Print a link with which a person sets a new password."""
    try:
        from nguon.web.project import serving

        serving.setup(Path(data), database)
    except ModuleNotFoundError as error:
        raise click.ClickException(say("serve.not_installed", module=error.name)) from error
    from nguon.web.accounts.domain.inviting import renewal_link
    from nguon.web.accounts.domain.signing import fold_email
    from nguon.web.accounts.models import User

    user = User.objects.filter(email=fold_email(email), is_active=True).first()
    if user is None:
        raise click.ClickException(say("account.unknown", email=email))
    click.echo(say("account.link", name=user.name, path=f"/moi/{renewal_link(None, user)}/"))
    return 0
