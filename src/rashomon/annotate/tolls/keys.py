"""Words that speak of tolls, in classes: what one of a class tells, its fellows tell too."""

from __future__ import annotations

PERSON = frozenset(
    """man woman boy girl teen teenager person victim student child mother father son daughter
    wife husband brother sister officer deputy toddler infant baby kid juvenile suspect gunman
    shooter driver clerk employee worker passenger bystander girlfriend boyfriend neighbor friend
    cousin uncle aunt nephew niece grandmother grandfather grandson granddaughter youth male female
    adult owner resident trooper soldier guard robber intruder stepfather stepson mom dad
    freshman sophomore junior senior player minor homeowner customer burglar attacker pedestrian
    hunter""".split()
)

CLASSES: dict[str, str] = {
    "dead": "dead died dies die dying fatally killed killing kills kill deceased slain slaying "
    "perished succumbed slayings fatality fatalities death deaths deadly fatal",
    "murder": "murder murdered murders homicide homicides manslaughter killer killings",
    "after death": "coroner autopsy examiner funeral vigil memorial mourn mourning grieving "
    "obituary buried condolences",
    "injured": "injured wounded hurt injures wounds wounding injury injuries wound grazed injuring "
    "injure maimed paralyzed",
    "hospital": "hospital hospitalized hospitalised airlifted flown transported rushed "
    "ambulance surgery treated medical",
    "condition": "condition critical critically stable serious seriously threatening recover "
    "recovering recovery survive survived survives released minor guarded expected",
    "pronounced": "pronounced declared",
    "hit": "shot struck hit gunned stabbed shoots gunshot shooting shootings shots fired opened "
    "bullet bullets",
    "self": "suicide himself herself themselves self inflicted accidentally accidental accident "
    "unintentionally discharged",
    "charge": "suspect suspects arrested charged custody gunman gunmen shooter shooters charges "
    "accused convicted sentenced trial court pleaded alleged allegedly",
    "attempted": "attempted assault aggravated attempt",
    "none": "no not none nobody without nor neither",
    "more": "others other another including both also additional",
    "count": "counts count total",
    "people": "people persons victims men women teens children students officers boys girls "
    "teenagers adults males females juveniles brothers sisters kids deputies",
    "before": "earlier previous previously since last ago history past weekend separate unrelated "
    "second year years citywide statistics",
    "number": "one two three four five six seven eight nine ten eleven twelve thirteen dozen 1 2 3 "
    "4 5 6 7 8 9 10 11 12 13 14 15",
    "officer": "officer trooper deputy policeman",
    "place of it": "head leg arm foot chest hand stomach shoulder neck face thigh torso back "
    "abdomen hip buttocks knee ankle",
    "person": " ".join(sorted(PERSON - {"officer", "deputy", "trooper", "suspect", "gunman"})),
}
NAMES = tuple(CLASSES)
OF: dict[str, int] = {}
for _number, _name in enumerate(NAMES, start=1):
    for _word in CLASSES[_name].split():
        OF.setdefault(_word, _number)

QUIET: dict[str, str] = {
    "day": "monday tuesday wednesday thursday friday saturday sunday",
    "month": "january february march april june july august september october november december",
    "clock": "am pm p noon midnight",
    "place": "block street avenue road drive lane boulevard apartments",
    "page": "http https www com subscribe newsletter login register email cookies javascript video "
    "photo advertisement share facebook twitter copyright",
    "police": "police sheriff detectives investigators officials authorities",
    "gun": "gun handgun rifle pistol weapon firearm",
    "several": "several multiple many dozens numerous",
}
"""Counted, and no part of the runs of classes."""
QUIET_OF = {w: n for n, words in enumerate(QUIET.values(), len(NAMES) + 1) for w in words.split()}
ALL = len(NAMES) + len(QUIET)
