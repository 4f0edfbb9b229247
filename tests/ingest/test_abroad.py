import pytest

from rashomon.ingest.boilerplate import reason_for


@pytest.mark.parametrize(
    "line",
    [
        "Keine Zeit zum Lesen? Holen Sie sich die Zusammenfassung",
        "Abonnieren Sie unseren Newsletter",
        "Lesen Sie auch: Der Fluss steigt",
        "Artikel anhören (4 Min.)",
        "Pas le temps de lire ? Obtenez un résumé",
        "À lire aussi : La digue cède",
        "Recevez chaque matin nos alertes",
        "Нет времени читать? Получите краткое содержание",
        "Читайте также: Река поднялась",
        "Подписывайтесь на наш канал",
        "¿No tienes tiempo de leer? Obtén un resumen",
        "Te puede interesar: El río sube",
        "Compartir en la red",
    ],
)
def test_a_widget_is_known_in_four_more_languages(line: str) -> None:
    assert reason_for(line)


@pytest.mark.parametrize(
    "line",
    [
        "Die Stadt teilt die Sorge der Bauern, sagte der Bürgermeister.",
        "Lesen ist auf der Insel beliebt, heißt es im Rathaus.",
        "La lettre a été lue au conseil, selon le maire.",
        "Подписка на газету стоит сто крон, сообщил редактор.",
        "Читать жители острова любят, сказал библиотекарь.",
        "El río sube y el alcalde no lo niega.",
        "Compartir el agua es justo, dijo la alcaldesa del pueblo.",
    ],
)
def test_what_the_news_say_in_these_languages_is_kept(line: str) -> None:
    assert reason_for(line) is None
