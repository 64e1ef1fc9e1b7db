"""What an article says of names: who became whom, what is done, and what is only wished, feared or denied."""

import pytest

from tests.intake.reading_of import events_of, reading_of

MOVED = {("renamed", "coco.fr", "coco.gg")}


@pytest.mark.parametrize(
    "text",
    [
        "Depuis deux ans, coco.fr est devenu coco.gg, un nom de domaine de Guernesey, loin de la justice française.",
        "coco.gg (ex-coco.fr) est un site de discussion sans inscription, où l’âge de personne n’est jamais vérifié.",
        "Coco.gg, anciennement coco.fr, est un site de discussion où l’âge de personne n’est jamais vérifié.",
        "Le site a abandonné coco.fr pour coco.gg, un nom de domaine de Guernesey, loin de la justice française.",
        "L’adresse coco.fr redirige vers coco.gg depuis quelques semaines, comme chacun peut le constater chez soi.",
        "In recent years coco.fr has become coco.gg, a name that is registered in Guernsey and hosted elsewhere.",
        "Coco.gg, formerly known as coco.fr, is a chat site where nobody is ever asked for any proof of age.",
        "The chat site moved from coco.fr to coco.gg, out of the reach of the French police and of the courts.",
        "Negli ultimi anni coco.fr è diventato coco.gg, un dominio registrato fuori dalla portata della giustizia.",
        "Coco.gg (precedentemente noto come coco.fr) è un sito di chat dove nessuno chiede mai l’età a nessuno.",
        "El sitio pasó de coco.fr a coco.gg hace unos años, lejos del alcance de la justicia y de la policía.",
        "Coco.gg, anteriormente coco.fr, es un chat en el que nadie pregunta nunca la edad de sus usuarios.",
        "Vor einigen Jahren wurde coco.fr zu coco.gg, einer Adresse außerhalb der Reichweite der französischen Justiz.",
        "Coco.gg (früher coco.fr) ist ein Chat, in dem niemand jemals nach dem Alter der Nutzer gefragt wird.",
        "Der Chat ist von coco.fr zu coco.gg umgezogen und damit außerhalb der Reichweite der französischen Justiz.",
    ],
)
def test_the_direction_of_a_rename_is_right_however_it_is_told(text: str) -> None:
    assert events_of(reading_of(text)) == MOVED


@pytest.mark.parametrize(
    "text",
    [
        "Le site a migré vers un nom de domaine en .gg, abandonnant coco.fr, son adresse depuis vingt ans déjà.",
        "Coco a quitté coco.fr. Le site de discussion est désormais accessible à l’adresse coco.gg, dit son équipe.",
        "Après coco.fr, bloqué par un opérateur, voici coco.gg, annonce un message que tout le monde peut lire.",
        "Coco moved to coco.gg last year, after its coco.fr domain stopped working for most of its French users.",
    ],
)
def test_the_two_ends_of_a_rename_may_stand_apart(text: str) -> None:
    assert events_of(reading_of(text)) == MOVED


def test_a_text_about_moving_ones_own_site_tells_no_rename() -> None:
    text = "How to move your website from lagoon.com to bluebay.shop: first set up a redirect, then tell everybody."
    assert events_of(reading_of(text)) == set()


def test_a_chain_of_renames_is_told_link_by_link() -> None:
    text = "Le site est passé de t411.me à t411.io, puis de t411.io à t411.in, en moins de deux ans d’existence."
    assert events_of(reading_of(text)) == {("renamed", "t411.me", "t411.io"), ("renamed", "t411.io", "t411.in")}


