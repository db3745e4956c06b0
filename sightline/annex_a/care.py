"""List 8: looked-after children, with the newest of everything; and who is unaccompanied, for list 9 too."""

from collections.abc import Iterator

from sightline.annex_a.held import Cells, Child, Held, Line, Row, is_unsaid, latest, person, was_seen, which

CHECKS = {"Date of Last Health Assessment": "health assessment", "Date of Last Dental Check": "dental check"}


def looked_after(held: Held, child: Child) -> Iterator[Line]:
    """List 8: periods of care that are open, or ended in the last six months, with the newest of everything."""
    periods = _periods(child)
    for period in periods:
        ended = held.window.come(period["ended_on"])
        if not held.window.open_or_recent(ended) or not held.window.come(period["started_on"]):
            continue
        before = any(
            other is not period
            and other["started_on"] < period["started_on"]
            and held.window.in_year(other["ended_on"])
            for other in periods
        )
        cells = {
            "Date Ceased to be Looked After": ended,
            "Reason Ceased to be Looked After": ("episode_end_reason", period["end_reason"] if ended else None),
            "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)": (
                "yes or no", "yes" if before else "no"),
            **unaccompanied(held, child, "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)"),
            **_health(held, child),
            **_moves(held, child, period),
            **_missing(held, child),
        }  # fmt: skip
        yield Line({"period_of_care": period, **_newest(held, child, period)}, cells, _unsaid(held, child, period))


def _periods(child: Child) -> list[Row]:
    """Periods of care: as a list gives them, or put together from their episodes."""
    given = [row for row in child.rows("period_of_care") if row["started_on"]]
    if given:
        return given
    groups: dict[str, list[Row]] = {}
    for row in child.rows("care_episode"):
        if row["entered_care_on"] or row["started_on"]:
            groups.setdefault(row["period_of_care_id"] or str(row["entered_care_on"]), []).append(row)
    return [
        {
            "period_of_care_id": key,
            "started_on": min(row["entered_care_on"] or row["started_on"] for row in rows),
            "ended_on": rows[-1]["ended_on"],
            "end_reason": rows[-1]["end_reason"],
        }
        for key, rows in groups.items()
    ]


def _of_period(child: Child, table: str, period: Row) -> list[Row]:
    """The rows of a table that belong to a period: those with its id, or with none."""
    return [row for row in child.rows(table) if row.get("period_of_care_id") in (None, period.get("period_of_care_id"))]


def _newest(held: Held, child: Child, period: Row) -> dict[str, Row]:
    window, placements = held.window, _of_period(child, "placement", period)
    return {
        "placement": latest(placements, "started_on", window) or (placements[-1] if placements else {}),
        "legal_status": latest(child.rows("legal_status"), "started_on", window),
        "cla_review": latest(
            _of_period(child, "cla_review", period), "held_on", window, lambda row: row["cancelled"] != "yes"
        ),
        "cla_visit": latest(_of_period(child, "cla_visit", period), "visited_on", window, was_seen),
        "care_plan": latest(child.rows("care_plan"), "started_on", window, lambda row: bool(row["permanence_plan"])),
    }


def _unsaid(held: Held, child: Child, period: Row) -> tuple[str, ...]:
    """The dates of a child in care for which a newer row does not say enough."""
    visits = _of_period(child, "cla_visit", period)
    visit = latest(visits, "visited_on", held.window, was_seen)
    unsaid = {"Date of Last Social Work Visit": is_unsaid(visits, "visited_on", "seen", visit, held.window)}
    for title, kind in CHECKS.items():
        rows = [row for row in child.rows("health_check") if row["check_type"] == kind]
        unsaid[title] = is_unsaid(rows, "checked_on", "status", _checked(held, child, kind), held.window)
    return which(unsaid)


def _checked(held: Held, child: Child, kind: str) -> Row:
    rows = [row for row in child.rows("health_check") if (row["check_type"], row["status"]) == (kind, "completed")]
    return latest(rows, "checked_on", held.window)


def _health(held: Held, child: Child) -> Cells:
    return {title: _checked(held, child, kind).get("checked_on") for title, kind in CHECKS.items()}


def _moves(held: Held, child: Child, period: Row) -> Cells:
    rows = _of_period(child, "placement", period)
    number = sum(held.window.come(row["ended_on"]) is None or held.window.in_year(row["ended_on"]) for row in rows)
    return {"Number of Placements in the Last 12 months": number} if held.has("placement") else {}


def _missing(held: Held, child: Child) -> Cells:
    if not held.has("missing_episode"):
        return {}
    rows = [row for row in child.rows("missing_episode") if held.window.in_year(row["started_on"])]
    last: Row = max(rows, key=lambda row: row["started_on"], default={})
    where = "from their Placement in the last 12 months"
    after = "a Return Interview after their last missing episode (Y/N)?"
    return {
        f"Number of Episodes the Child has been 'Missing' {where}": sum(row["kind"] == "M" for row in rows),
        f"Number of Episodes the Child has been 'Absent' {where}": sum(row["kind"] == "A" for row in rows),
        f"Was the child offered {after}": ("yes or no", last and (last["offered"] or "unknown")),
        f"Did the child accept {after}": ("yes or no", last and (last["accepted"] or "unknown")),
    }


def unaccompanied(held: Held, child: Child, title: str) -> Cells:
    """Said of the child, or by a status of immigration; not known where no load says either."""
    said = person(child).get("unaccompanied")
    if said is None and held.has("immigration_status"):
        said = "yes" if child.rows("immigration_status") else "no"
    return {title: ("yes or no", said)}
