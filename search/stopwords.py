"""Words that say nothing of what a text is about, in both written forms."""

STOP_WORDS = frozenset(
    """
    alle alt altså anna annan annen annet at att av bare begge berre ble blei blir bli blitt bort bort både båe
    da dannet de deg dei deim deira deires dem den denne der dere deres det dette di din disse ditt dit du dykk dykkar
    då eg ein eit eitt eller elles en enda enn er et ett etter for fordi fra frå før ga gjer gjerne gjør gjøre gjere
    ha hadde han hans har hennar henne hennes her hit hjå ho hoe honom hoss hossen hun hva hvem hver hvilke hvilken
    hvilket hvis hvor hvordan hvorfor i ikke ikkje ikkje ingen ingi inkje inn innan innen inni ja jeg jo kan kom korleis
    korso kun kunne kva kvar kvarhelst kven kvi kvifor man mange me med medan meg meget mellom men mens mer meir mest mi
    min mine mitt mot mye mykje må måtte ned no noe noen noka noko nokon nokor nokre noe nå når nei og også om opp oss
    over på samme same seg selv si sia sidan siden sin sine sitt sjøl sjølv skal skulle slik slike so som somme somt
    sånn så til um under upp ut uten utan vart varte ved vere verte vi vil ville vore vors vort være vært vår våre våra
    vårt var å òg ca evt mv osv dvs bl blant mellom vera verer ver var vart fleire flere
    få får fikk fekk fått ta tar tok tatt tek teke gå går gikk gjekk gått
    andre andres hos oss kor burde bør bør dykkar eigentleg egentlig finnes finst
    gi gir ga gav gitt kommer kjem komme koma sjå se si sei sa sagt
    """.split()
)
