"""Articles about places that there are not, for the tests of grouping."""

from __future__ import annotations

from rashomon.model import Article


def article(id_: str, day: str | None, title: str, text: str, outlet: str = "Agency A") -> Article:
    return Article(id=id_, text=text, title=title, outlet=outlet, published=day, language="en")


SHOT_ON_SUNDAY = (
    article(
        "s1", "2031-03-03", "Man shot dead in Brinmouth",
        "A 34-year-old man was shot and killed in Brinmouth on Sunday night, police said. Officers "
        "found him in the 1200 block of Harbour Street. Nobody has been arrested.",
    ),
    article(
        "s2", "2031-03-03", "Victim of Harbour Street shooting named",
        "Police in Brinmouth named the man killed on Harbour Street on Sunday as Teodor Haskin, "
        "34. He was shot several times. Nobody has been arrested.",
        "Daily B",
    ),
)  # fmt: skip
SHOT_ON_THURSDAY = (
    article(
        "t1", "2031-03-07", "Man shot dead in Brinmouth",
        "A 27-year-old man was shot and killed in Brinmouth on Thursday night, police said. "
        "Officers found him in the 800 block of Cannery Road. Nobody has been arrested.",
    ),
    article(
        "t2", "2031-03-08", "Victim of Cannery Road shooting named",
        "Police in Brinmouth named the man killed on Cannery Road on Thursday as Luc Amberly, 27. "
        "He was shot several times. Nobody has been arrested.",
        "Daily B",
    ),
)  # fmt: skip
FERRY = (
    article(
        "f1", "2021-06-02", "Ferry Solvane sinks off Tarn Head",
        "The ferry Solvane sank off Tarn Head on Tuesday with 61 people aboard, the coast guard of "
        "Lissom said. Nineteen people are missing. Its captain, Odo Brannick, was rescued.",
    ),
    article(
        "f2", "2021-06-03", "Nineteen missing from the Solvane",
        "Divers reached the wreck of the ferry Solvane off Tarn Head on Wednesday. The coast guard "
        "of Lissom said nineteen people were still missing after the sinking.",
        "Daily B",
    ),
    article(
        "f3", "2024-09-17", "Captain of the Solvane stands trial",
        "Odo Brannick, the captain of the ferry Solvane, went on trial in Lissom on Tuesday over "
        "the sinking off Tarn Head in June 2021 that killed nineteen people.",
        "Daily B",
    ),
    article(
        "f4", "2031-06-01", "Ten years after: Lissom remembers the Solvane",
        "Families laid wreaths at Tarn Head on Sunday, ten years after the ferry Solvane sank and "
        "nineteen people died. Odo Brannick, its captain, was not invited.",
        "Weekly C",
    ),
)  # fmt: skip
OTHER_FERRY = (
    article(
        "g1", "2026-02-10", "Ferry Maronde sinks in Pell Strait",
        "The ferry Maronde sank in the Pell Strait on Monday with 44 people aboard, the coast "
        "guard of Lissom said. Seven people are missing. Its captain, Vera Tolm, was rescued.",
    ),
    article(
        "g2", "2026-02-11", "Seven missing from the Maronde",
        "Divers reached the wreck of the ferry Maronde in the Pell Strait on Tuesday. The coast "
        "guard of Lissom said seven people were still missing after the sinking.",
        "Daily B",
    ),
)  # fmt: skip
