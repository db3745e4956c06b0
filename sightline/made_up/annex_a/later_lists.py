"""Lists 7 to 11: protection plans, looked-after children, care leavers, adoption, adopters."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from sightline.made_up.annex_a.reading import (
    YEAR_AGO,
    Cells,
    Child,
    allocated,
    day,
    disability,
    in_or_open,
    label,
    latest,
    person,
    since,
    yes_no,
)
from sightline.made_up.diary import AS_OF
from sightline.made_up.story import Facts

EMERGENCY = "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)"
ABUSE = {"NEG": "Neglect", "PHY": "Physical abuse", "SAB": "Sexual abuse", "EMO": "Emotional abuse"}
PLANS = {
    "RETURN6M": "Return to family",
    "RETURNEV": "Return to family",
    "ADOPTION": "Adoption",
    "LTFOST18": "Long-term fostering",
}
MORE_PLANS = {
    "LTRELFR": "SGO/CAO",
    "RESPLMT": "Long-term residential placement",
    "SUPPLIV": "Supported living in the community",
}


def protection(child: Child) -> Iterator[Cells]:
    for number, row in enumerate(child.rows("ssd_cp_plans")):
        if in_or_open(row["cppl_cp_plan_end_date"]) and row["cppl_cp_plan_ola"] == "N":
            yield {
                **person(child),
                **disability(child),
                "Child Protection Plan Start Date": row["cppl_cp_plan_start_date"],
                "Initial Category of Abuse": _abuse(row["cppl_cp_plan_initial_category"]),
                "Latest Category of Abuse": _abuse(row["cppl_cp_plan_latest_category"]),
                **_of_plan(child, row["cppl_cp_plan_id"]),
                "Child Protection Plan End Date": day(row["cppl_cp_plan_end_date"]),
                EMERGENCY: yes_no("N"),
                "Number of Previous Child Protection Plans": number,
                **allocated(child),
            }


def _of_plan(child: Child, plan: object) -> Cells:
    """The latest visit and review of a plan."""
    visits = [v for v in child.rows("ssd_cp_visits") if (v["cppv_cp_plan_id"], v["cppv_cp_visit_seen"]) == (plan, "Y")]
    reviews = [
        r for r in child.rows("ssd_cp_reviews") if (r["cppr_cp_plan_id"], r["cppr_cp_review_quorate"]) == (plan, "Y")
    ]
    last = latest(visits, "cppv_cp_visit_date")
    alone = [v["cppv_cp_visit_seen_alone"] for v in visits if v["cppv_cp_visit_date"] == last]
    return {
        "Date of the Last Statutory Visit": last,
        "Was the Child Seen Alone?": yes_no(alone[-1]) if alone else "",
        "Date of latest review conference": latest(reviews, "cppr_cp_review_date"),
    }


def _abuse(code: object) -> str:
    return label("abuse", ABUSE.get(str(code), "Multiple/not recommended"))


def looked_after(child: Child) -> Iterator[Cells]:
    episodes = child.rows("ssd_cla_episodes")
    for number, period in enumerate(dict.fromkeys(row["clae_cla_id"] for row in episodes)):
        mine = [row for row in episodes if row["clae_cla_id"] == period]
        if in_or_open(mine[-1]["clae_cla_episode_ceased_date"]):
            before = number > 0 and since(episodes[0]["clae_cla_episode_ceased_date"], YEAR_AGO)
            cells = {**_period(child, mine, before), **_latest(child, period)}
            yield {**cells, **_placement(child, period), **_missing(child)}


def _period(child: Child, mine: list[Facts], before: bool) -> Cells:
    ceased = day(mine[-1]["clae_cla_episode_ceased_date"])
    legal = [row for row in child.rows("ssd_legal_status") if row["lega_legal_status_start_date"]][-1]
    return {
        **person(child),
        **disability(child),
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)": yes_no(
            "Y" if child.story.person.unaccompanied else "N"
        ),
        "Date Started to be Looked After": mine[0]["clae_entered_care_date"],
        "Child's Category of Need": label("need", mine[0]["clae_cla_primary_need_code"]),
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)": yes_no(
            "Y" if before else "N"
        ),
        "Start date of current legal status": legal["lega_legal_status_start_date"],
        "Child's Legal Status": label("legal", legal["lega_legal_status"]),
        "Date Ceased to be Looked After": ceased,
        "Reason Ceased to be Looked After": label("ceased", mine[-1]["clae_cla_episode_ceased_reason"])
        if ceased
        else "",
        **allocated(child),
    }


def _latest(child: Child, period: object) -> Cells:
    reviews = [
        r for r in child.rows("ssd_cla_reviews") if r["clar_cla_id"] == period and r["clar_cla_review_cancelled"] != "Y"
    ]
    visits = [v for v in child.rows("ssd_cla_visits") if v["clav_cla_id"] == period and v["clav_cla_visit_seen"] == "Y"]
    done = [r for r in child.rows("ssd_cla_health") if r["clah_health_check_status"] == "Completed"]
    return {
        "Date of Latest Statutory Review": latest(reviews, "clar_cla_review_date"),
        "Date of Last Social Work Visit": latest(visits, "clav_cla_visit_date"),
        "What is the permanence plan for this child?": _permanence(child),
        "Date of Last IRO Visit / Contact to the Child": latest(reviews, "clar_cla_review_date"),
        "Date of Last Health Assessment": _checked(done, "Health Assessment"),
        "Date of Last Dental Check": _checked(done, "Dental Check"),
    }


def _permanence(child: Child) -> str:
    plans = [
        str(row["lacp_cla_care_plan_json"]) for row in child.rows("ssd_cla_care_plan") if row["lacp_cla_care_plan_json"]
    ]
    if not plans:
        return ""
    named = [word for code, word in {**PLANS, **MORE_PLANS}.items() if f'"{code}": "Y"' in plans[-1]]
    return label("permanence", named[0] if named else "other")


def _checked(rows: list[Facts], kind: str) -> date | None:
    return latest([row for row in rows if row["clah_health_check_type"] == kind], "clah_health_check_date")


def _placement(child: Child, period: object) -> Cells:
    mine = [row for row in child.rows("ssd_cla_placement") if row["clap_cla_id"] == period]
    last = mine[-1]
    number = sum(in_or_year(row) for row in mine)
    return {
        "Number of Placements in the Last 12 months": number,
        "Start Date of Most Recent Placement": last["clap_cla_placement_start_date"],
        "Placement Type": label("placement", last["clap_cla_placement_type"]),
        "Placement Provider": label("provider", last["clap_cla_placement_provider"]),
        "Placement postcode": last["clap_cla_placement_postcode"],
        "URN of Placement": last["clap_cla_placement_urn"],
        "Placement Location": "b) Out" if str(last["clap_cla_placement_postcode"]).startswith("ZY") else "a) In",
    }


def in_or_year(row: Facts) -> bool:
    """Whether a placement was there on some day of the last year."""
    ended = day(row["clap_cla_placement_end_date"])
    return ended is None or ended >= YEAR_AGO


def _missing(child: Child) -> Cells:
    rows = [
        row
        for row in child.rows("ssd_missing")
        if str(row["miss_missing_episode_start_date"])[:10] >= YEAR_AGO.isoformat()
    ]
    last = rows[-1] if rows else None
    missing = sum(row["miss_missing_episode_type"] == "M" for row in rows)
    return {
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months": missing,
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months": len(rows)
        - missing,
        "Was the child offered a Return Interview after their last missing episode (Y/N)?": (
            yes_no(last["miss_missing_rhi_offered"]) if last else ""
        ),
        "Did the child accept a Return Interview after their last missing episode (Y/N)?": (
            yes_no(last["miss_missing_rhi_accepted"]) if last else ""
        ),
    }


def care_leavers(child: Child) -> Iterator[Cells]:
    for row in child.rows("ssd_care_leavers"):
        touch = {"YES": "Yes", "NO": "No", "REFU": "Refu"}.get(str(row["clea_care_leaver_in_touch"]), "NREQ")
        yield {
            **person(child),
            "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)": yes_no(
                "Y" if child.story.person.unaccompanied else "N"
            ),
            **disability(child),
            **allocated(child),
            "Allocated Personal Advisor": row["clea_care_leaver_personal_advisor"],
            "Eligibility Category": label(
                "eligibility", f"{str(row['clea_care_leaver_eligibility']).capitalize()} child"
            ),
            "Latest Pathway Plan Review Date": row["clea_pathway_plan_review_date"],
            "LA in Touch": label("touch", touch),
            "Latest Date of Contact": row["clea_care_leaver_latest_contact"],
            "Type of Accommodation": label("accommodation", row["clea_care_leaver_accommodation"]),
            "Suitability of Accommodation": "a) Suitable"
            if row["clea_care_leaver_accom_suitable"] == "1"
            else "b) Unsuitable",
            "Activity Status": label("activity", row["clea_care_leaver_activity"]),
        }


def adoption(child: Child) -> Iterator[Cells]:
    entered = [row["clae_entered_care_date"] for row in child.rows("ssd_cla_episodes")]
    for row in child.rows("ssd_permanence"):
        order = day(row["perm_permanence_order_date"])
        if order is None or order >= YEAR_AGO:
            yield {
                **person(child),
                "Family identifier": child.story.person.family_id,
                **disability(child),
                "Date the Child Entered Care": entered[0] if entered else None,
                "Date of Decision that Child Should be Placed for Adoption": row["perm_adm_decision_date"],
                "Date of Placement Order": row["perm_placement_order_date"],
                "Date of Matching Child and Prospective Adopters": row["perm_matched_date"],
                "Date Placed for Adoption": row["perm_placed_for_adoption_date"],
                "Date of Adoption Order": order,
            }


def adopters(seed: int, number: int) -> Iterator[Cells]:
    """Families who want to adopt; they belong to no child's story."""
    rng = Random(seed * 11 + 3)
    for place in range(number):
        asked = AS_OF - timedelta(days=rng.randint(20, 700))
        started = asked + timedelta(days=rng.randint(10, 40))
        ended = started + timedelta(days=rng.randint(45, 80))
        done = ended <= AS_OF
        yield {
            "Individual adopter identifier": f"AD{place:04d}",
            "Family identifier": f"AF{place // 2:04d}",
            "Gender": label("gender", rng.choice(("Female", "Male"))),
            "Ethnicity": label("ethnicity", "WBRI"),
            "Disability": yes_no("N"),
            "Is the (prospective) adopter fostering for adoption?": yes_no(rng.choice("NNNY")),
            "Date enquiry received": asked,
            "Date Stage 1 started": started if started <= AS_OF else None,
            "Date Stage 1 ended": ended if done else None,
            "Date Stage 2 started": ended + timedelta(days=1) if ended < AS_OF else None,
        }
