"""``fivefold found``: begin a programme on an installation, with its top body and its three administrators."""

from pathlib import Path

import click


def _folder(pack: str) -> Path:
    """Return the folder named, or that of the pack carried under this key."""
    from fivefold.packs.places import pack_folder

    return Path(pack) if Path(pack).is_dir() else pack_folder(pack)


@click.command()
@click.argument("pack")
@click.option("--slug", required=True, help="Short name in addresses and in the log; never changed later.")
@click.option("--title", required=True, help="The programme's name, in Chinese.")
@click.option("--title-en", default="", help="The same in English.")
@click.option("--body", nargs=2, required=True, metavar="CODE NAME", help="The top body.")
@click.option("--system", nargs=2, metavar="USER NAME", help="The system administrator.")
@click.option("--security", nargs=2, metavar="USER NAME", help="The security administrator.")
@click.option("--audit", nargs=2, metavar="USER NAME", help="The audit administrator.")
def found(
    pack: str, slug: str, title: str, title_en: str, body: tuple[str, str], **people: tuple[str, str]
) -> None:
    """Found a programme on PACK (a folder, or the key of a carried pack).

    A new installation also gets its three administrators, who must be three people; their passwords are printed once.
    The security administrator then gives everybody else a seat, on the pages.
    """
    from fivefold.project.register_command import ready

    ready()
    from fivefold.authz.roles import Role
    from fivefold.method.reason import Refused
    from fivefold.office.founding.actions import Founding, Newcomer, programme_found
    from fivefold.packs.problems import PackRefusedError

    roles = {"system": Role.SYSTEM_ADMIN, "security": Role.SECURITY_ADMIN, "audit": Role.AUDIT_ADMIN}
    newcomers = [Newcomer(roles[key], *told) for key, told in people.items() if told]
    try:
        founding = Founding(_folder(pack), slug, title, title_en, *body)
        programme, passwords = programme_found(founding=founding, administrators=newcomers)
    except PackRefusedError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except Refused as refusal:
        both = zip(refusal.spoken("zh_Hans"), refusal.spoken("en"), strict=True)
        raise click.ClickException("\n".join(map(" / ".join, both))) from refusal
    click.echo(f"/p/{programme.slug}/")
    for username, word in passwords.items():
        click.echo(f"{username}\t{word}")
