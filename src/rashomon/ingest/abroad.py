"""What widgets say in German, French, Russian and Spanish: a few patterns of whole lines.

Where a line stands tells more, in any language (:mod:`rashomon.ingest.apart`); these are for what
stands as a plain paragraph. Each pattern begins with a word, so that most lines need no pattern.
"""

from __future__ import annotations

import re
from functools import cache

from rashomon.ingest.rules import LEGAL, LINK

_MOST_WORDS = 24
_SUMMARY = "widget: asks for a summary"
_LISTENING = "widget: listening or reading time"
_SUBSCRIPTION = "subscription"
_SHARE = "share buttons"
_COMMENTS = "comments"
_AD = "advertisement"

# Such a line may end like a statement.
_SURE: dict[str, tuple[str, ...]] = {
    _SUMMARY: (
        r"keine zeit(?: zu[mr]? \w+)?\s?[?!].*", r"pas (?:le )?temps(?: de lire)?\s?[?!].*",
        r"нет времени(?: читать)?\s?[?!].*", r"no tienes? tiempo(?: \w+ leer)?\s?[?!].*",
        r"sin tiempo(?: para leer)?\s?[?!].*",
        r"zusammenfassung (?:anzeigen|lesen|erhalten|abrufen)\b.{0,60}",
        r"(?:obtenez|obtenir|afficher|lire|lisez) (?:le|un) résumé\b.{0,60}",
        r"(?:получите|получить|показать|прочитать|прочитайте) (?:краткое )?"
        r"(?:содержание|резюме|пересказ)\b.{0,60}",
        r"(?:obtén|obtenga|ver|lee|leer) (?:un|el) resumen\b.{0,60}",
    ),
    _LISTENING: (
        r"artikel (?:anhören|vorlesen)\b.{0,40}", r"beitrag anhören\b.{0,40}",
        r"hören sie (?:diesen|den) (?:artikel|beitrag)\b.{0,60}",
        r"lese(?:zeit|dauer)\b.{0,25}",
        r"(?:écouter|écoutez) (?:cet |l')article\b.{0,60}", r"temps de lecture\b.{0,25}",
        r"время (?:чтения|на чтение)\b.{0,25}",
        r"(?:слушать|послушать|прослушать) (?:статью|новость|текст)\b.{0,60}",
        r"(?:escuchar|escucha|escuche) (?:este |el )?artículo\b.{0,60}",
        r"tiempo de lectura\b.{0,25}",
    ),
    _SUBSCRIPTION: (
        r"abonnieren sie\b.{0,140}", r"melden sie sich\b.{0,80}\bnewsletter\b.{0,60}",
        r"jetzt (?:\w+ )?(?:abonnieren|anmelden|registrieren|weiterlesen)\b.{0,80}",
        r"newsletter (?:abonnieren|bestellen)\b.{0,60}",
        r"folgen sie uns\b.{0,100}", r"laden sie\b.{0,40}\bapp\b.{0,60}",
        r"abonnez-vous\b.{0,140}", r"inscrivez-vous\b.{0,140}", r"suivez-nous\b.{0,100}",
        r"recevez\b.{0,80}\b(?:newsletter|lettre|e-?mail|boîte|alertes)\b.{0,80}",
        r"téléchargez\b.{0,40}\b(?:appli|application)\b.{0,60}",
        r"(?:подписывайтесь|подпишитесь|подписаться|присоединяйтесь)\b.{0,140}",
        r"(?:следите|читайте)\b.{0,60}\b(?:telegram|телеграм\w*|вконтакте|facebook|whatsapp|дзен\w*)"
        r"\b.{0,60}",
        r"(?:скачайте|скачать|установите)\b.{0,40}\bприложение\b.{0,60}",
        r"(?:suscríbete|suscríbase|regístrate|regístrese|apúntate|síguenos|síganos)\b.{0,140}",
        r"(?:recibe|reciba)\b.{0,80}\b(?:newsletter|boletín|correo|bandeja|alertas)\b.{0,80}",
        r"(?:descarga|descargue)\b.{0,40}\b(?:app|aplicación)\b.{0,60}",
    ),
    _COMMENTS: (
        r"diskutieren sie mit\b.{0,80}", r"(?:laisser|ajouter|écrire) un commentaire\b.{0,60}",
        r"(?:оставить|оставьте|написать) комментарий\b.{0,60}",
        r"(?:deja|deje) (?:un|tu|su) comentario\b.{0,60}",
    ),
    LINK: (
        r"lesen sie (?:auch|mehr|hier|dazu)\b\s?:?.{0,140}",
        r"(?:siehe|mehr) (?:auch|dazu)\s?:.{0,140}",
        r"lire (?:aussi|également)\b.{0,140}", r"à lire (?:aussi|également)\b.{0,140}",
        r"(?:voir|écouter|regarder) aussi\s?:.{0,140}",
        r"читайте (?:также|ещ[её]|по теме)\b.{0,140}", r"смотрите также\b.{0,140}",
        r"(?:lea|lee|vea|mira) (?:también|además)\b.{0,140}",
        r"(?:te|le) puede(?:n)? interesar\b.{0,140}", r"también (?:te|le) puede\b.{0,140}",
    ),
    LEGAL: (
        r"wir (?:verwenden|nutzen|setzen)\b.{0,30}\bcookies\b.{0,160}",
        r"diese (?:web)?(?:seite|site) (?:verwendet|nutzt)\b.{0,30}\bcookies\b.{0,160}",
        r"nous utilisons\b.{0,30}\bcookies\b.{0,160}",
        r"ce site utilise\b.{0,30}\bcookies\b.{0,160}",
        r"мы используем\b.{0,40}\b(?:cookies?|куки)\b.{0,160}",
        r"(?:наш|этот|сайт) (?:сайт )?использует\b.{0,40}\b(?:cookies?|куки)\b.{0,160}",
        r"(?:usamos|utilizamos)\b.{0,30}\bcookies\b.{0,160}",
        r"este sitio (?:web )?(?:usa|utiliza)\b.{0,30}\bcookies\b.{0,160}",
        r"alle rechte vorbehalten\b.{0,60}", r"tous droits réservés\b.{0,60}",
        r"все права защищены\b.{0,60}", r"todos los derechos reservados\b.{0,60}",
    ),
}  # fmt: skip
# Such a line does not read like a sentence.
_LOOSE: dict[str, tuple[str, ...]] = {
    LINK: (
        r"(?:weiterlesen|meistgelesen|zum thema)\b.{0,80}",
        r"mehr (?:zum thema|dazu|lesen|aus)\b.{0,80}",
        r"auch interessant\b.{0,80}", r"das könnte (?:sie|dich) (?:auch )?interessieren\b.{0,20}",
        r"(?:vorheriger|nächster) (?:artikel|beitrag)\b.{0,140}",
        r"sur le même (?:sujet|thème)\b.{0,80}", r"(?:lire|voir) (?:la suite|plus)\b.{0,40}",
        r"les plus (?:lus|partagés)\b.{0,20}", r"vous aimerez aussi\b.{0,40}",
        r"article (?:précédent|suivant)\b.{0,140}",
        r"по теме\b.{0,80}", r"материалы? по теме\b.{0,80}",
        r"другие новости\b.{0,40}", r"похожие (?:статьи|новости)\b.{0,20}",
        r"читать (?:далее|также|полностью|ещ[её])\b.{0,80}",
        r"самое (?:читаемое|популярное)\b.{0,20}",
        r"(?:предыдущая|следующая) (?:статья|новость|запись)\b.{0,140}",
        r"noticias relacionadas\b.{0,60}", r"más (?:noticias|información)\b.{0,60}",
        r"(?:sigue|seguir|siga) leyendo\b.{0,40}", r"(?:leer|ver) más\b.{0,40}",
        r"lo más (?:leído|visto)\b.{0,20}", r"artículo (?:anterior|siguiente)\b.{0,140}",
    ),
    _SHARE: (
        r"(?:teilen|drucken)(?: .{0,60})?", r"artikel (?:teilen|drucken|merken)\b.{0,40}",
        r"(?:partager|imprimer)(?: .{0,60})?", r"поделиться(?: .{0,60})?",
        r"распечатать(?: .{0,40})?",
        r"(?:compartir|imprimir|comparte)(?: .{0,60})?",
    ),
    _COMMENTS: (
        r"kommentare?\b.{0,20}", r"jetzt kommentieren\b.{0,20}", r"commentaires?\b.{0,20}",
        r"комментари(?:й|и|ев|я)\b.{0,20}", r"comentarios?\b.{0,20}",
    ),
    _AD: (r"(?:publicidad|anuncio|werbeanzeige)\W*",),
}  # fmt: skip
_START = 3
_FIRST_OF = re.compile(r"(?:\(\?:)?((?:[\w-]+(?:\([^)]*\))?\|?)+)")
_WORD = re.compile(r"[\w'-]+")


