"""States, their capitals, seats of power and adjectives: what a place name can stand for.

News writes "Moscow" or "the Kremlin" for the Russian state. The name stays as the article writes
it; this table only says which state it belongs to, so that mentions can be put together. The table
is our own, written from general knowledge; it knows the states and a few seats of power, not every
town.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Stands = Literal["state", "adjective", "capital", "seat"]

# State | adjectives and names of its people | capital | other names of the state
_STATES = """
Afghanistan|Afghan|Kabul
Albania|Albanian|Tirana
Algeria|Algerian|Algiers
Andorra|Andorran|Andorra la Vella
Angola|Angolan|Luanda
Argentina|Argentine,Argentinian|Buenos Aires
Armenia|Armenian|Yerevan
Australia|Australian|Canberra
Austria|Austrian|Vienna
Azerbaijan|Azerbaijani,Azeri|Baku
Bahamas|Bahamian|Nassau|The Bahamas
Bahrain|Bahraini|Manama
Bangladesh|Bangladeshi|Dhaka
Barbados|Barbadian|Bridgetown
Belarus|Belarusian,Belarussian|Minsk
Belgium|Belgian|Brussels
Belize|Belizean|Belmopan
Benin|Beninese|Porto-Novo
Bhutan|Bhutanese|Thimphu
Bolivia|Bolivian|La Paz
Bosnia and Herzegovina|Bosnian|Sarajevo|Bosnia
Botswana|Botswanan|Gaborone
Brazil|Brazilian|Brasilia,Brasília
Brunei|Bruneian|Bandar Seri Begawan
Bulgaria|Bulgarian|Sofia
Burkina Faso|Burkinabe|Ouagadougou
Burundi|Burundian|Bujumbura,Gitega
Cambodia|Cambodian|Phnom Penh
Cameroon|Cameroonian|Yaounde,Yaoundé
Canada|Canadian|Ottawa
Cape Verde|Cape Verdean|Praia|Cabo Verde
Central African Republic|Central African|Bangui
Chad|Chadian|N'Djamena
Chile|Chilean|Santiago
China|Chinese|Beijing,Peking|People's Republic of China,PRC
Colombia|Colombian|Bogota,Bogotá
Comoros|Comorian|Moroni
Congo|Congolese|Brazzaville|Republic of Congo
Costa Rica|Costa Rican|San Jose
Croatia|Croatian|Zagreb
Cuba|Cuban|Havana
Cyprus|Cypriot|Nicosia
Czech Republic|Czech|Prague|Czechia
Democratic Republic of Congo|Congolese|Kinshasa|DR Congo,DRC,Democratic Republic of the Congo
Denmark|Danish|Copenhagen
Djibouti|Djiboutian|
Dominica|Dominican|Roseau
Dominican Republic|Dominican|Santo Domingo
East Timor|Timorese|Dili|Timor-Leste
Ecuador|Ecuadorian,Ecuadorean|Quito
Egypt|Egyptian|Cairo
El Salvador|Salvadoran|San Salvador
Equatorial Guinea|Equatoguinean|Malabo
Eritrea|Eritrean|Asmara
Estonia|Estonian|Tallinn
Eswatini|Swazi|Mbabane|Swaziland
Ethiopia|Ethiopian|Addis Ababa
Fiji|Fijian|Suva
Finland|Finnish|Helsinki
France|French|Paris
Gabon|Gabonese|Libreville
Gambia|Gambian|Banjul|The Gambia
Georgia|Georgian|Tbilisi
Germany|German|Berlin
Ghana|Ghanaian|Accra
Greece|Greek|Athens
Grenada|Grenadian|
Guatemala|Guatemalan|Guatemala City
Guinea|Guinean|Conakry
Guinea-Bissau|Bissau-Guinean|Bissau
Guyana|Guyanese|Georgetown
Haiti|Haitian|Port-au-Prince
Honduras|Honduran|Tegucigalpa
Hungary|Hungarian|Budapest
Iceland|Icelandic|Reykjavik
India|Indian|New Delhi,Delhi
Indonesia|Indonesian|Jakarta
Iran|Iranian|Tehran,Teheran|Islamic Republic of Iran
Iraq|Iraqi|Baghdad
Ireland|Irish|Dublin
Israel|Israeli|Jerusalem
Italy|Italian|Rome
Ivory Coast|Ivorian|Yamoussoukro|Cote d'Ivoire,Côte d'Ivoire
Jamaica|Jamaican|Kingston
Japan|Japanese|Tokyo
Jordan|Jordanian|Amman
Kazakhstan|Kazakh,Kazakhstani|Astana
Kenya|Kenyan|Nairobi
Kosovo|Kosovan,Kosovar|Pristina
Kuwait|Kuwaiti|Kuwait City
Kyrgyzstan|Kyrgyz|Bishkek
Laos|Laotian,Lao|Vientiane
Latvia|Latvian|Riga
Lebanon|Lebanese|Beirut
Lesotho|Basotho|Maseru
Liberia|Liberian|Monrovia
Libya|Libyan|Tripoli
Liechtenstein|Liechtensteiner|Vaduz
Lithuania|Lithuanian|Vilnius
Luxembourg|Luxembourgish|
Madagascar|Malagasy|Antananarivo
Malawi|Malawian|Lilongwe
Malaysia|Malaysian|Kuala Lumpur
Maldives|Maldivian|Male
Mali|Malian|Bamako
Malta|Maltese|Valletta
Mauritania|Mauritanian|Nouakchott
Mauritius|Mauritian|Port Louis
Mexico|Mexican|Mexico City
Moldova|Moldovan|Chisinau,Chișinău
Monaco|Monegasque|
Mongolia|Mongolian|Ulaanbaatar,Ulan Bator
Montenegro|Montenegrin|Podgorica
Morocco|Moroccan|Rabat
Mozambique|Mozambican|Maputo
Myanmar|Burmese|Naypyidaw|Burma
Namibia|Namibian|Windhoek
Nepal|Nepalese,Nepali|Kathmandu
Netherlands|Dutch|The Hague,Amsterdam|The Netherlands,Holland
New Zealand|New Zealander|Wellington
Nicaragua|Nicaraguan|Managua
Niger|Nigerien|Niamey
Nigeria|Nigerian|Abuja
North Korea|North Korean|Pyongyang|DPRK
North Macedonia|Macedonian|Skopje|Macedonia
Norway|Norwegian|Oslo
Oman|Omani|Muscat
Pakistan|Pakistani|Islamabad
Palestine|Palestinian|Ramallah
Panama|Panamanian|Panama City
Papua New Guinea|Papua New Guinean|Port Moresby
Paraguay|Paraguayan|Asuncion,Asunción
Peru|Peruvian|Lima
Philippines|Philippine,Filipino|Manila|The Philippines
Poland|Polish|Warsaw
Portugal|Portuguese|Lisbon
Qatar|Qatari|Doha
Romania|Romanian|Bucharest
Russia|Russian|Moscow|Russian Federation
Rwanda|Rwandan|Kigali
Saudi Arabia|Saudi,Saudi Arabian|Riyadh
Senegal|Senegalese|Dakar
Serbia|Serbian|Belgrade
Sierra Leone|Sierra Leonean|Freetown
Singapore|Singaporean|
Slovakia|Slovak|Bratislava
Slovenia|Slovenian,Slovene|Ljubljana
Somalia|Somali|Mogadishu
South Africa|South African|Pretoria
South Korea|South Korean|Seoul|Republic of Korea
South Sudan|South Sudanese|Juba
Spain|Spanish|Madrid
Sri Lanka|Sri Lankan|Colombo
Sudan|Sudanese|Khartoum
Suriname|Surinamese|Paramaribo
Sweden|Swedish|Stockholm
Switzerland|Swiss|Bern,Berne
Syria|Syrian|Damascus|Syrian Arab Republic
Taiwan|Taiwanese|Taipei
Tajikistan|Tajik|Dushanbe
Tanzania|Tanzanian|Dodoma
Thailand|Thai|Bangkok
Togo|Togolese|Lome,Lomé
Trinidad and Tobago|Trinidadian|Port of Spain
Tunisia|Tunisian|Tunis
Turkey|Turkish|Ankara|Turkiye,Türkiye
Turkmenistan|Turkmen|Ashgabat
Uganda|Ugandan|Kampala
Ukraine|Ukrainian|Kyiv,Kiev
United Arab Emirates|Emirati|Abu Dhabi|UAE,Emirates
United Kingdom|British|London|UK,Britain,Great Britain,U.K.
United States|American|Washington|US,U.S.,USA,U.S.A.,America,United States of America
Uruguay|Uruguayan|Montevideo
Uzbekistan|Uzbek|Tashkent
Vatican|Papal|Vatican City|Holy See
Venezuela|Venezuelan|Caracas
Vietnam|Vietnamese|Hanoi
Yemen|Yemeni|Sanaa,Sana'a
Zambia|Zambian|Lusaka
Zimbabwe|Zimbabwean|Harare
Soviet Union|Soviet||USSR
"""

# The seat of power and the state whose government it stands for.
_SEATS = {
    "Kremlin": "Russia",
    "White House": "United States",
    "Pentagon": "United States",
    "State Department": "United States",
    "Capitol Hill": "United States",
    "Downing Street": "United Kingdom",
    "No 10": "United Kingdom",
    "Whitehall": "United Kingdom",
    "Elysee": "France",
    "Élysée": "France",
    "Elysee Palace": "France",
    "Élysée Palace": "France",
    "Quai d'Orsay": "France",
    "Blue House": "South Korea",
    "Bankova": "Ukraine",
    "Zhongnanhai": "China",
}
# A place "in" which a ministry may sit is a capital; these capitals are common words or names of
# people and places elsewhere, and count only where something else speaks for the state.
_WEAK = frozenset({"Male", "Lima", "Kingston", "Wellington", "Georgetown", "San Jose", "Victoria"})


# Longer words in capitals only are datelines ("PARIS -"), shorter ones acronyms. In letters.
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Place:
    """What a name stands for: which state, and whether it is the state, its adjective, ..."""

    state: str
    adjective: str
    stands: Stands


@lru_cache(maxsize=1)
def _table() -> dict[str, Place]:
    table: dict[str, Place] = {}
    adjectives: dict[str, str] = {}
    for line in _STATES.strip().splitlines():
        state, people, capitals, *rest = line.split("|")
        words = people.split(",")
        adjective = {"United States": "US", "United Kingdom": "UK"}.get(state, words[0])
        adjectives[state] = adjective
        for name in (state, *(rest[0].split(",") if rest else ())):
            table.setdefault(name, Place(state, adjective, "state"))
            # Some texts have lost their apostrophes: "Ruritanias army".
            table.setdefault(name + "s", Place(state, adjective, "adjective"))
        for word in words:
            table.setdefault(word, Place(state, adjective, "adjective"))
            table.setdefault(word + "s", Place(state, adjective, "adjective"))
        for capital in filter(None, capitals.split(",")):
            if capital not in _WEAK:
                table.setdefault(capital, Place(state, adjective, "capital"))
    for seat, state in _SEATS.items():
        table[seat] = Place(state, adjectives[state], "seat")
    return table


def place(name: str) -> Place | None:
    """What the name stands for, or None; a leading "the" and a possessive ending do not count.

    >>> place("the Kremlin").state
    'Russia'
    >>> place("Ruritania") is None
    True
    """
    bare = name.strip().removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’")
    table = _table()
    if len(bare) > _SHORT and bare.isupper() and bare not in table:
        bare = bare.title()
    if bare in table:
        return table[bare]
    if bare[:4].lower() == "the ":
        return table.get(bare[4:])
    return None
