from django.urls import path, register_converter

from community.ui.converters import Id

from .views import act, bookmarks, consent, drafts, feeds, follow, polls, read, who, write

register_converter(Id, "id")

app_name = "forum"
urlpatterns = [
    path("diskusjoner/", read.index, name="index"),
    path("diskusjoner/atom.xml", feeds.latest, name="feed"),
    path("diskusjoner/tavler/<slug:slug>/", read.board, name="board"),
    path("diskusjoner/tavler/<slug:slug>/atom.xml", feeds.board, name="board_feed"),
    path("diskusjoner/tema/<slug:slug>/atom.xml", feeds.theme, name="theme_feed"),
    path("diskusjoner/emneord/<str:slug>/atom.xml", feeds.tag, name="tag_feed"),
    path("diskusjoner/<id:pk>/atom.xml", feeds.topic, name="topic_feed"),
    path("diskusjoner/skriv/", write.begin, name="start"),
    path("diskusjoner/lignende/", write.similar, name="similar"),
    path("diskusjoner/lest/", act.read_all, name="read_all"),
    path("diskusjoner/skriv/lagre/", drafts.save_new, name="save_new"),
    path("diskusjoner/utkast/", drafts.drafts, name="drafts"),
    path("diskusjoner/utkast/<uuid:key>/kast/", drafts.throw, name="throw_draft"),
    path("diskusjoner/<id:pk>/utkast/", drafts.save_answer, name="save_answer"),
    path("diskusjoner/bokmerker/", bookmarks.bookmarks, name="bookmarks"),
    path("diskusjoner/innlegg/<id:pk>/bokmerke/", bookmarks.mark, name="bookmark"),
    path("diskusjoner/innlegg/<id:pk>/notat/", bookmarks.note, name="bookmark_note"),
    path("diskusjoner/hvem/", who.suggest, name="who"),
    path("diskusjoner/folger/", follow.following, name="following"),
    path("diskusjoner/tavler/<slug:slug>/folg/", follow.board, name="watch_board"),
    path("diskusjoner/tema/<slug:slug>/folg/", follow.theme, name="watch_theme"),
    path("diskusjoner/emneord/<str:slug>/folg/", follow.tag, name="watch_tag"),
    path("diskusjoner/<id:pk>/folg/", follow.topic, name="watch_topic"),
    path("diskusjoner/<id:pk>-<slug:slug>/", read.topic, name="topic"),
    path("diskusjoner/<id:pk>/sitater/", consent.gather, name="gather"),
    path("diskusjoner/sitater/<id:pk>/", consent.consent, name="consent"),
    path("diskusjoner/<id:pk>/nytt/", read.news, name="news"),
    path("diskusjoner/<id:pk>/svar/", write.answer, name="reply"),
    path("diskusjoner/<id:pk>/lest/", act.read, name="read"),
    path("diskusjoner/<id:pk>/lukk/", act.shut, name="close"),
    path("diskusjoner/<id:pk>/fest/", act.stick, name="pin"),
    path("diskusjoner/<id:pk>/apne/", act.open_again, name="reopen"),
    path("diskusjoner/<id:pk>/stem/", polls.give, name="vote"),
    path("diskusjoner/<id:pk>/stemmer/", polls.voters, name="voters"),
    path("diskusjoner/<id:pk>/stemmer/tabell/", polls.export, name="poll_export"),
    path("diskusjoner/innlegg/<id:pk>/", read.post, name="post"),
    path("diskusjoner/innlegg/<id:pk>/siter/", write.quote, name="quote"),
    path("diskusjoner/innlegg/<id:pk>/historikk/", read.history, name="history"),
    path("diskusjoner/innlegg/<id:pk>/endre/", write.change, name="edit"),
    path("diskusjoner/innlegg/<id:pk>/slett/", act.remove, name="delete"),
    path("diskusjoner/innlegg/<id:pk>/hent-fram/", act.bring_back, name="restore"),
    path("diskusjoner/innlegg/<id:pk>/skjul/", act.take_away, name="hide"),
    path("diskusjoner/innlegg/<id:pk>/losning/", act.solve, name="solve"),
    path("diskusjoner/innlegg/<id:pk>/reager/", act.react_to, name="react"),
    path("diskusjoner/innlegg/<id:pk>/filer/<uuid:key>/", act.upload, name="file"),
    path("diskusjoner/innlegg/<id:pk>/filer/<uuid:key>/<slug:preset>/", act.upload, name="picture"),
]