@cache
def _first() -> dict[str, list[tuple[re.Pattern[str], str, bool]]]:
    """The patterns by the first letters of the word they begin with."""
    found: dict[str, list[tuple[re.Pattern[str], str, bool]]] = {}
    for table, sure in ((_SURE, True), (_LOOSE, False)):
        for reason, patterns in table.items():
            for pattern in patterns:
                match = _FIRST_OF.match(pattern)
                words = match[1].split("|") if match else []
                rule = (re.compile(pattern, re.IGNORECASE), reason, sure)
                for start in {word.split("(")[0][:_START] for word in words if word}:
                    found.setdefault(start, []).append(rule)
    return found


def reason_for(line: str, *, sentence: bool) -> str | None:
    """Why the line is a widget, None where nothing tells; ``sentence``: it reads like one.

    >>> reason_for("Lesen Sie auch: Neue Brücke über die Mole", sentence=False)
    'link to another article'
    >>> reason_for("Lesen ist auf der Insel beliebt.", sentence=True) is None
    True
    """
    bare = line.replace("’", "'").lstrip("¿¡« ")
    match = _WORD.match(bare)
    rules = _first().get(match[0][:_START].lower()) if match else None
    if rules is None or len(_WORD.findall(bare)) > _MOST_WORDS:
        return None
    for pattern, reason, sure in rules:
        if (sure or not sentence) and pattern.fullmatch(bare):
            return reason
    return None