@pytest.mark.parametrize(
    "text",
    [
        "Le site coco.fr pourrait bientôt devenir coco.gg, selon plusieurs messages lus sur un forum d’entraide.",
        "Selon une rumeur, coco.fr est devenu coco.gg, mais personne dans l’équipe ne veut répondre à ce sujet.",
        "Le fondateur dément que coco.fr soit devenu coco.gg, et parle de deux sites tout à fait distincts.",
        "The chat site will move from coco.fr to coco.gg next spring, its founder told a newspaper last week.",
        "The owner denied that coco.fr had become coco.gg and said that the two have nothing to do with each other.",
        "Il sito potrebbe passare da coco.fr a coco.gg nei prossimi mesi, secondo quanto si legge in un forum.",
        "El sitio podría pasar de coco.fr a coco.gg en los próximos meses, según se lee en un foro de ayuda.",
        "Der Chat soll von coco.fr zu coco.gg umgezogen werden, heißt es in einem Forum, das nicht genannt wird.",
        "Le domaine coco.fr a été racheté par une société qui y vend désormais des noix et de l’huile de coco.",
        "Il dominio coco.fr è stato acquisito da ignoti ed è diventato una raccolta di ricette con la noce di cocco.",
    ],
)
def test_a_rename_that_is_planned_rumoured_denied_or_a_new_owner_is_none(text: str) -> None:
    assert events_of(reading_of(text)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "La gendarmerie a fermé coco.gg mardi matin, après des mois d’enquête et des milliers de procédures.",
        "Coco.gg, site de rencontres connu pour des guet-apens, fermé par la justice après des mois d’enquête.",
        "La justice a décidé de fermer le site coco.gg, après des mois d’enquête et des milliers de procédures.",
        "Le site coco.gg a été saisi, et un message sur fond bleu accueille désormais ses anciens visiteurs.",
        "French police have shut down coco.gg after months of inquiry, and a banner now covers its home page.",
        "The site coco.gg was seized on Tuesday, and a banner now covers the home page that so many knew.",
        "La procura ha chiuso il sito coco.gg dopo mesi di indagini, e un avviso copre ora la pagina iniziale.",
        "La policía ha cerrado coco.gg tras meses de investigación, y un aviso cubre ahora su página de inicio.",
        "Die Polizei hat coco.gg nach monatelangen Ermittlungen abgeschaltet, ein Hinweis verdeckt nun die Startseite.",
        "Das Bundeskriminalamt hat das Forum „coco.gg“ nach monatelangen Ermittlungen in vier Ländern abgeschaltet.",
        "Le FBI s’est saisi mardi du nom de domaine coco.gg, et une bannière recouvre désormais la page d’accueil.",
    ],
)
def test_a_closure_by_an_authority_is_a_seizure(text: str) -> None:
    assert events_of(reading_of(text)) == {("seized", "coco.gg", None)}


@pytest.mark.parametrize(
    "text",
    [
        "Omegle.com a fermé ses portes après quatorze ans d’existence, annonce son fondateur dans un long message.",
        "The founder announced the shutdown of Omegle.com in a long letter, fourteen years after it had opened.",
        "Omegle.com ha chiuso definitivamente dopo quattordici anni, annuncia il fondatore in una lunga lettera.",
        "Omegle.com cerró definitivamente tras catorce años, anuncia su fundador en una carta muy larga al público.",
        "Das Portal omegle.com wurde nach vierzehn Jahren eingestellt, wie der Gründer in einem Brief mitteilt.",
    ],
)
def test_a_closure_by_the_owner_is_a_closure(text: str) -> None:
    assert events_of(reading_of(text)) == {("closed", "omegle.com", None)}


@pytest.mark.parametrize(
    "text",
    [
        "Une pétition demande la fermeture de coco.gg, et des associations réclament que la justice intervienne.",
        "Le site coco.gg n’a pas été fermé, contrairement à ce que plusieurs journaux ont écrit la semaine passée.",
        "La fermeture de coco.gg est demandée par plusieurs associations, qui ont écrit au ministre la semaine passée.",
        "The closure of coco.gg is being considered by the French government, a minister told reporters last week.",
        "La justice pourrait fermer coco.gg dans les prochaines semaines, selon une source proche du dossier.",
        "Les fournisseurs d’accès ont bloqué coco.gg en France, où le site est fermé aux abonnés de quatre réseaux.",
        "Facebook a fermé la page du site coco.gg, qui comptait plusieurs milliers d’abonnés depuis l’an passé.",
        "L’enquête a été fermée hier. L’homme avait rencontré la victime sur coco.gg, un site de discussion.",
        "Campaigners have called for the closure of coco.gg since the spring, and a petition is going round.",
        "The site coco.gg has not been closed, despite what several newspapers wrote about it last week.",
        "Police closed the road after the attack. The victim had met the attackers on coco.gg, a chat site.",
        "Die Staatsanwaltschaft hat das Verfahren gegen den Betreiber von coco.gg eingestellt, teilte sie gestern mit.",
        "La Fiscalía ha cerrado la investigación sobre tres usuarios de coco.gg, y el sitio sigue abierto para todos.",
        "The forum thread was closed by moderators. Users of coco.gg had been posting photographs there for weeks.",
        "L’école a été fermée mardi par le maire après la découverte de messages échangés par des élèves sur coco.gg.",
        "Faut-il fermer coco.gg ? La question divise les associations, alors que le site attire toujours des mineurs.",
        "I provider italiani devono oscurare coco.gg, ma il sito è chiuso soltanto per chi naviga dall’Italia.",
        "Una petizione chiede la chiusura del sito coco.gg, e molte persone vogliono che la polizia intervenga.",
        "Varias asociaciones piden el cierre de coco.gg desde hace meses, pero nadie les ha contestado todavía.",
        "Provider müssen kinox.to sperren; die Seite ist für ihre Kunden geschlossen, im Ausland aber erreichbar.",
        "Verbände fordern die Schließung von coco.gg, doch die Seite soll erst im nächsten Jahr geschlossen werden.",
    ],
)
def test_what_is_asked_for_possible_denied_or_a_block_is_no_closure(text: str) -> None:
    assert events_of(reading_of(text)) == set()


