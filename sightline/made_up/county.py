"""Northmarch County Council, made up: its families one after another, told, answered for and written down."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from sightline.made_up import published as p
from sightline.made_up.diary import AS_OF, KNOWN_FROM, months_after
from sightline.made_up.earlier import Earlier, weeks_before
from sightline.made_up.files import open_files
from sightline.made_up.lists import Scene
from sightline.made_up.people import draw_day, draw_family
from sightline.made_up.plenty import Key, lacking, life_for, recipe_for
from sightline.made_up.recipes import RECIPES, RESERVED, UNTOLD, Recipe, tell_recipe, tell_slip
from sightline.made_up.registers import write_registers, write_standards
from sightline.made_up.stories import enquiries, front_door
from sightline.made_up.story import Person, Story
from sightline.made_up.teams import Workforce, build_workforce


@dataclass(frozen=True)
class County:
    """What stays the same from one family to the next."""

    seed: int
    scale: float
    workforce: Workforce


def begin(seed: int, children: int | None) -> County:
    """A county of so many known children (10,000 where nothing is said)."""
    scale = (children or p.CHILDREN_KNOWN) / p.CHILDREN_KNOWN
    return County(seed, scale, build_workforce(Random(seed * 7 + 1), scale))


def tell_families(county: County, counts: Counter[Key]) -> Iterator[tuple[Recipe, Story]]:
    """Every child's story, family by family; then more of them, until `counts` has enough of each kind of plant."""
    number, newest = 0, False
    for recipe in RECIPES:
        wanted = max(1, round(recipe.children * county.scale))
        told = 0
        while told < wanted:
            number += 1
            for story in tell_family(county, recipe, number):
                if not newest and story.end == AS_OF and story.marks["adult"] > AS_OF:
                    newest = True
                    _tell_newest_day(story)
                told += 1
                yield recipe, story
    yield from _tell_slips(county, counts, number)


def _tell_slips(county: County, counts: Counter[Key], number: int) -> Iterator[tuple[Recipe, Story]]:
    for key in lacking(counts, county.scale):
        number += 1
        recipe = recipe_for(key)
        for story in tell_family(county, recipe, number, key):
            if any((row.clock, row.step, row.state) == key for row in story.expected):
                yield recipe, story


def _tell_newest_day(story: Story) -> None:
    """Something that happened on the very day the files were drawn, a Saturday, so that each file reaches that far."""
    front_door.tell_contact(story, AS_OF, "6", referred=False)
    enquiries.tell_discussion(story, AS_OF, AS_OF, "held at once, on a Saturday")


def tell_family(county: County, recipe: Recipe, number: int, key: Key | None = None) -> Iterator[Story]:
    """The children of one family. They share the lots drawn, so that they are mostly visited and reviewed together.

    key: a plant wanted: the story leans that way, and its worker lets nearly everything slip.
    """
    rng = Random(county.seed * 1_000_003 + number)
    start = draw_day(rng, recipe.first, recipe.last)
    untold = frozenset({UNTOLD[recipe.name]} if recipe.name in UNTOLD else ())
    fate = rng.random()
    for person in draw_family(rng, number, start, recipe.ages):
        kind, leans = life_for(key) if key else ("", frozenset())
        slack = story_slack(key, fate)
        story = Story(
            person, Random(county.seed * 1_000_003 + number), county.workforce, slack, untold=untold, leans=leans
        )
        story.marks["adult"] = months_after(person.born_on, 216)
        if start + timedelta(days=1) >= story.marks["adult"] or not _fits(recipe, person):
            continue
        if key:
            tell_slip(story, kind, start)
        else:
            tell_recipe(story, recipe, start)
        if _still_known(story):
            yield story


def story_slack(key: Key | None, fate: float) -> float:
    """A few families have a worker who lets much slip."""
    if key:
        return 0.55 if key[2] in ("met_late", "cannot_tell") else 0.97
    return 0.5 if fate < 0.02 else 0.2 if fate < 0.10 else 0.0


def _fits(recipe: Recipe, person: Person) -> bool:
    adult = months_after(person.born_on, 216)
    if recipe.name == "no date of birth in the file":
        return adult > AS_OF
    return adult > KNOWN_FROM + timedelta(days=30)


def _still_known(story: Story) -> bool:
    """Whether anything of the story reaches into the six years of the files."""
    for table, facts in story.facts:
        closed = facts.get("cine_close_date")
        if table == "ssd_contacts" and str(facts["cont_contact_date"]) >= str(KNOWN_FROM):
            return True
        if table == "ssd_cin_episodes" and (closed is None or str(closed) >= str(KNOWN_FROM)):
            return True
    return False


def make_county(
    folder: Path, *, seed: int, children: int | None = None, clean: bool = False, weeks: int = 0
) -> tuple[Path, ...]:
    """Write a made-up county's files and the answers to them.

    folder: gets ssd/, annex_a/, templates/, lists/, answers/ and standards.toml. seed: the same gives the same bytes.
    children: how many are known over six years (10,000 where nothing is said); everything else in proportion.
    clean: leave out the planted data faults.
    weeks: write besides, into earlier/, the files as they were drawn in each of so many weeks before.
    Gives the folders of the earlier files, each named by its day, the first first.
    """
    county = begin(seed, children)
    earlier = Earlier(weeks_before(weeks)) if weeks else None
    files, scene = open_files(folder, earlier), Scene()
    reserved = 0
    for recipe, story in tell_families(county, files.answers.counts):
        spoilt = recipe.name == RESERVED and not clean
        files.write(recipe.name, story, spoil_as=reserved if spoilt else None)
        scene.consider(recipe.name, story)
        reserved += spoilt
    write_registers(files.ssd, county.workforce, files.caseloads)
    files.annex_a.write(seed, max(2, round(60 * county.scale)))
    files.close()
    write_standards(folder)
    scene.write(folder / "lists", folder / "answers")
    if earlier is None:
        return ()
    earlier.write(folder / "earlier", folder / "answers", county.workforce)
    return tuple(folder / "earlier" / day.isoformat() for day in earlier.days)
