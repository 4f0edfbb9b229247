"""Words that tell what a noun phrase names: titles, roles, kinds of organisations, given names.

All our own, written for English-language news. One line per meaning; adding a word needs no other
change.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MALE_TITLES = _words("mr mister sir lord king prince father brother sheikh imam baron duke earl")
FEMALE_TITLES = _words("mrs ms miss lady dame queen princess mother sister madam baroness duchess")
# Words that stand, capitalised, before a person's name and are no part of it.
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | _words(
        """dr prof professor president vice-president vice premier prime minister chancellor senator
        sen rep representative congressman congresswoman governor gov mayor deputy chief general gen
        lieutenant lt colonel col major maj captain capt commander cmdr sergeant sgt corporal
        admiral adm marshal brigadier brig supt insp det cpl pc private officer detective inspector
        constable superintendent
        sheriff principal judge justice attorney secretary foreign defence defense interior
        ambassador envoy spokesman spokeswoman spokesperson pope cardinal archbishop bishop rev
        reverend rabbi ayatollah mullah pastor mp mps mep pm chairman chairwoman chair director
        executive former acting interim assistant associate undersecretary coach commissioner
        councillor councilman councilwoman police fire culture health finance justice state economy
        education energy transport trade first agriculture environment home emir sultan crown
        lawyer adviser advisor analyst pilot aide maj-gen lt-col lt-gen sgt-maj district county
        city ceo cfo speaker leader author journalist reporter correspondent doctor"""
    )
)
# Parties and the like, right before a given name: no part of it.
PREFIXES = _words(
    "republican democrat democratic conservative labour tory liberal gop presidential"
)
# Titles that alone say "a person's name follows".
SURE_TITLES = TITLES - _words(
    """foreign defence defense interior former acting interim culture health finance state
    economy education energy transport trade first agriculture environment home crown district
    county city principal private vice prime deputy chief general police fire executive associate
    assistant"""
)

# Lower-case nouns for a person by what they do. Before a name or beside it they introduce it.
MALE_ROLES = _words("spokesman chairman congressman policeman businessman fisherman king prince man boy father husband son brother uncle nephew grandfather gunman fireman serviceman")  # fmt: skip  # noqa: E501
FEMALE_ROLES = _words("spokeswoman chairwoman congresswoman policewoman businesswoman queen princess woman girl mother wife daughter sister aunt niece grandmother actress servicewoman")  # fmt: skip  # noqa: E501
ROLES = (
    MALE_ROLES
    | FEMALE_ROLES
    | _words(
        """president vice-president premier minister chancellor senator representative governor
        mayor deputy general colonel lieutenant major captain commander sergeant admiral marshal
        officer detective inspector constable superintendent sheriff judge justice attorney
        prosecutor secretary undersecretary ambassador envoy diplomat pope cardinal archbishop
        bishop priest rabbi ayatollah cleric pastor mp lawmaker legislator deputy chair chairperson
        director executive leader head chief boss coach commissioner councillor spokesperson adviser
        advisor aide lawyer solicitor barrister counsel analyst expert professor lecturer scholar
        academic scientist researcher historian economist engineer doctor physician surgeon nurse
        pilot driver editor reporter correspondent journalist columnist photographer photojournalist
        author writer blogger filmmaker actor artist singer player activist campaigner organiser
        organizer dissident student teacher headteacher principal resident neighbour neighbor
        villager farmer worker shopkeeper owner founder co-founder manager member supporter
        candidate politician official investigator coroner medic paramedic rescuer firefighter
        soldier fighter militant rebel insurgent veteran prisoner captive suspect defendant victim
        survivor witness bystander passenger relative cousin friend colleague comrade ally mentor
        counterpart successor predecessor rival partner widow widower
        parent child person caller individual volunteer freelancer fellow strategist specialist
        negotiator mediator observer delegate monarch emir sultan ruler dictator
        monsignor vicar monk nun tourist customer client patient trader broker banker ceo
        operative insider source informant pundit critic secretary-general chief-of-staff
        undersecretary consultant agent nominee contender designer architect mechanic guard gunner
        sailor airman"""
    )
)
# What these say of the person: how the speaker is listed.
EXPERTS = _words("expert analyst professor scholar academic scientist researcher historian economist specialist fellow lecturer strategist scientist")  # fmt: skip  # noqa: E501
WITNESSES = _words("witness eyewitness bystander survivor passenger onlooker passerby")
PUBLIC = _words(
    """critic resident villager neighbour neighbor supporter opponent protester demonstrator
    relative family people person voter citizen local public crowd activist campaigner many some
    others other everyone somebody someone commentator reader viewer fan parent mother father woman
    man respondent percent third half quarter majority voter
    observer skeptic sceptic lawmaker mp student worker farmer friend colleague"""
)
UNNAMED = _words(
    """official source insider diplomat aide spokesman spokeswoman spokesperson officer investigator
    adviser advisor informant operative lawyer caller man woman someone person doctor
    medic policeman soldier commander minister"""
)
MEDIA_ROLES = _words(
    "reporter correspondent journalist columnist editor anchor presenter broadcaster"
)
SPOKES = _words("spokesman spokeswoman spokesperson spokespeople spokesmen")

# Nouns for organisations, by how the speaker is listed.
OFFICES = _words(
    """ministry office department secretariat presidency chancellery embassy consulate cabinet
    administration headquarters command staff directorate palace court treasury commission
    commissioner mission"""
)
STATES = _words("government authorities state regime country kingdom republic side nation")
MEDIA = _words(
    """newspaper paper agency magazine channel broadcaster website outlet tabloid daily weekly
    station network television radio media press news journal portal gazette publication programme
    site"""
)
DOCUMENTS = _words(
    """report statement document letter email memo listing post tweet article video footage
    recording tape law bill indictment complaint lawsuit filing affidavit warrant survey poll study
    inquiry communique communiqué release transcript dossier resolution treaty agreement note book
    essay editorial speech message data figures records audio clip email review audit probe
    lawsuit suit file files search playbook spot tally figure figures spreadsheet syllabus memoir
    findings ruling verdict judgment decree declaration chart map leaflet ad advert advertisement
    slide database graph table headline poster photograph photo picture image notice sign plaque
    account reports statements documents letters emails posts claim claims rumour rumours"""
)
ORGANISATIONS = (
    OFFICES
    | MEDIA
    | _words(
        """organisation organization agency company firm corporation corp inc ltd group party union
        association federation council committee bank university college school institute centre
        center foundation trust board bureau service services force forces army navy military
        police guard militia movement front brigade coalition alliance league church club team
        charity congress parliament senate assembly knesset duma house commons legislature
        commission tribunal authority authority intelligence airline airlines operator manufacturer
        hospital museum gallery band observatory society syndicate network unit division regiment
        battalion limited plc llc gmbh
        branch crescent cross watch fund nations bloc campaign camp department faction wing
        monitor staff opposition leadership delegation consortium provider retailer maker giant
        democrats republicans conservatives liberals panel jury caucus bench chamber taskforce
        watchdog town city village county borough municipality lines industries holdings motors
        partners systems"""
    )
)
# After a name these say what bears it; alone they mean the body that spoke last.
KINDS = _words(
    """group agency newspaper paper channel network party union movement company militia magazine
    company operator carrier bank website television broadcaster charity organisation
    organization station daily firm airline
    association body watchdog monitor portal corporation charity club"""
)
KIN = _words("mother father wife husband son daughter brother sister widow widower lawyer attorney")
# Whom a lead may announce without a name: "A Tory MP has defended ... Therese Coffey said".
HOLDERS = _words(
    """mp mps lawmaker legislator senator congressman congresswoman minister governor mayor judge
    prosecutor sheriff president premier chancellor ambassador envoy general admiral coroner bishop
    archbishop cardinal attorney commissioner councillor leader chief secretary chairman chairwoman
    director headteacher principal coach historian sculptor author singer actor actress"""
)
# "Ruritania's leader" may be any of these.
LEADERS = frozenset({"president", "premier", "chancellor", "leader", "prime minister"})
# What a body's own words say that it does: the Observatory is a monitoring group.
DOES = {
    "observatory": _words("monitor watchdog group monitoring war rights human observatory"),
    "watch": _words("watchdog group rights human monitoring"),
    "monitor": _words("monitor watchdog group monitoring"),
    "amnesty": _words("watchdog group rights human"),
}
# What "the ..." may point back to, where the name itself does not hold the word.
STANDS_FOR = {
    "paper": "newspaper",
    "daily": "newspaper",
    "tabloid": "newspaper",
    "broadsheet": "newspaper",
    "broadcaster": "channel",
    "station": "channel",
    "network": "channel",
    "organization": "organisation",
    "body": "organisation",
    "firm": "company",
    "airline": "company",
    "manufacturer": "company",
    "retailer": "company",
    "carrier": "company",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "reporter": "journalist",
    "correspondent": "journalist",
    "premier": "prime minister",
    "pm": "prime minister",
    "advisor": "adviser",
    "defense": "defence",
    "center": "centre",
    "chairwoman": "chairman",
    "chairperson": "chairman",
    "chair": "chairman",
    "justice": "judge",
    "attorney": "lawyer",
    "solicitor": "lawyer",
    "legislator": "lawmaker",
    "boss": "head",
    "chief": "head",
    "administration": "government",
    "lt": "lieutenant",
    "capt": "captain",
    "sgt": "sergeant",
    "cpl": "corporal",
    "det": "detective",
    "gen": "general",
    "col": "colonel",
    "maj": "major",
    "cmdr": "commander",
    "insp": "inspector",
    "supt": "superintendent",
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "prof": "professor",
    "dr": "doctor",
}
# What a person is called again without having been introduced so: whoever was named last.
EPITHETS = _words(
    """candidate senator congressman congresswoman host billionaire businessman businesswoman tycoon
    mogul magnate singer actor actress star frontrunner front-runner incumbent newcomer teenager
    politician lawmaker guitarist frontman drummer racer driver striker captain playwright painter
    presenter broadcaster interviewer veteran hopeful rival ex-president"""
)
MEDIA_NAMES = {
    "Reuters": "agency",
    "AP": "agency",
    "Associated Press": "agency",
    "AFP": "agency",
    "Agence France-Presse": "agency",
    "TASS": "agency",
    "Tass": "agency",
    "Itar-Tass": "agency",
    "RIA": "agency",
    "RIA Novosti": "agency",
    "Interfax": "agency",
    "Ukrinform": "agency",
    "Xinhua": "agency",
    "Anadolu": "agency",
    "Anadolu Agency": "agency",
    "SANA": "agency",
    "Sana": "agency",
    "IRNA": "agency",
    "Fars": "agency",
    "Petra": "agency",
    "Kyodo": "agency",
    "Yonhap": "agency",
    "KCNA": "agency",
    "ANSA": "agency",
    "DPA": "agency",
    "EFE": "agency",
    "PTI": "agency",
    "Bloomberg": "agency",
    "Ukrainska Pravda": "newspaper",
    "Amaq": "agency",
    "BBC": "channel",
    "CNN": "channel",
    "NBC": "channel",
    "CBS": "channel",
    "ABC": "channel",
    "MSNBC": "channel",
    "ITV": "channel",
    "Sky News": "channel",
    "Fox News": "channel",
    "Al Jazeera": "channel",
    "Al-Jazeera": "channel",
    "Al Arabiya": "channel",
    "Al-Arabiya": "channel",
    "Al-Mayadeen": "channel",
    "Al Mayadeen": "channel",
    "Al-Mayadin": "channel",
    "RT": "channel",
    "Sputnik": "agency",
    "NPR": "channel",
    "CBC": "channel",
    "Politico": "newspaper",
    "Axios": "newspaper",
    "Guardian": "newspaper",
    "Telegraph": "newspaper",
    "Daily Telegraph": "newspaper",
    "Times": "newspaper",
    "New York Times": "newspaper",
    "Washington Post": "newspaper",
    "Wall Street Journal": "newspaper",
    "Financial Times": "newspaper",
    "Los Angeles Times": "newspaper",
    "Independent": "newspaper",
    "Daily Mail": "newspaper",
    "Haaretz": "newspaper",
    "Kommersant": "newspaper",
    "Le Monde": "newspaper",
    "Der Spiegel": "magazine",
    "Corriere della Sera": "newspaper",
    "El Pais": "newspaper",
    "El País": "newspaper",
    "Xinhua News": "agency",
}
# Single names of bodies that carry no word that says so, and no other name in most articles.
BODIES = _words(
    """Hamas Hezbollah Hizbullah Taliban Fatah NATO Nato UN EU Mossad Hamas Likud Wagner Boeing
    Airbus Google Facebook Twitter Microsoft Apple Amazon eBay EBay Unicef UNICEF Interpol Europol
    Greenpeace Amnesty Congress Parliament Knesset Duma Bundestag Rada Senate Opec OPEC Al-Qaeda
    Qaeda Isis ISIS Daesh Pentagon Houthis Democrats Republicans Labour Conservatives Tories Tory
    Bellingcat Meta Telegram YouTube WikiLeaks Wikileaks Yahoo Tesla Islamists"""
)
NO_NAMES = _words(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May
    June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct
    Nov Dec I God Allah Christmas Easter Ramadan"""
)
# Endings of places that are neither person nor state.
PLACES = _words(
    """city town village province region district county street road avenue square airport bridge
    river sea ocean island islands peninsula mountain mountains valley bay lake beach park border
    highway station hotel stadium compound base camp territory"""
)

PARTICLES = _words("de del della der den van von bin ibn al el la le du da dos di ul ben abu al- y")
