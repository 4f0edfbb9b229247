"""The cue words: which lemma may introduce a content, and in which frames.

Frames of a verb:
  clause      a finite clause ("said that ..."), or any clause the parser makes its complement
  quotation   a quotation beside it ("...", he shouted)
  infinitive  "vowed to ..."
  object      a noun phrase ("denied the allegations")
  preposition a phrase with one of the listed prepositions ("called for ...")
  predicate   object and what is said of it ("called it a provocation", "described it as ...")
"""

from __future__ import annotations

CLAUSE = frozenset(
    """
    say tell write add ask show note suggest report argue announce know think describe find claim believe
    explain declare acknowledge agree insist tweet warn reveal recall state conclude admit predict promise
    point indicate question propose deny confirm worry fear learn remember hope decide complain assure
    emphasize emphasise concede reiterate remind assert boast remark allege wonder estimate stress demand
    lament joke mean imply signal rule caution maintain hint contend assume determine demonstrate vow
    pledge reply respond answer comment testify observe mention charge advise recommend counter rebut
    speculate surmise suspect underline underscore urge order feel guess understand realize realise
    disclose divulge denounce proclaim pronounce profess protest quip refute affirm attest
    brag cable certify confess decree deduce inform notify instruct judge muse opine persuade convince
    postulate pray project reaffirm reason reckon recognize recognise recount relate repeat retort swear
    submit theorize threaten teach verify volunteer exclaim foresee forecast envisage envision intimate
    clarify elaborate continue hear read shout yell scream whisper mutter chant cry call doubt dispute
    highlight document detail establish prove confirm calculate view consider concur stipulate specify
    email text post quote cite echo urge plead beg request
    """.split()
)
QUOTATION = CLAUSE | frozenset(
    """
    begin go conclude end laugh sigh shrug smile sing blast fume rant thunder gush urge welcome condemn
    criticize criticise slam joke deadpan interject interrupt snap bark growl murmur mumble rejoin
    """.split()
)
INFINITIVE = frozenset(
    """
    vow promise pledge threaten agree ask urge demand claim expect hope refuse decline propose offer
    order swear profess call plead beg encourage advise instruct warn tell invite request commit vote
    """.split()
)
OBJECT = frozenset(
    """
    deny announce confirm reject condemn dismiss denounce question report acknowledge allege cite
    claim reiterate repeat criticize criticise praise blame demand predict propose recommend suggest
    support oppose endorse support defend mention stress emphasize emphasise warn note describe
    dispute doubt applaud lament decry blast slam tout welcome admit disclose reveal show indicate
    estimate explain promise pledge urge express voice request recall mock echo highlight discuss
    """.split()
)
PREPOSITION: dict[str, frozenset[str]] = {
    "call": frozenset({"for"}),
    "point": frozenset({"to", "out"}),
    "warn": frozenset({"of", "about", "against"}),
    "complain": frozenset({"about", "of"}),
    "speak": frozenset({"of", "about"}),
    "talk": frozenset({"about", "of"}),
    "refer": frozenset({"to"}),
    "comment": frozenset({"on"}),
    "respond": frozenset({"to"}),
    "appeal": frozenset({"for"}),
    "plead": frozenset({"for"}),
    "apologize": frozenset({"for"}),
    "apologise": frozenset({"for"}),
    "agree": frozenset({"with", "to"}),
    "push": frozenset({"for"}),
    "argue": frozenset({"for", "against"}),
    "rail": frozenset({"against"}),
    "hint": frozenset({"at"}),
    "boast": frozenset({"about", "of"}),
    "insist": frozenset({"on"}),
}
# "accused Y of Z": the content is the charge, its object stands beside it.
CHARGE: dict[str, frozenset[str]] = {
    "accuse": frozenset({"of"}),
    "blame": frozenset({"for"}),
    "criticize": frozenset({"for"}),
    "criticise": frozenset({"for"}),
    "praise": frozenset({"for"}),
    "charge": frozenset({"with"}),
    "suspect": frozenset({"of"}),
    "condemn": frozenset({"for"}),
}
PREDICATE_AS = frozenset(
    """
    describe dismiss denounce condemn portray characterize characterise brand label see view regard
    depict cite hail praise criticize criticise identify list present treat reject define know refer
    """.split()
)
PREDICATE = frozenset("call label dub brand deem consider term name declare find".split())
# Of these the clause "as the ministry put it", "as officials noted".
AS_CLAUSE = frozenset(
    "put say note describe call report explain know see argue suggest tell write state".split()
)
NOUN = frozenset(
    """
    claim allegation accusation assertion argument statement announcement suggestion belief view
    account report rumor rumour warning threat promise pledge vow demand call denial admission
    complaint criticism charge conclusion finding hope fear concern doubt prediction estimate
    insistence acknowledgment acknowledgement contention opinion proposal plea request appeal
    confirmation explanation remark idea theory speculation suspicion
    """.split()
)
# Verbs that only carry another report verb: "went on to say", "is quoted as saying".
RAISING = frozenset("continue go begin start seem appear try want like refuse decline fail".split())
# Subjects that say nothing themselves.
NOBODY = frozenset({"there", "this", "what", "these", "those", "here", "today", "yesterday"})
# "was told that": whoever said it is not named, but the addressee is.
ADDRESSEE = frozenset({"tell", "inform", "warn", "ask", "assure", "notify", "advise"})
# "is said to have left"
SAID_TO = frozenset("say report believe allege think know understand find show mean rumor claim".split())
# What a "that" may hang on between it and its cue: "said in a statement that".
MEDIUM = frozenset(
    "statement interview post report letter email speech message tweet briefing note memo".split()
)
# Nothing but a clause or a quotation follows these.
CLAUSE_ONLY = frozenset("say argue insist claim believe think contend allege".split())
CALLS_ON = frozenset({"call", "appeal"})
DISTANCING = frozenset({"describe", "portray", "depict", "brand", "label", "accuse", "cite"})

_ALL = (
    QUOTATION | INFINITIVE | OBJECT | PREPOSITION.keys() | CHARGE.keys() | PREDICATE | PREDICATE_AS
    | AS_CLAUSE
)  # fmt: skip


def is_cue(lemma: str) -> bool:
    """Whether the verb may be a cue in any frame."""
    return lemma in _ALL
