# ruff: noqa: E501
"""Propositions: a gist, the same turned round, and the words in which papers quote them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proposition:
    """One proposition.

    Parameters
    ----------
    gist : str
        In our few words.
    negated, antonym : str
        The same turned round, by a negation and by an opposite.
    phrases : dict of str to str
        Quoted words by language.
    twisted : dict of str to str
        Quoted words for `negated` in English and `antonym` in English.
    negative_words : str
        The same as `gist` in words that look negative.
    """

    gist: str
    negated: str
    antonym: str
    phrases: dict[str, str]
    twisted: tuple[str, str]
    negative_words: str


def _read(block: str) -> Proposition:
    lines = [line.strip() for line in block.strip().splitlines()]
    gist, negated, antonym = (part.strip() for part in lines[0].split("|"))
    phrases = dict(part.strip().split(": ", 1) for part in lines[1].split("|"))
    first, second = (part.strip() for part in lines[2].split("|"))
    return Proposition(gist, negated, antonym, phrases, (first, second), lines[3])


_TEXT = """
talks will continue in spring | talks will not continue in spring | talks will end in spring
en: the talks will continue in spring | ru: переговоры продолжатся весной | es: las conversaciones continuarán en primavera | de: die Gespräche gehen im Frühjahr weiter | ko: 회담은 봄에도 계속된다
the talks will not continue in spring | the talks will end in spring
the talks will not be broken off in spring

exports of grain rose | exports of grain did not rise | exports of grain fell
en: our grain exports have risen | ru: экспорт зерна вырос | es: las exportaciones de grano aumentaron | de: die Getreideausfuhr ist gestiegen | fr: les exportations de céréales ont augmenté
our grain exports have not risen | our grain exports have fallen
grain exports have never been so high

government supports the treaty | government does not support the treaty | government opposes the treaty
en: we support the treaty | ru: мы поддерживаем договор | es: apoyamos el tratado | de: wir unterstützen den Vertrag | fr: nous soutenons le traité
we do not support the treaty | we oppose the treaty
we do not object to the treaty and stand by it

border will be opened | border will not be opened | border will be closed
en: the border will be opened | ru: граница будет открыта | es: la frontera se abrirá | de: die Grenze wird geöffnet | ja: 国境は開かれる
the border will not be opened | the border will be closed
the border will no longer stay shut

sanctions hurt the economy | sanctions do not hurt the economy | sanctions help the economy
en: the sanctions hurt our economy | ru: санкции вредят экономике | es: las sanciones dañan la economía | de: die Sanktionen schaden der Wirtschaft | fr: les sanctions nuisent à l’économie
the sanctions do not hurt our economy | the sanctions help our economy
no one can say that sanctions are harmless

army is ready for the exercise | army is not ready for the exercise | army is unready for the exercise
en: the army is ready for the exercise | ru: армия готова к учениям | es: el ejército está listo para el ejercicio | de: die Armee ist bereit für die Übung | ko: 군은 훈련 준비가 됐다
the army is not ready for the exercise | the army is unready for the exercise
the army lacks nothing for the exercise

fuel shortage is over | fuel shortage is not over | fuel shortage goes on
en: the fuel shortage is over | ru: дефицит топлива преодолён | es: la escasez de combustible terminó | de: der Treibstoffmangel ist vorbei | fr: la pénurie de carburant est terminée
the fuel shortage is not over | the fuel shortage goes on
there is no fuel shortage any more

prices were lowered for partners | prices were not lowered for partners | prices were raised for partners
en: prices for our partners were lowered | ru: цены для партнёров снижены | es: se bajaron los precios para los socios | de: die Preise für Partner wurden gesenkt | ja: 友好国向けの価格は下げられた
prices for our partners were not lowered | prices for our partners were raised
prices for partners are not what they were, but lower

minister accepts the invitation | minister does not accept the invitation | minister rejects the invitation
en: the minister accepts the invitation | ru: министр принимает приглашение | es: el ministro acepta la invitación | de: der Minister nimmt die Einladung an | ko: 장관은 초청을 수락했다
the minister does not accept the invitation | the minister rejects the invitation
the minister will not refuse the invitation

troops will be withdrawn by winter | troops will not be withdrawn by winter | troops will be reinforced by winter
en: the troops will be withdrawn by winter | ru: войска будут выведены к зиме | es: las tropas serán retiradas antes del invierno | de: die Truppen werden bis zum Winter abgezogen | fr: les troupes seront retirées avant l’hiver
the troops will not be withdrawn by winter | the troops will be reinforced by winter
the troops will not stay until winter

bridge is safe for lorries | bridge is not safe for lorries | bridge is dangerous for lorries
en: the bridge is safe for lorries | ru: мост безопасен для грузовиков | es: el puente es seguro para camiones | de: die Brücke ist sicher für Lastwagen | ja: 橋はトラックにも安全だ
the bridge is not safe for lorries | the bridge is dangerous for lorries
the bridge is not dangerous for lorries

loan will be repaid early | loan will not be repaid early | loan will be repaid late
en: the loan will be repaid early | ru: кредит будет погашен досрочно | es: el préstamo se pagará antes de plazo | de: der Kredit wird vorzeitig getilgt | ko: 차관은 조기에 상환된다
the loan will not be repaid early | the loan will be repaid late
we will not wait until the loan falls due
"""

PROPOSITIONS = tuple(_read(block) for block in _TEXT.strip().split("\n\n"))
