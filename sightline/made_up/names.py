"""Names for made-up people. Any likeness to a real person is chance."""

FORENAMES = (
    "Ada", "Aidan", "Alfie", "Amira", "Beth", "Billy", "Callum", "Carys", "Chloe", "Daisy", "Dylan", "Ella",
    "Elin", "Ethan", "Evie", "Finley", "Freya", "George", "Grace", "Harley", "Hattie", "Isla", "Ivan", "Jade",
    "Jake", "Jodie", "Kayla", "Kian", "Lacey", "Leo", "Lexi", "Logan", "Maisie", "Mason", "Mia", "Nell", "Noah",
    "Olly", "Owen", "Paige", "Poppy", "Reuben", "Rhys", "Rosie", "Ruby", "Sam", "Scarlett", "Skye", "Tegan",
    "Theo", "Toby", "Tom", "Tilly", "Zac",
)  # fmt: skip
FORENAMES_ABROAD = (
    "Abdul", "Ahmad", "Dawit", "Farhad", "Filmon", "Hamid", "Ibrahim", "Jwan", "Karwan", "Mustafa", "Nahom",
    "Samuel", "Yonas",
)  # fmt: skip
SURNAMES = (
    "Abbott", "Ashdown", "Barlow", "Beddoes", "Bishop", "Bright", "Bufton", "Cadwallader", "Carter", "Croft",
    "Dale", "Deakin", "Eccles", "Farr", "Fenwick", "Gough", "Griffin", "Hallam", "Harper", "Hodges", "Ingram",
    "Jarvis", "Kemp", "Lane", "Lewis", "Lloyd", "Marsh", "Mason", "Meredith", "Morris", "Nash", "Norgate",
    "Oakley", "Parry", "Pitt", "Powell", "Preece", "Price", "Quinn", "Reed", "Rudge", "Scott", "Shaw", "Skyrme",
    "Stone", "Tandy", "Thorne", "Tudor", "Vale", "Vaughan", "Wade", "Watkins", "Weaver", "Webb", "Wild", "Yapp",
    "Young",
)  # fmt: skip
SURNAMES_ABROAD = ("Ahmadzai", "Berhane", "Haile", "Hussein", "Kidane", "Noori", "Rahimi", "Salih", "Tesfay", "Yusuf")
