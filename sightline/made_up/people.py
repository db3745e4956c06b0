"""Families and children: ages, names, ethnic groups, where in the county they live."""

from datetime import date, timedelta
from random import Random

from sightline.made_up import published as p
from sightline.made_up.diary import AS_OF, months_after, working_on_or_after
from sightline.made_up.names import FORENAMES, FORENAMES_ABROAD, SURNAMES, SURNAMES_ABROAD
from sightline.made_up.story import Person


def _weighted(rng: Random, weights: dict[str, int] | dict[str, float] | dict[int, int]) -> str:
    return str(rng.choices(list(weights), list(weights.values()))[0])


def draw_day(rng: Random, first: date, last: date) -> date:
    """A day on which work comes in: by the season of the year, seldom at a weekend."""
    while True:
        day = first + timedelta(days=rng.randint(0, (last - first).days))
        if rng.random() * max(p.MONTHS) > p.MONTHS[day.month - 1]:
            continue
        return day if rng.random() < 0.06 else min(working_on_or_after(day), last)


def draw_birth(rng: Random, day: date, ages: dict[str, int]) -> date:
    """A date of birth of somebody of a usual age on a day; after it for an unborn child. Never 29 February."""
    band = _weighted(rng, ages)
    if band == "unborn":
        born = day + timedelta(days=rng.randint(10, 150))
    else:
        low, _, high = band.partition("-")
        years = rng.randint(int(low), int(high))
        born = months_after(day, -12 * years) - timedelta(days=rng.randint(0, 300 if years == 17 else 360))
    return born - timedelta(days=(born.month, born.day) == (2, 29))


def draw_family(rng: Random, number: int, day: date, kind: str) -> list[Person]:
    """The children of one family, the first of them of a usual age for the kind of story."""
    family = f"MUF{number:06d}"
    ages = {
        "care": p.AGE_ENTERING_CARE,
        "teenager": {"15-17": 1},
        "unaccompanied": {"15-17": 1},
        "young": {"0-0": 2, "1-3": 3},
    }
    if kind.startswith("nearly"):
        first = _nearly_adult(rng, day, kind)
    else:
        first = draw_birth(rng, day, ages.get(kind, p.AGE_REFERRED))
    alone = kind.startswith("nearly") or kind in ("unaccompanied", "alone", "teenager", "leaver", "disabled", "young")
    size = 1 if alone else int(_weighted(rng, p.CHILDREN_IN_A_FAMILY))
    surname, place = rng.choice(SURNAMES), rng.randrange(4)
    ethnicity = _weighted(rng, p.ETHNICITY_UNACCOMPANIED if kind == "unaccompanied" else p.ETHNICITY)
    births = [first, *_siblings(rng, first, day, size - 1)]
    disabled = kind == "disabled" or rng.random() < p.DISABLED
    return [
        _person(
            rng, f"MU{number:06d}{place_in}", family, born, surname, ethnicity, place, kind, disabled and place_in == 0
        )
        for place_in, born in enumerate(births)
    ]


def _nearly_adult(rng: Random, day: date, kind: str) -> date:
    """Born so as to be eighteen some days after a day: "nearly 60 200" is 60 to 200 days."""
    low, high = (int(word) for word in kind.split()[1:])
    return months_after(day + timedelta(days=rng.randint(low, high)), -216)


def _siblings(rng: Random, first: date, day: date, number: int) -> list[date]:
    births = []
    for step in range(number):
        born = first + timedelta(days=rng.choice((-1, 1)) * rng.randint(400, 1100) * (step + 1))
        if months_after(day, -17 * 12) < born <= min(day, AS_OF) and (born.month, born.day) != (2, 29):
            births.append(born)
    return births


def _person(
    rng: Random,
    child_id: str,
    family: str,
    born: date,
    surname: str,
    ethnicity: str,
    place: int,
    kind: str,
    disabled: bool,
) -> Person:
    abroad = kind == "unaccompanied"
    sex = "M" if rng.random() < (0.9 if abroad else 0.53) else "F"
    forename = rng.choice(FORENAMES_ABROAD if abroad else FORENAMES)
    name = rng.choice(SURNAMES_ABROAD) if abroad else surname
    return Person(child_id, forename, name, sex, ethnicity, born, family, place, abroad, disabled)
