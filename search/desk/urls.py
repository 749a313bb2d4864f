from django.urls import path

from .views import asked, bets, synonyms

desk_patterns = [
    path("redaktor/synonymer/", synonyms.synonyms, name="desk_synonyms"),
    path("redaktor/synonymer/ny/", synonyms.synonym, name="desk_synonym_add"),
    path("redaktor/synonymer/<id:pk>/", synonyms.synonym, name="desk_synonym"),
    path("redaktor/synonymer/<id:pk>/fjern/", synonyms.remove_synonym, name="desk_synonym_remove"),
    path("redaktor/sokt/", asked.asked, name="desk_asked"),
    path("redaktor/sokt/sok.csv", asked.asked_file, name="desk_asked_file"),
    path("redaktor/valg/", bets.bets, name="desk_bets"),
    path("redaktor/valg/nytt/", bets.bet, name="desk_bet_add"),
    path("redaktor/valg/<id:pk>/", bets.bet, name="desk_bet"),
    path("redaktor/valg/<id:pk>/fjern/", bets.remove_bet, name="desk_bet_remove"),
    path("redaktor/synonymer/synonyms.txt", synonyms.export_synonyms, name="desk_synonyms_file"),
]
