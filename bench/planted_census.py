"""A made-up census in which each child breaks one rule, named by its id: what any validator should find.

The year is 2025/26. Everything else about a child is as it should be, or as the rule needs it.
"""

from pathlib import Path

HEAD = (
    "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>"
    "<ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>999</LEA>"
    "<SoftwareCode>made-up</SoftwareCode><Release>1</Release><SerialNo>1</SerialNo>"
    "<DateTime>2026-04-20T10:00:00</DateTime></Source></Header><Children>"
)


def _of(name: str, *parts: str) -> str:
    """An element with its parts; nothing where it would be empty."""
    inside = "".join(parts)
    return f"<{name}>{inside}</{name}>" if inside else ""


def _referral(
    received: str,
    *inside: str,
    closed: str = "",
    reason: str = "",
    nfa: str = "0",
    source: str = "1A",
    need: str = "N1",
) -> str:
    return _of(
        "CINdetails", _of("CINreferralDate", received), _of("ReferralSource", source), _of("PrimaryNeedCode", need),
        _of("CINclosureDate", closed), _of("ReasonForClosure", reason), *inside, _of("ReferralNFA", nfa),
    )  # fmt: skip


def _assessment(started: str, authorised: str = "") -> str:
    factors = _of("FactorsIdentifiedAtAssessment", _of("AssessmentFactors", "1C")) if authorised else ""
    days = _of("AssessmentActualStartDate", started), _of("AssessmentAuthorisationDate", authorised)
    return _of("Assessments", *days, factors)


def _enquiry(started: str, held: str = "", not_needed: str = "false", target: str = "") -> str:
    return _of(
        "Section47",
        _of("S47ActualStartDate", started),
        _of("InitialCPCtarget", target),
        _of("DateOfInitialCPC", held),
        _of("ICPCnotRequired", not_needed),
    )


def _need(started: str, ended: str = "") -> str:
    return _of("CINPlanDates", _of("CINPlanStartDate", started), _of("CINPlanEndDate", ended))


def _plan(started: str, ended: str = "", *reviews: str, category: str = "NEG") -> str:
    held = "".join(_of("Reviews", _of("CPPreviewDate", day)) for day in reviews)
    return _of(
        "ChildProtectionPlans", _of("CPPstartDate", started), _of("CPPendDate", ended),
        _of("InitialCategoryOfAbuse", category), _of("LatestCategoryOfAbuse", category),
        _of("NumberOfPreviousCPP", "0"), held,
    )  # fmt: skip


def _child(
    code: str,
    *referrals: str,
    born: str = "2015-03-27",
    expected: str = "",
    died: str = "",
    sex: str = "F",
    ethnic: str = "WBRI",
) -> str:
    return _of(
        "Child",
        _of("ChildIdentifiers", _of("LAchildID", f"R{code}"), _of("UPNunknown", "UN3"), _of("PersonBirthDate", born),
            _of("ExpectedPersonBirthDate", expected), _of("Sex", sex), _of("PersonDeathDate", died)),
        _of("ChildCharacteristics", _of("Ethnicity", ethnic), _of("Disabilities", _of("Disability", "NONE"))),
        *referrals,
    )  # fmt: skip


