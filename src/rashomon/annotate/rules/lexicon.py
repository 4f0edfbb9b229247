"""The cue words: which lemma may introduce a content, and in which frames.

Written by hand; kept or dropped by how often a lemma in a frame was a cue in the training part of
PolNeAR (below about .45 it went out, unless contested news needs it: "deny", "welcome").
Wishes, plans and topics without content ("wants to", "spoke about") are no claims and stay out.

Frames of a verb:
  CLAUSE       a finite clause ("said that ..."), or any clause the parser makes its complement
  QUOTATION    a quotation beside it ('"...", he shouted')
  INFINITIVE   "vowed to ...", "urged Kyiv to ..."
  OBJECT       a noun phrase ("denied the allegations")
  PREPOSITION  a phrase with one of these prepositions ("called for ...")
  CHARGE       an object and a phrase ("accused Y of Z")
  PREDICATE    an object and what is said of it ("called it a provocation")
  PREDICATE_AS the same with "as" ("described it as ...")
"""

from __future__ import annotations

# Lemmas that the parser's lemmatizer gets wrong, and spellings.
_SPELT = {"hop": "hope", "tweete": "tweet", "retweete": "retweet", "criticise": "criticize"}

CLAUSE = frozenset(
    """
    say tell write add ask show note suggest report argue announce know think describe find claim
    believe explain declare acknowledge agree insist tweet warn reveal recall state conclude admit
    predict promise point indicate question propose deny confirm worry fear learn hope complain
    assure emphasize emphasise concede reiterate remind assert boast remark allege wonder estimate
    stress demand lament joke imply signal rule caution maintain hint contend assume determine
    demonstrate vow pledge reply respond answer comment testify observe charge advise recommend
    counter rebut speculate surmise suspect underline underscore urge order realize realise
    disclose divulge denounce proclaim pronounce profess protest quip refute affirm attest brag
    certify confess deduce inform notify judge muse opine persuade postulate pray project reaffirm
    reason reckon recognize recognise recount repeat retort swear submit theorize theorise threaten
    verify exclaim foresee forecast envisage envision intimate clarify elaborate continue read
    shout yell scream whisper mutter chant cry doubt dispute document detail establish calculate
    concur stipulate specify email text post quote echo plead beg request express expect accept
    understand hear mention relay alert convey disagree guarantee restate foretell
    """.split()
)
QUOTATION = (
    CLAUSE - {"hear", "find", "show", "know", "learn", "understand", "accept"}
) | frozenset(
    """
    go begin laugh sigh smile sing blast fume rant thunder gush welcome condemn criticize slam
    deadpan interject interrupt snap bark growl murmur mumble rejoin call
    """.split()
)
INFINITIVE = frozenset(
    """
    vow promise pledge threaten agree ask urge demand claim hope propose offer order swear profess
    call appeal plead beg encourage advise instruct warn tell invite request decline refuse implore
    """.split()
)
# "declined to comment": refusing to speak is reported speech, refusing to sign is not.
REFUSES = frozenset({"decline", "refuse"})
SPEAKING = frozenset(
    """
    comment say answer discuss confirm elaborate speak name identify give disclose provide talk rule
    reveal specify respond apologize apologise acknowledge explain deny testify
    """.split()
)
OBJECT = frozenset(
    """
    deny announce confirm reject condemn dismiss denounce question acknowledge allege cite claim
    reiterate repeat criticize praise blame demand predict propose recommend suggest oppose endorse
    defend mention stress emphasize emphasise note dispute doubt applaud lament decry blast slam
    tout welcome admit disclose reveal indicate estimate explain urge express voice request recall
    outline unveil disavow rebut refute downplay deride bemoan bewail hail accept ridicule
    show report
    """.split()
)
# With a noun phrase these say something only where a record or a picture is the subject.
DEPICTS = frozenset({"show"})
RECORDS = frozenset(
    """
    video footage film image picture photo photograph recording tape document poll survey figure
    datum data record report study map chart statistic result email e-mail letter transcript memo
    """.split()
)
# "citing officials" names where a claim comes from, not what it says.
PEOPLE = frozenset(
    """
    official source people person expert diplomat lawyer agency newspaper witness aide officer
    resident analyst doctor activist authority medium minister spokesman spokeswoman adviser
    """.split()
)
# ... or only where the noun phrase counts something.
COUNTS = frozenset({"report", "estimate"})
# "claimed responsibility", not "claimed 40 lives".
CLAIMED = frozenset("responsibility victory credit success innocence right".split())
PREPOSITION: dict[str, frozenset[str]] = {
    "call": frozenset({"for"}),
    "ask": frozenset({"for"}),
    "warn": frozenset({"of", "about", "against"}),
    "caution": frozenset({"of", "about", "against"}),
    "complain": frozenset({"about", "of"}),
    "appeal": frozenset({"for"}),
    "plead": frozenset({"for"}),
    "apologize": frozenset({"for"}),
    "apologise": frozenset({"for"}),
    "push": frozenset({"for"}),
    "press": frozenset({"for"}),
    "argue": frozenset({"for", "against"}),
    "advocate": frozenset({"for"}),
    "campaign": frozenset({"for", "against"}),
    "rail": frozenset({"against"}),
    "hint": frozenset({"at"}),
    "boast": frozenset({"about", "of"}),
    "insist": frozenset({"on"}),
    "speak": frozenset({"of"}),
    "liken": frozenset({"to"}),
    "balk": frozenset({"at"}),
}
# "accused Y of Z": the content is the charge, its object stands beside it.
CHARGE: dict[str, frozenset[str]] = {
    "accuse": frozenset({"of"}),
    "blame": frozenset({"for"}),
    "criticize": frozenset({"for"}),
    "praise": frozenset({"for"}),
    "charge": frozenset({"with"}),
    "suspect": frozenset({"of"}),
    "condemn": frozenset({"for"}),
    "denounce": frozenset({"for"}),
    "compare": frozenset({"to", "with"}),
    "liken": frozenset({"to"}),
}
PREDICATE_AS = frozenset(
    """
    describe dismiss denounce condemn portray characterize characterise brand label see view regard
    depict cite hail praise criticize identify list present reject define cast frame slam denigrate
    """.split()
)
PREDICATE = frozenset("call label dub brand deem consider term declare".split())
# Of these the clause "as the ministry put it", "as officials noted".
AS_CLAUSE = frozenset(
    "put say note describe report explain argue suggest tell write state claim".split()
)
# "was told that": whoever said it is not named, but the addressee is.
ADDRESSEE = frozenset({"tell", "inform", "warn", "ask", "assure", "notify", "advise"})
# "is said to have left"
SAID_TO = frozenset("say report believe allege think know understand rumor rumour claim".split())
CALLS_ON = frozenset({"call", "appeal"})
# Passives without an agent in which the outlet still keeps its distance.
DISTANCING = frozenset({"describe", "portray", "depict", "brand", "label", "cite"})
# What a "that" may hang on between it and its cue: "said in a statement that".
MEDIUM = frozenset(
    "statement interview post report letter email speech message tweet briefing note memo".split()
)
# Verbs that hardly do anything but report.
PLAIN = frozenset(
    """
    say tell add write note argue insist conclude state warn reply respond explain ask exclaim
    predict report announce tweet declare claim stress assert
    """.split()
)
# What is held may stand before its verb: "It was a trap, farmers believe".
HELD = frozenset("believe think hope fear suspect".split())
# "said the dam held and warned that": joined to what was said, these go back to who said it.
GOES_BACK = PLAIN | frozenset(
    "vow accuse call urge promise pledge concede acknowledge admit praise criticize suggest".split()
)
# Nothing but a clause or a quotation follows these.
CLAUSE_ONLY = frozenset("say argue insist claim believe think contend allege".split())
# These may close a sentence whose comma was lost.
CLOSING = frozenset("say add tell report announce confirm claim explain note warn state".split())
# "The court heard that": only bodies that sit to hear are sources of what they heard.
HEARS = frozenset("court inquiry inquest jury tribunal committee hearing trial commission".split())
# Nouns that name something said or held: with them even a short object is a content.
STATEMENTS = frozenset(
    """
    claim allegation accusation assertion report rumor rumour charge criticism suggestion
    involvement responsibility wrongdoing guilt
    """.split()
)

