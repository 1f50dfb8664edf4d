# ruff: noqa: E501
"""Words by language: units, hedges, verbs, and phrases of time."""

from __future__ import annotations

LANGUAGES = ("en", "ru", "ko", "es", "de", "ja", "fr", "en-IN")
_ORDER = ("en", "ru", "ko", "es", "de", "ja", "fr")


def _table(text: str) -> dict[str, dict[str, str]]:
    """Read lines of ``key: en | ru | ko | es | de | ja | fr``."""
    lines = [line.strip().partition(": ") for line in text.strip().splitlines()]
    return {
        key: dict(zip(_ORDER, (cell.strip() for cell in rest.split("|")), strict=True))
        for key, _, rest in lines
    }


UNITS = _table("""
t: tonnes | тонн | 톤 | toneladas | Tonnen | トン | tonnes
ton: tons | тонн | 톤 | toneladas | Tonnen | トン | tonnes
bbl: barrels | баррелей | 배럴 | barriles | Barrel | バレル | barils
person: soldiers | военных | 명 | soldados | Soldaten | 人 | soldats
container: containers | контейнеров | 개 컨테이너 | contenedores | Container | 個のコンテナ | conteneurs
round: shells | снарядов | 발 | proyectiles | Granaten | 発 | obus
missile: missiles | ракет | 기 | misiles | Raketen | 基 | missiles
weapon: howitzers | гаубиц | 문 | obuses | Haubitzen | 門 | canons
vessel: ships | судов | 척 | buques | Schiffe | 隻 | navires
wagon: wagons | вагонов | 량 | vagones | Waggons | 両 | wagons
lorry: lorries | грузовиков | 대 | camiones | Lastwagen | 台 | camions
usd: dollars | долларов | 달러 | dólares | Dollar | ドル | dollars
hour: hours | часов | 시간 | horas | Stunden | 時間 | heures
day: days | дней | 일 | días | Tage | 日間 | jours
visit: visits | визит | 차례 방문 | visitas | Besuch | 回の訪問 | visites
meeting: meetings | встреч | 차례 회담 | reuniones | Treffen | 回の会談 | rencontres
""")
HEDGES = _table("""
about: about | около | 약 | unos | rund | 約 | environ
over: more than | более | 초과 | más de | mehr als | 超 | plus de
at_least: at least | не менее | 최소 | al menos | mindestens | 少なくとも | au moins
up_to: up to | до | 최대 | hasta | bis zu | 最大 | jusqu’à
under: fewer than | менее | 미만 | menos de | weniger als | 未満 | moins de
between: between {} and {} | от {} до {} | {}~{} | entre {} y {} | zwischen {} und {} | {}~{} | entre {} et {}
nearly: nearly | почти | 거의 | casi | fast | ほぼ | près de
""")
VERBS = _table("""
quantity: has sent {q}{w} | поставлено {q}{w} | {w}{q} 보냈다 | envió {q}{w} | lieferte {q}{w} | {w}{q}を送った | a livré {q}{w}
stock: {q} are there{w} | находится {q}{w} | {w}{q} 배치돼 있다 | hay {q}{w} | dort stehen {q}{w} | {w}{q}がある | il y a {q}{w}
casualties: {q} killed or wounded{w} | убито и ранено {q}{w} | {w}사상자 {q} | {q} muertos o heridos{w} | {q} getötet oder verwundet{w} | {w}死傷者{q} | {q} tués ou blessés{w}
killed: {q} have been killed{w} | погибло {q}{w} | {w}{q} 전사했다 | murieron {q}{w} | {q} sind gefallen{w} | {w}{q}が死亡 | {q} ont été tués{w}
wounded: {q} were wounded{w} | ранено {q}{w} | {w}{q} 부상했다 | {q} resultaron heridos{w} | {q} wurden verwundet{w} | {w}{q}が負傷 | {q} ont été blessés{w}
captured: {q} were captured{w} | взято в плен {q}{w} | {w}{q} 생포했다 | {q} fueron capturados{w} | {q} gefangen genommen{w} | {w}{q}を捕虜に | {q} ont été capturés{w}
duration: the talks lasted {q} | переговоры длились {q} | 회담은 {q} 동안 | las conversaciones duraron {q} | die Gespräche dauerten {q} | 会談は{q}続いた | les entretiens ont duré {q}
planned: plans to send {q}{w} | намерен поставить {q}{w} | {w}{q} 보낼 계획이다 | prevé enviar {q}{w} | will {q} liefern | {w}{q}を送る計画 | prévoit de livrer {q}{w}
announced: announced that {q} would follow | объявил о поставке {q} | {q} 보내겠다고 발표 | anunció el envío de {q} | kündigte {q} an | {q}を送ると発表 | a annoncé {q}
offered: offered to send {q} | предложил поставить {q} | {q} 제공하겠다고 제안 | ofreció enviar {q} | bot {q} an | {q}の供与を提案 | a proposé de livrer {q}
agreed: agreed to send {q} | согласился поставить {q} | {q} 보내기로 합의 | acordó enviar {q} | sagte {q} zu | {q}を送ることで合意 | s’est engagé à livrer {q}
cancelled: will not send the {q} | не поставит {q} | {q} 보내지 않기로 | no enviará {q} | wird {q} nicht liefern | {q}を送らない | n’enverra pas {q}
denied: denied sending {q} | опроверг поставку {q} | {q} 보냈다는 것을 부인 | negó el envío de {q} | dementierte {q} | {q}の供与を否定 | a démenti l’envoi de {q}
alleged: accused of sending {q} | обвиняется в поставке {q} | {q} 보냈다고 비난 | acusado de enviar {q} | soll {q} geliefert haben | {q}を送ったと非難 | accusé d’avoir livré {q}
estimated: is believed to have sent {q} | по оценкам, поставил {q} | {q} 보낸 것으로 추정 | habría enviado {q} | dürfte {q} geliefert haben | {q}を送ったと推定 | aurait livré {q}
observed: {q} were seen{w} | замечено {q}{w} | {w}{q} 포착됐다 | se vieron {q}{w} | {q} wurden gesehen{w} | {w}{q}を確認 | {q} ont été vus{w}
""")
EVENTS = _table("""
date: the talks were held {d} | встреча состоялась {d} | {d} 회담을 가졌다 | se reunieron {d} | trafen sich {d} | {d}に会談した | se sont rencontrés {d}
start: began his visit {d} | визит начался {d} | {d} 방문을 시작했다 | la visita comenzó {d} | der Besuch begann {d} | {d}に訪問を開始 | la visite a commencé {d}
end: the visit ended {d} | визит завершился {d} | {d} 방문을 마쳤다 | la visita terminó {d} | der Besuch endete {d} | {d}に訪問を終えた | la visite a pris fin {d}
arrival: arrived {d} | прибыл {d} | {d} 도착했다 | llegó {d} | traf {d} ein | {d}に到着した | est arrivé {d}
departure: left home {d} | вылетел {d} | {d} 출발했다 | partió {d} | reiste {d} ab | {d}に出発した | est parti {d}
during: they met {d} | встретились {d} | {d} 만났다 | se vieron {d} | kamen {d} zusammen | {d}に会った | se sont vus {d}
planned: will meet {d} | встретятся {d} | {d} 회담할 예정이다 | se reunirán {d} | werden sich {d} treffen | {d}に会談する予定 | se rencontreront {d}
announced: the talks were announced {d} | о встрече объявлено {d} | {d} 회담을 발표했다 | anunciaron la reunión {d} | kündigten {d} das Treffen an | {d}に会談を発表 | la rencontre a été annoncée {d}
cancelled: the talks set {d} are cancelled | встреча {d} отменена | {d} 회담은 취소됐다 | cancelada la reunión {d} | das Treffen {d} ist abgesagt | {d}の会談は中止 | la rencontre {d} est annulée
call: spoke by telephone {d} | разговор по телефону {d} | {d} 전화 통화를 했다 | hablaron por teléfono {d} | telefonierten {d} | {d}に電話会談した | se sont parlé {d}
actor: the two presidents | оба президента | 두 정상 | los dos presidentes | die beiden Präsidenten | 両首脳 | les deux présidents
ship: by ship | морем | 배편으로 | en barco | per Schiff | 船で | par bateau
place: the talks took place in {p} | переговоры прошли в {p} | {p}에서 회담했다 | se reunieron en {p} | trafen sich in {p} | {p}で会談した | se sont rencontrés à {p}
arrival_place: his plane landed in {p} | самолёт приземлился в {p} | {p}에 도착했다 | aterrizó en {p} | landete in {p} | {p}に到着した | a atterri à {p}
planned_place: will meet in {p} | встретятся в {p} | {p}에서 회담할 예정 | se reunirán en {p} | werden sich in {p} treffen | {p}で会談する予定 | se rencontreront à {p}
""")
TIMES = _table("""
day: on {} | {} | {} | el {} | am {} | {} | le {}
in: in {} | в {} | {} | en {} | im {} | {} | en {}
year: in {} | в {} году | {}년 | en {} | im Jahr {} | {}年 | en {}
around: around {} | около {} | {}경 | hacia el {} | um den {} | {}ごろ | vers le {}
by: by {} | к {} | {}까지 | al {} | bis {} | {}まで | au {}
since: since {} | с {} | {}부터 | desde {} | seit {} | {}から | depuis {}
from: from {} to {} | с {} по {} | {}~{} | de {} a {} | {} bis {} | {}~{} | de {} à {}
this year: this year | в этом году | 올해 | este año | dieses Jahr | 今年 | cette année
""")
MONTHS = {
    lang: tuple(names.split())
    for lang, names in {
        "en": "January February March April May June July August September October November "
        "December",
        "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "ru in": "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре "
        "декабре",
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
        "diciembre",
        "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre "
        "décembre",
    }.items()
}
SCALES = {  # thousand, million, billion
    "en": ("thousand", "million", "billion"),
    "ru": ("тысяч", "миллионов", "миллиардов"),
    "es": ("mil", "millones", "mil millones"),
    "de": ("Tausend", "Millionen", "Milliarden"),
    "fr": ("mille", "millions", "milliards"),
}
MYRIADS = {
    "ko": ((10**12, "조"), (10**8, "억"), (10**4, "만")),
    "ja": ((10**12, "兆"), (10**8, "億"), (10**4, "万")),
}
CYRILLIC = dict(zip("abcdefghijklmnopqrstuvwxyz", "абкдефгхижклмнопкрстуввкыз", strict=True))
