"""`sightline user`: people and roles."""

import getpass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Annotated

import typer

from sightline.cli.options import Folder, Format, FormatOption, parse_day
from sightline.cli.shown import print_rows
from sightline.words import UserError, nearest

if TYPE_CHECKING:
    from sightline.web.people.roles import Role

app = typer.Typer(help="People and roles.", no_args_is_help=True)
COLUMNS = ("username", "name", "role", "until", "ties", "state")
Username = Annotated[str, typer.Argument(metavar="NAME", help="The name they sign in with.")]
RoleName = Annotated[str, typer.Argument(metavar="ROLE", help="worker, team_manager, analyst, director …")]
Until = Annotated[
    date | None,
    typer.Option("--until", parser=parse_day, metavar="DAY", help="The last day of the role. An inspector needs one."),
]


@app.command("add")
def add_user(
    username: Username,
    role: RoleName,
    name: Annotated[str, typer.Option("--name", help="Their name, as pages show it.")] = "",
    until: Until = None,
    store_folder: Folder = None,
) -> None:
    """Add somebody. The password printed is for their first sign-in; then they choose their own."""
    from sightline.web.running import set_up

    set_up(store_folder)
    from sightline.web.people.actions import NewPerson, add_person

    wanted = NewPerson(username, name or username, _role(role), _end_of(until))
    typer.echo(f"{username} may sign in. Password for the first time: {add_person(wanted, _who())}")


@app.command("role")
def give_role(username: Username, role: RoleName, until: Until = None, store_folder: Folder = None) -> None:
    """Give somebody another role from now on."""
    from sightline.web.running import set_up

    set_up(store_folder)
    from sightline.web.people.actions import give_role as give

    give(username, _role(role), _end_of(until), _who())
    typer.echo(f"{username} is {_role(role).value} from now on.")


@app.command("link")
def link_user(
    username: Username,
    subject: Annotated[
        str, typer.Argument(metavar="SUBJECT", help="What the council's sign-in calls them: their sub.")
    ],
    store_folder: Folder = None,
) -> None:
    """Let somebody in by the council's own sign-in (OpenID Connect)."""
    from sightline.web.running import set_up

    set_up(store_folder)
    from sightline.web.people.actions import link

    link(username, subject)
    typer.echo(f"{username} may sign in with the council's own sign-in.")


@app.command("end")
def end_user(username: Username, store_folder: Folder = None) -> None:
    """End somebody's access at once, wherever they are signed in."""
    from sightline.web.running import set_up

    set_up(store_folder)
    from sightline.web.people.actions import end_person

    end_person(username)
    typer.echo(f"{username} is signed out everywhere and can no longer sign in.")


@app.command("password")
def new_password(username: Username, store_folder: Folder = None) -> None:
    """Give somebody a new password for one sign-in, and sign them out everywhere."""
    from sightline.web.running import set_up

    set_up(store_folder)
    from sightline.web.people.actions import reset_password

    typer.echo(f"Password of {username} for one sign-in: {reset_password(username)}")


@app.command("list")
def list_users(store_folder: Folder = None, how: FormatOption = Format.TABLE) -> None:
    """List people, their roles and how many texts of the files are tied to them."""
    from sightline.web.running import set_up

    set_up(store_folder)
    from sightline.web.people.listing import list_people

    print_rows(COLUMNS, list_people(), how)


def _role(word: str) -> "Role":
    from sightline.web.people.roles import Role

    names = [role.value for role in Role]
    if word not in names:
        raise UserError(f'"{word}" is not a role', "", nearest(word, names))
    return Role(word)


def _end_of(day: date | None) -> datetime | None:
    """The end of the last day, in the time of the place."""
    from django.utils import timezone

    return timezone.make_aware(datetime.combine(day, time.max)) if day else None


def _who() -> str:
    """Who gives the role: the account of the computer the command runs under."""
    try:
        return f"command line, {getpass.getuser()}"
    except (KeyError, OSError):
        return "command line"
