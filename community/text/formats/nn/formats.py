"""Hours as Norwegian writes them, with a point: kl. 10.00. The rest is Django's own."""

TIME_FORMAT = "H.i"
DATETIME_FORMAT = "j. F Y H.i"
SHORT_DATETIME_FORMAT = "d.m.Y H.i"