def test_what_is_not_done_is_a_mention_that_says_so() -> None:
    [claim] = reading_of("Une pétition demande la fermeture de coco.gg, et beaucoup la soutiennent.").claims
    assert claim.event == "mention"
    assert any("not said to be done" in reason and "fermeture de coco.gg" in reason for reason in claim.why)


@pytest.mark.parametrize(
    "text",
    [
        "Bounty.chat, le nouveau coco.gg, inquiète déjà les associations qui défendent les enfants en France.",
        "Bounty.chat est une copie conforme de coco.gg, disent les associations qui défendent les enfants.",
        "Bounty.chat is a clone of coco.gg, say the charities that have been watching both for many months.",
        "Bounty.chat è un clone di coco.gg, dicono le associazioni che li osservano entrambi da molti mesi.",
        "Bounty.chat es un clon de coco.gg, dicen las asociaciones que observan a los dos desde hace meses.",
        "Bounty.chat ist ein Klon von coco.gg, sagen die Verbände, die beide schon seit Monaten beobachten.",
    ],
)
def test_a_copy_by_others_is_a_clone_and_no_rename(text: str) -> None:
    assert events_of(reading_of(text)) == {("clone", "coco.gg", "bounty.chat")}


def test_a_name_given_in_passing_is_not_what_was_closed() -> None:
    text = "Coco.gg (formerly coco.fr) was shut down by French police after an inquiry that lasted many months."
    assert events_of(reading_of(text)) == {("seized", "coco.gg", None), *MOVED}


def test_a_name_that_the_site_left_is_not_the_closure_of_the_site() -> None:
    text = "The site moved from t411.me to t411.io. The old t411.me was suspended, which nobody had expected then."
    assert events_of(reading_of(text)) == {("renamed", "t411.me", "t411.io")}


@pytest.mark.parametrize(
    "text",
    [
        "Jusqu’en 2022, le tchat était joignable sous coco.fr ; ses gérants l’ont ensuite transféré sous coco.gg.",
        "It began as coco.fr twenty years ago. These days the very same chat is found at coco.gg, with no check.",
        "Fino al 2022 la chat si chiamava coco.fr; dopo le denunce i gestori la hanno trasferita su coco.gg, fuori.",
        "Operó durante años como coco.fr. Después de la condena, el chat se mudó a coco.gg, lejos de la justicia.",
        "Bekannt geworden war der Chat unter coco.fr. Vor zwei Jahren zog er nach Beschwerden auf coco.gg um.",
        "L’ancienne adresse ne répond plus. Le tchat n’est plus à coco.fr mais à coco.gg, dit un message du support.",
    ],
)
def test_a_name_that_was_and_a_name_that_is_make_a_rename(text: str) -> None:
    assert events_of(reading_of(text)) == MOVED


def test_what_is_said_of_a_list_of_names_is_said_of_each() -> None:
    text = "The police have closed coco.gg, bounty.chat and other-chat.net after an inquiry in three countries."
    assert {old for event, old, _ in events_of(reading_of(text)) if event == "seized"} == {
        "coco.gg",
        "bounty.chat",
        "other-chat.net",
    }


@pytest.mark.parametrize(
    "title",
    [
        "How to change your address in three steps",
        "15 best alternatives to Coco",
        "Comment changer de nom de domaine",
        "Alternativas a Coco para este año",
    ],
)
def test_advice_and_advertising_tell_no_event(title: str) -> None:
    said = {
        "Al": "El sitio coco.fr pasó a llamarse coco.gg y todo el mundo lo encuentra ahora allí sin problema alguno.",
        "Co": "Le site coco.fr est devenu coco.gg et tout le monde le retrouve maintenant sans aucun problème.",
    }.get(title[:2], "The site coco.fr has become coco.gg and everybody finds it there now without any problem.")
    assert events_of(reading_of(f"{title}\n\n{said}")) == set()


def test_a_copy_of_the_same_brand_is_no_rename() -> None:
    text = "Après la fermeture de coco.gg par la justice, un clone, coco.si, a ouvert, tenu par des inconnus."
    assert events_of(reading_of(text)) == {("seized", "coco.gg", None), ("clone", "coco.gg", "coco.si")}


def test_the_previous_site_is_not_the_one_spoken_of() -> None:
    text = "Le tchat coco.gg est ouvert à tous les mineurs du pays. Le précédent site a été fermé par la justice."
    assert events_of(reading_of(text)) == set()
