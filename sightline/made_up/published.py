"""How large each part of the county is, and where each figure comes from.

Sources, all published under the Open Government Licence v3.0. "LAIT": the Department for Education's Local Authority
Interactive Tool, area Herefordshire, year 2025 unless said. "CIN census": Children in need, full release, 2013 to 2024.
"CSC dashboard": the inputs of the children's social care outcomes and enablers dashboard, 2025. "ONS": census 2021.
Rates are per 10,000 children a year unless said; 36,000 children live in the county.
"""

CHILDREN_WHO_LIVE_HERE = 36_000
CHILDREN_KNOWN = 10_000  # over six years; only they are in the files
YEARS = 6

PER_10K = {
    "referrals": 524.4,  # LAIT, "Rates per 10,000 of referrals"
    "section 47": 233.5,  # LAIT, "Section 47 enquiries rate"; 274.1 in 2024
    "initial conferences": 71.4,  # LAIT; 118.3 in 2023, 108.0 in 2024
    "plans starting": 58.7,  # LAIT, "child protection plans starting"; 96.8 in 2023
    "plans at year end": 40.4,  # LAIT; 65.6 in 2023, 59.3 in 2024
    "child in need plans starting": 187.7,  # CIN census b7, 2024; 270.9 in 2023
    "child in need plans at year end": 85.8,  # CIN census b7, 2024; 108.4 in 2023
    "starting to be looked after": 20.0,  # LAIT; 40 in 2023, 28 in 2024
    "looked after at year end": 100.0,  # LAIT; 122 in 2023, 113 in 2024
    "care applications": 5.9,  # LAIT, Cafcass; 14.9 in 2023, 10.3 in 2024
}
RE_REFERRED_WITHIN_A_YEAR = 0.226  # CSC dashboard c1, England 2025; Herefordshire 0.148
SECOND_OR_LATER_PLAN = 0.327  # CSC dashboard d3
NO_FURTHER_ACTION = 0.065  # CSC dashboard c1, England 2025; Herefordshire publishes none
CONTACTS_PER_REFERRAL = 2.5  # nothing is published; what councils print in their own scorecards

# Who refers: CIN census c5, Herefordshire 2022 and LAIT 2025 (police 23%, schools 25.9%, health 17.1%).
REFERRAL_SOURCES = {
    "6": 23.0, "2A": 24.0, "2B": 1.9, "3A": 4.0, "3B": 4.0, "3C": 2.0, "3E": 3.5, "3F": 3.6, "1A": 6.0,
    "1B": 2.0, "1C": 2.0, "1D": 1.5, "4": 1.6, "5A": 2.0, "5B": 4.0, "5C": 4.0, "5D": 3.9, "7": 0.5, "8": 2.0,
    "9": 1.6, "10": 2.9,
}  # fmt: skip
# Month of referral: CIN census c6, Herefordshire 2022 and 2023 together, January first.
MONTHS = (360, 295, 406, 250, 271, 345, 217, 181, 358, 363, 465, 299)
# Primary need at assessment: CIN census b3, Herefordshire 2024.
PRIMARY_NEED = {"N1": 873, "N2": 95, "N3": 73, "N4": 69, "N5": 122, "N6": 52, "N8": 86, "N9": 22, "N0": 195}
NEED_IN_CARE = {"N1": 60, "N2": 3, "N3": 6, "N4": 10, "N5": 6, "N6": 3, "N8": 12}  # CSC dashboard, starting, 2025
# Category of a plan: CIN census d2, Herefordshire 2016 (the last full row): neglect 99, physical 79, emotional 154.
ABUSE = {"NEG": 40, "PHY": 12, "SAB": 4, "EMO": 40, "MUL": 4}
# Ethnic group: ONS census 2021, Herefordshire (counts of residents), children's share of minorities is higher.
ETHNICITY = {
    "WBRI": 170419, "WOTH": 9510, "WIRI": 727, "WIRT": 431, "WROM": 161, "MWAS": 1400, "MWBA": 560, "MWBC": 950,
    "MOTH": 1080, "AIND": 843, "APKN": 139, "ABAN": 55, "AOTH": 842, "CHNE": 339, "BAFR": 340, "BCRB": 150,
    "BOTH": 77, "OOTH": 1019, "REFU": 900, "NOBT": 3600,
}  # fmt: skip
ETHNICITY_UNACCOMPANIED = {"BAFR": 35, "OOTH": 40, "AOTH": 20, "APKN": 2, "WOTH": 3}
# Age when referred: CIN census a7, England 2024: unborn 1.7, under 1 4.0, 1-4 14.1, 5-9 21.3, 10-15 32.2.
AGE_REFERRED = {"unborn": 3, "0-0": 7, "1-4": 20, "5-9": 27, "10-15": 35, "16-17": 8}
# Age when starting to be looked after: CSC dashboard, Herefordshire, 2024 and 2025 together.
AGE_ENTERING_CARE = {"0-0": 17, "1-4": 18, "5-9": 9, "10-15": 31, "16-17": 25}
CHILDREN_IN_A_FAMILY = {1: 52, 2: 28, 3: 13, 4: 7}  # nothing is published; two children to a family on average
DISABLED = 0.13  # CIN census b2, Herefordshire; recorded disability among children in need

