"""Which rows each list has, and from which rows of ours each is filled.

Each function gives, for one child, its rows of one list: for each, the rows of our tables that fill it (which column
of theirs is filled by which of ours stands in sources/annex_a/source.toml), and cells that are worked out.
"""

from collections.abc import Callable, Iterator
from datetime import date

from sightline.annex_a.care import looked_after, unaccompanied
from sightline.annex_a.held import Child, Held, Line, Row, is_unsaid, latest, was_seen, which


def contacts(held: Held, child: Child) -> Iterator[Line]:
    """List 1: contacts of the last six months."""
    for row in child.rows("contact"):
        if held.window.in_half(row["contact_on"]):
            yield Line({"contact": row})


def early_help(held: Held, child: Child) -> Iterator[Line]:
    """List 2: early help that is open, or ended in the last six months."""
    for row in child.rows("early_help"):
        if held.window.open_or_recent(row["ended_on"] or row["assessed_on"]) and held.window.come(row["started_on"]):
            yield Line({"early_help": row})


def referrals(held: Held, child: Child) -> Iterator[Line]:
    """List 3: referrals of the last six months."""
    rows = child.rows("referral")
    number = sum(held.window.in_year(row["received_on"]) for row in rows)
    for row in rows:
        if held.window.in_half(row["received_on"]):
            yield Line({"referral": row}, {"Number of Referrals in Last 12 Months": number})


def assessments(held: Held, child: Child) -> Iterator[Line]:
    """List 4: assessments that are open, or were authorised in the last six months.

    One without a day of authorisation is open as long as its referral is.
    """
    closed = {row["referral_id"] for row in child.rows("referral") if held.window.come(row["closed_on"])}
    for row in child.rows("assessment"):
        forgotten = row["authorised_on"] is None and row["referral_id"] is not None and row["referral_id"] in closed
        if held.window.open_or_recent(row["authorised_on"]) and not forgotten:
            yield Line({"assessment": row})


def enquiries(held: Held, child: Child) -> Iterator[Line]:
    """List 5: enquiries of the last six months, each with its conference."""
    rows, conferences = child.rows("s47_enquiry"), child.rows("initial_conference")
    of_enquiry = {row["s47_id"]: row for row in conferences if row["s47_id"]}
    cells = {
        "Number of Section 47 Enquiries in the last 12 months": sum(
            held.window.in_year(row["started_on"]) for row in rows
        ),
        "Number of ICPCs in the last 12 months": sum(held.window.in_year(row["held_on"]) for row in conferences),
    }
    for row in rows:
        if held.window.in_half(row["started_on"]):
            yield Line({"s47_enquiry": row, "initial_conference": of_enquiry.get(row["s47_id"], {})}, cells)


def in_need(held: Held, child: Child) -> Iterator[Line]:
    """List 6: children in need whose case is open, or closed in the last six months: each referral that led to work.

    Where the list itself was loaded, its rows.
    """
    for row in child.rows("cin_case"):
        if held.window.open_or_recent(row["closed_on"]):
            yield Line({"cin_case": row})
    if held.has("cin_case"):
        return
    for row in child.rows("referral"):
        if row["no_further_action"] == "no" and held.window.open_or_recent(row["closed_on"]):
            case = {
                "started_on": row["received_on"],
                "closed_on": held.window.come(row["closed_on"]),
                "last_seen_on": _last_seen(held, child),
                "status": _status(held, child, row),
            }
            # Closing reasons and needs are codes of the referral: the list reads neither back.
            cells = {"Primary Need Code": ("primary_need", row["primary_need"])}
            if case["closed_on"]:
                cells["Reason for Closure"] = ("cin_close_reason", row["close_reason"])
            yield Line({"cin_case": case}, cells)


def _last_seen(held: Held, child: Child) -> date | None:
    """The newest visit of any kind at which the child was seen."""
    days = [
        latest(child.rows(table), "visited_on", held.window, was_seen).get("visited_on")
        for table in ("cin_visit", "cp_visit", "cla_visit")
    ]
    return max((day for day in days if day), default=None)


