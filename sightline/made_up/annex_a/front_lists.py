"""Lists 1 to 6: contacts, early help, referrals, assessments, enquiries and conferences, children in need."""

from collections.abc import Iterator
from datetime import date

from sightline.made_up.annex_a.reading import (
    HALF_YEAR_AGO,
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
from sightline.made_up.story import Facts


def contacts(child: Child) -> Iterator[Cells]:
    for row in child.rows("ssd_contacts"):
        if since(row["cont_contact_date"], HALF_YEAR_AGO):
            source = label("source", row["cont_contact_source_code"])
            yield {**person(child), "Date of Contact": row["cont_contact_date"], "Contact Source": source}


def early_help(child: Child) -> Iterator[Cells]:
    for row in child.rows("ssd_early_help_episodes"):
        if in_or_open(row["earl_episode_end_date"]):
            yield {
                **person(child),
                "Assessment start date": row["earl_episode_start_date"],
                "Assessment completion date": row["earl_episode_end_date"],
                "Organisation completing assessment": row["earl_episode_organisation"],
            }


def referrals(child: Child) -> Iterator[Cells]:
    rows = child.rows("ssd_cin_episodes")
    number = sum(since(row["cine_referral_date"], YEAR_AGO) for row in rows)
    for row in rows:
        if since(row["cine_referral_date"], HALF_YEAR_AGO):
            yield {
                **person(child),
                "Date of referral": row["cine_referral_date"],
                "Referral Source": label("source", row["cine_referral_source_code"]),
                "Referral NFA?": yes_no(row["cine_referral_nfa"]),
                "Number of Referrals in Last 12 Months": number,
                **allocated(child),
            }


def assessments(child: Child) -> Iterator[Cells]:
    closed = {row["cine_referral_id"] for row in child.rows("ssd_cin_episodes") if day(row["cine_close_date"])}
    for row in child.rows("ssd_cin_assessments"):
        forgotten = row["cina_assessment_auth_date"] is None and row["cina_referral_id"] in closed
        if in_or_open(row["cina_assessment_auth_date"]) and not forgotten:
            needed = {"Y": "N", "N": "Y"}.get(str(row["cina_assessment_outcome_nfa"]), "")
            yield {
                **person(child),
                **disability(child),
                "Continuous Assessment Start Date": row["cina_assessment_start_date"],
                "Child Seen During Continuous Assessment": yes_no(row["cina_assessment_child_seen"]),
                "Continuous Assessment Date of Authorisation": row["cina_assessment_auth_date"],
                "Was the child assessed as requiring LA children's social care support?": yes_no(needed),
                **allocated(child),
            }


def enquiries(child: Child) -> Iterator[Cells]:
    rows, held = child.rows("ssd_s47_enquiry"), child.rows("ssd_initial_cp_conference")
    conferences = {row.get("icpc_s47_enquiry_id"): row for row in held}
    enquiries_of_year = sum(since(row["s47e_s47_start_date"], YEAR_AGO) for row in rows)
    conferences_of_year = sum(since(row["icpc_icpc_date"], YEAR_AGO) for row in held)
    for row in rows:
        if since(row["s47e_s47_start_date"], HALF_YEAR_AGO):
            conference = conferences.get(row["s47e_s47_enquiry_id"], {})
            yield {
                **person(child),
                **disability(child),
                "Strategy discussion initiating Section 47 Enquiry Start Date": row["s47e_s47_start_date"],
                "Was an Initial Child Protection Conference deemed unnecessary?": yes_no(row["s47e_s47_nfa"]),
                "Date of Initial Child Protection Conference": conference.get("icpc_icpc_date"),
                "Did the Initial Child Protection Conference Result in a Child Protection Plan": _made(conference),
                "Number of Section 47 Enquiries in the last 12 months": enquiries_of_year,
                "Number of ICPCs in the last 12 months": conferences_of_year,
                **allocated(child),
            }


def _made(conference: Facts) -> str:
    return yes_no(conference["icpc_icpc_outcome_cp_flag"]) if conference else ""


def in_need(child: Child) -> Iterator[Cells]:
    for row in child.rows("ssd_cin_episodes"):
        if row["cine_referral_nfa"] == "N" and in_or_open(row["cine_close_date"]):
            yield {
                **person(child),
                **disability(child),
                "CIN Start Date": row["cine_referral_date"],
                "Primary Need Code": label("need", row["cine_cin_primary_need_code"]),
                "Date Child Was Last Seen": last_seen(child),
                "CIN Closure Date": day(row["cine_close_date"]),
                "Reason for Closure": label("closure", row["cine_close_reason"]),
                "Case Status": label("status", _status(child, row)),
                **allocated(child),
            }


def last_seen(child: Child) -> date | None:
    """The newest visit of any kind at which the child was seen."""
    visits = (
        ("ssd_cin_visits", "cinv_cin_visit_date", "cinv_cin_visit_seen"),
        ("ssd_cp_visits", "cppv_cp_visit_date", "cppv_cp_visit_seen"),
        ("ssd_cla_visits", "clav_cla_visit_date", "clav_cla_visit_seen"),
    )
    days = [latest([r for r in child.rows(table) if r[seen] == "Y"], on) for table, on, seen in visits]
    return max((found for found in days if found), default=None)


def _status(child: Child, row: Facts) -> str:
    if day(row["cine_close_date"]):
        return "Closed episode"
    if any(r["clae_cla_episode_ceased_date"] is None for r in child.rows("ssd_cla_episodes")):
        return "Looked after child"
    if any(r["cppl_cp_plan_end_date"] is None for r in child.rows("ssd_cp_plans")):
        return "Child Protection plan"
    if any(r["cinp_cin_plan_end_date"] is None for r in child.rows("ssd_cin_plans")):
        return "Child in need plan"
    return "Open assessment"