# Where looked-after children live: LAIT 2025: foster 72%, children's homes 11%, with parents 9%, supported 6%.
# By the 903 code: U1 and U4 long term, U3 and U6 other, U5 with a view to adoption.
FIRST_PLACEMENTS = {"U3": 15, "U6": 48, "U5": 2, "K2": 13, "P1": 12, "R3": 3, "T0": 4, "R1": 2, "S1": 2}
LATER_PLACEMENTS = {"U4": 40, "U1": 14, "U6": 10, "U3": 4, "K2": 18, "P1": 12, "R1": 2}
LATER_PLACEMENTS_16 = {"K3": 40, "U4": 25, "U6": 15, "K2": 20}
FIRST_PLACEMENTS_16 = {"U6": 45, "U3": 10, "K2": 14, "K3": 28, "R5": 3}
# Why a placement changed: CSC dashboard, Herefordshire 2025, counts out of 205.
CHANGE_REASONS = {
    "CARPL": 51,
    "CREQB": 23,
    "CREQO": 24,
    "PLACE": 20,
    "CHILD": 19,
    "LAREQ": 7,
    "OTHER": 55,
    "ALLEG": 3,
    "STAND": 3,
}
# Legal status on starting: CSC dashboard, Herefordshire 2025: s20 71%, interim care order 12%, police protection 15%.
LEGAL_ON_STARTING = {"V2": 71, "C1": 14, "L1": 15}
# Why children ceased: LAIT 2025: adopted 14%, special guardianship 14%, home planned 9%, home unplanned 5%.
CEASED_YOUNG = {"E4A": 30, "E4B": 10, "E45": 16, "E46": 4, "E47": 6, "E41": 5, "E3": 2, "E8": 12, "E13": 8}
CEASED_AT_18 = {"E5": 40, "E6": 10, "E17": 30, "E7": 8, "E8": 12}
UNACCOMPANIED_SHARE_OF_STARTS = 0.09  # LAIT 2025; 26% in 2023, 18% in 2024
MISSING_SHARE_OF_LOOKED_AFTER = 0.07  # LAIT 2025, in a year

SOCIAL_WORKERS = 125.5  # LAIT 2025, full-time equivalents; caseload 13.6
AGENCY_SHARE = 0.183  # CSC dashboard 2025; 55.2% in 2023
STAFF_STAY_DAYS = 2_400  # turnover 10.8% to 17.8% a year (CSC dashboard)
AGENCY_STAY_DAYS = 330
CASE_HELD_DAYS = 420  # LAIT 2024: 44% of looked-after children had three workers or more in a year