DAY = "2025-06-02"
BEGAN = _assessment("2025-06-03", "2025-06-20")
PLAN = _plan("2025-06-16")
LED = _enquiry("2025-06-03", "2025-06-16")
SHUT = {"closed": "2025-09-01", "reason": "RC7"}
CHILDREN = (
    _child("0", _referral(DAY, BEGAN)),  # breaks none
    _child("1103", _referral(DAY, _assessment("2025-06-01", "2025-06-20"))),
    _child("1104", _referral(DAY, _enquiry("2025-06-02", "2025-05-30"))),
    _child("1105", _referral(DAY, _plan("2025-05-30"))),
    _child("2885", _referral(DAY, LED, _plan("2025-06-17"))),
    _child("2889", _referral(DAY, _enquiry("2025-05-30", "2025-06-16"))),
    _child("2991Q", _referral(DAY, LED)),
    _child("4000", _referral(DAY, _need("2025-06-20"), nfa="1")),
    _child("4001", _referral(DAY, BEGAN, LED, PLAN, _need("2025-06-10"))),
    _child("4003", _referral(DAY, LED, _plan("2025-06-16", "2026-01-05", "2025-09-01"),
                             _need("2025-08-01", "2025-10-01"))),
    _child("4004", _referral(DAY, BEGAN, _need("2025-06-20"), _need("2025-07-20"))),
    _child("4008", _referral(DAY, BEGAN, _need("2025-08-20")), died="2025-08-01"),
    _child("4009Q", _referral(DAY, BEGAN, _need("2025-07-20", "2025-08-02")), died="2025-08-01"),
    _child("4010", _referral(DAY, BEGAN, _need("", "2025-07-01"))),
    _child("4011", _referral(DAY, BEGAN, _need("2025-07-20", "2025-07-10"))),
    _child("4012Q", _referral(DAY, BEGAN, _need("2025-07-20", "2025-07-20"))),
    _child("4013", _referral(DAY, BEGAN, _need("2025-07-20", "2026-04-02"))),
    _child("4014", _referral(DAY, BEGAN, _need("2025-06-20", "2025-08-01"), _need("2025-07-20", "2025-09-01"))),
    _child("4015", _referral(DAY, BEGAN, _need("2025-05-20"))),
    _child("4016", _referral(DAY, LED, PLAN, _need("2025-07-20"))),
    _child("4017", _referral(DAY, LED, _need("2025-06-10", "2025-07-01"), PLAN)),
    _child("4180", _referral(DAY, BEGAN), sex=""),
    _child("4220", _referral(DAY, BEGAN), ethnic="XXXX"),
    _child("8520", _referral(DAY, BEGAN), born="2026-04-02"),
    _child("8525Q", _referral(DAY, BEGAN), born=""),
    _child("8530Q", _referral(DAY, BEGAN), born="", expected="2026-02-02", sex="U"),
    _child("8530late", _referral(DAY, BEGAN), born="", expected="2027-02-02", sex="U"),
    _child("8535Q", _referral(DAY, BEGAN), died="2015-03-01"),
    _child("8545Q", _referral("2024-06-03"), died="2025-03-01"),
    _child("8555Q", _referral(DAY, BEGAN), died="2025-05-01"),
    _child("8565", _referral(DAY, BEGAN, _assessment("2025-09-02", "2025-09-20"), **SHUT)),
    _child("8565plan", _referral(DAY, BEGAN, LED, _plan("2025-09-02"), **SHUT)),
    _child("8568", _referral(DAY, BEGAN, nfa="")),
    _child("8569Q", _referral("2025-03-03", nfa="1")),
    _child("8585Q", _referral(DAY, BEGAN, closed="2025-09-01", reason="RC2")),
    _child("8600", _referral("2026-04-02")),
    _child("8606", _referral("2025-04-02"), born="2026-03-30", sex="U"),
    _child("8606near", _referral(DAY), born="2026-03-30", sex="U"),
    _child("8608", _referral(DAY, _assessment("2025-06-20", "2025-06-10"))),
    _child("8610", _referral(DAY, BEGAN, need="")),
    _child("8615", _referral(DAY, "<Section47><DateOfInitialCPC>2025-06-16</DateOfInitialCPC></Section47>")),
    _child("8620", _referral(DAY, BEGAN, closed="2026-04-02", reason="RC7")),
    _child("8630", _referral(DAY, closed="2025-06-01", reason="RC7")),
    _child("8650", _referral(DAY, BEGAN, need="N99")),
    _child("8696", _referral(DAY, _assessment("2025-06-03", "2026-04-02"))),
    _child("8715", _referral("2025-03-03", _enquiry("2025-03-04", "2025-03-17"))),
    _child("8720", _referral(DAY, "<ChildProtectionPlans><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
                                  "</ChildProtectionPlans>")),
    _child("8736", _referral("2025-03-03", _assessment("2025-03-04"))),
    _child("8740", _referral("2025-03-03", _enquiry("2025-03-04", not_needed="0"))),
    _child("8775Q", _referral(DAY, BEGAN), born="1995-03-27"),
    _child("8805", _referral(DAY, BEGAN, closed="2025-09-01")),
    _child("8810", _referral(DAY, BEGAN, reason="RC7")),
    _child("8815", _referral(DAY, BEGAN), _referral("2025-08-01")),
    _child("8816", _referral(DAY, BEGAN), _referral("2025-08-01", closed="2025-10-01", reason="RC7")),
    _child("8820", _referral(DAY, BEGAN, **SHUT), _referral("2025-08-01", closed="2025-10-01", reason="RC7")),
    _child("8831", _referral(DAY, BEGAN, nfa="1")),
    _child("8832", _referral(DAY, PLAN, nfa="1")),
    _child("8839", _referral(DAY, _enquiry("2025-06-03"), _enquiry("2025-06-10"))),
    _child("8840", _referral(DAY, LED, _plan("2025-06-16", "2025-06-16"))),
    _child("8841", _referral(DAY, LED, _plan("2025-06-16", "", "2025-06-16"))),
    _child("8863Q", _referral(DAY, BEGAN, _assessment("2025-06-10", "2025-07-01"))),
    _child("8866", _referral(DAY, BEGAN, source="9Z")),
    _child("8867", _referral(DAY, _assessment("2025-06-03"), **SHUT)),
    _child("8868", _referral(DAY, _enquiry("2025-06-03"), **SHUT)),
    _child("8870Q", _referral(DAY, BEGAN, _enquiry("2025-06-03", "2025-06-16", target="2025-06-14"))),
    _child("8875", _referral(DAY, BEGAN, _enquiry("2025-06-03", "2025-06-15"))),
    _child("8890", _referral(DAY, LED, _enquiry("2025-06-10", "2025-06-25"))),
    _child("8896", _referral(DAY, _assessment("2025-06-03"), _assessment("2025-06-10"))),
    _child("8905", _referral(DAY, LED, _plan("2025-06-16", category="ZZZ"))),
    _child("8915", _referral(DAY, LED, PLAN), died="2025-06-10"),
    _child("8920", _referral(DAY, LED, _plan("2025-06-16", "2025-08-02")), died="2025-08-01"),
    _child("8925", _referral(DAY, LED, _plan("2025-06-16", "2025-06-10"))),
    _child("8930", _referral(DAY, LED, _plan("2025-06-16", "2026-04-02"))),
    _child("8935", _referral(DAY, LED, PLAN, _plan("2025-08-16"))),
    _child("8940", _referral(DAY, LED, _plan("2025-06-16", "2025-09-01"), _plan("2025-08-16", "2025-12-01"))),
)  # fmt: skip
"""One child for each rule; DAY is the day of a referral that is as it should be."""


def write_census(path: Path) -> None:
    """Write the census; and beside it, in a folder, one with a single child of whom another validator stumbles."""
    after = _referral("2025-06-02", _need("2025-09-02"), closed="2025-09-01", reason="RC7")
    alone = path.parent / "stumble" / path.name
    for each, children in ((path, CHILDREN), (alone, (_child("8565", after),))):
        each.parent.mkdir(parents=True, exist_ok=True)
        each.write_text("\n".join((HEAD, *children, "</Children></Message>")), encoding="utf-8")
