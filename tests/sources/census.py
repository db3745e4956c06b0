"""A small children in need census and a small SSDA903 return, for the tests of what comes in. All made up."""

from __future__ import annotations

CENSUS = """<Message>
  <Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>{day}</ReferenceDate>
  </CollectionDetails><Source><LEA>999</LEA></Source></Header>
  <Children>
{children}
  </Children>
</Message>
"""

CHILD = """<Child>
  <ChildIdentifiers><LAchildID>MU1</LAchildID><PersonBirthDate>2015-03-27</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
  <ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>NONE</Disability></Disabilities>
  </ChildCharacteristics>
  <CINdetails>
    <CINreferralDate>2025-10-06</CINreferralDate>
    <ReferralSource>1A</ReferralSource>
    <Assessments>
      <AssessmentActualStartDate>2025-10-07</AssessmentActualStartDate>
      <AssessmentAuthorisationDate>2025-11-20</AssessmentAuthorisationDate>
      <FactorsIdentifiedAtAssessment><AssessmentFactors>1C</AssessmentFactors></FactorsIdentifiedAtAssessment>
    </Assessments>
    <Section47>
      <S47ActualStartDate>2025-11-24</S47ActualStartDate>
      <DateOfInitialCPC>2025-12-10</DateOfInitialCPC>
      <ICPCnotRequired>false</ICPCnotRequired>
    </Section47>
    <ReferralNFA>0</ReferralNFA>
    <ChildProtectionPlans>
      <CPPstartDate>2025-12-10</CPPstartDate>
      <InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>
      <Reviews><CPPreviewDate>2026-01-15</CPPreviewDate><CPPreviewDate>2026-03-02</CPPreviewDate></Reviews>
    </ChildProtectionPlans>
  </CINdetails>
</Child>"""


def census(*children: str, day: str = "2026-03-31") -> str:
    """A census of these children."""
    return CENSUS.format(day=day, children="\n".join(children or (CHILD,)))


EPISODES_HEADER = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"


def episodes(*rows: str) -> str:
    """An episodes file; a row is "child decom rne ls place dec rec", with "-" for blank."""
    lines = [EPISODES_HEADER]
    for row in rows:
        child, decom, rne, ls, place, dec, rec = ("" if cell == "-" else cell for cell in row.split())
        lines.append(f"{child},{decom},{rne},{ls},N1,{place},PR1,{dec},{rec},,,,")
    return "\n".join(lines) + "\n"