# Nouns that name what was said; with a clause, and of these ...
NOUN = frozenset(
    """
    claim allegation accusation assertion argument announcement suggestion belief view account
    report rumor rumour warning threat promise pledge vow demand denial admission complaint
    criticism conclusion hope fear concern prediction estimate insistence acknowledgment
    acknowledgement contention opinion plea confirmation explanation remark theory speculation
    suspicion assurance statement position call request appeal
    """.split()
)
# ... these stand even where nobody is named ("allegations that the vote was rigged").
NOUN_ALONE = frozenset(
    "claim allegation accusation assertion report rumor rumour suggestion speculation".split()
)
NOUN_OF = frozenset("allegation accusation rumor rumour warning claim report threat".split())
NOUN_FOR = frozenset("call demand appeal plea".split())
NOUN_TO = frozenset("threat promise pledge vow call plea request appeal demand".split())
# "made the claim that", "voiced concern that": the noun is the cue, the verb's subject the source.
LIGHT = frozenset(
    """
    make issue voice express raise level renew repeat reiterate air have hold give offer sound
    launch deliver release put post publish send email tweet write circulate
    """.split()
)

# "is sure that": what somebody holds.
STATES = frozenset(
    """
    sure certain confident hopeful convinced adamant worried concerned afraid aware unaware
    optimistic skeptical sceptical doubtful positive insistent mindful fearful unsure
    """.split()
)
DAYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december today yesterday
    """.split()
)
# Verbs that only carry another report verb: "went on to say", "is quoted as saying".
RAISING = frozenset("continue go begin start seem appear refuse decline".split())
# Subjects that say nothing themselves.
NOBODY = frozenset(
    "there this what these those here today yesterday tomorrow you anything nothing nobody".split()
)


def lemma_of(lemma: str) -> str:
    """The lemma in the spelling of this lexicon."""
    lemma = lemma.lower()
    return _SPELT.get(lemma, lemma)


_ALL = frozenset(
    QUOTATION | CLAUSE | INFINITIVE | OBJECT | PREPOSITION.keys() | CHARGE.keys() | PREDICATE
    | PREDICATE_AS | AS_CLAUSE
)  # fmt: skip


def is_cue(lemma: str) -> bool:
    """Whether the verb may be a cue in any frame."""
    return lemma in _ALL