def _status(held: Held, child: Child, row: Row) -> str:
    """What the child is: closed, in care, on a plan, or being assessed."""
    if held.window.come(row["closed_on"]):
        return "closed episode"
    for table, word in (
        ("care_episode", "looked after child"),
        ("period_of_care", "looked after child"),
        ("cp_plan", "child protection plan"),
        ("cin_plan", "child in need plan"),
    ):
        if any(held.window.come(each["ended_on"]) is None for each in child.rows(table)):
            return word
    return "open assessment"


def protection(held: Held, child: Child) -> Iterator[Line]:
    """List 7: protection plans of this council that are open, or ended in the last six months."""
    for number, row in enumerate(child.rows("cp_plan")):
        if held.window.open_or_recent(row["ended_on"]) and row["other_council"] != "yes":
            visits = [each for each in child.rows("cp_visit") if each["plan_id"] == row["plan_id"]]
            reviews = [each for each in child.rows("cp_review") if each["plan_id"] == row["plan_id"]]
            visit = latest(visits, "visited_on", held.window, was_seen)
            review = latest(reviews, "held_on", held.window, lambda each: each["quorate"] == "yes")
            cells = {
                "Was the Child Seen Alone?": ("yes or no", visit.get("seen_alone")),
                "Number of Previous Child Protection Plans": number,
                "Child Protection Plan End Date": held.window.come(row["ended_on"]),
            }
            unsaid = {
                "Date of the Last Statutory Visit": is_unsaid(visits, "visited_on", "seen", visit, held.window),
                "Date of latest review conference": is_unsaid(reviews, "held_on", "quorate", review, held.window),
            }
            yield Line({"cp_plan": row, "cp_visit": visit, "cp_review": review}, cells, which(unsaid))


def care_leavers(held: Held, child: Child) -> Iterator[Line]:
    """List 9: care leavers entitled to support now."""
    title = "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)"
    for row in child.rows("care_leaver"):
        adviser = str(row["adviser"] or "")
        cells = {"Allocated Personal Advisor": held.workers.get(adviser, adviser), **unaccompanied(held, child, title)}
        yield Line({"care_leaver": row}, cells)


def adoption(held: Held, child: Child) -> Iterator[Line]:
    """List 10: children with a plan for adoption, those adopted or reversed in the last twelve months among them.

    An adopted child's record is sealed from the order on, and sealed records are in no list.
    """
    days = [row["entered_care_on"] for row in child.rows("care_episode") if row["entered_care_on"]]
    for row in child.rows("permanence"):
        ended = held.window.come(row["order_on"]) or held.window.come(row["reversed_on"])
        if row["decided_on"] and (ended is None or ended >= held.window.year):
            yield Line({"permanence": row}, {"Date the Child Entered Care": min(days, default=None)})


LISTS: dict[str, Callable[[Held, Child], Iterator[Line]]] = {
    "List 1": contacts,
    "List 2": early_help,
    "List 3": referrals,
    "List 4": assessments,
    "List 5": enquiries,
    "List 6": in_need,
    "List 7": protection,
    "List 8": looked_after,
    "List 9": care_leavers,
    "List 10": adoption,
}
"""The eleventh is of adopters, who are no children."""
WINDOWS = {
    "List 1": "six months", "List 2": "six months", "List 3": "twelve months", "List 4": "six months",
    "List 5": "twelve months", "List 6": "six months", "List 7": "six months", "List 8": "twelve months",
    "List 10": "twelve months", "List 11": "twelve months",
}  # fmt: skip
"""How far back each list asks; the ninth asks only for the present."""
DRIVERS = {
    "List 1": ("contact",), "List 2": ("early_help",), "List 3": ("referral",), "List 4": ("assessment",),
    "List 5": ("s47_enquiry",), "List 6": ("referral", "cin_case"), "List 7": ("cp_plan",),
    "List 8": ("care_episode", "period_of_care"), "List 9": ("care_leaver",), "List 10": ("permanence",),
    "List 11": ("adopter",),
}  # fmt: skip
"""The tables that say which rows a list has: with none of them loaded it cannot be made."""
