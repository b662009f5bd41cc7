import pickle

from nguon.core.errors import ReadingError
from nguon.core.provenance import Provenance


def test_error_says_what_where_and_what_to_do():
    error = ReadingError("Article 7 follows article 5", where=Provenance(page=3, start=4, end=9), hint="Check the scan")
    assert str(error) == "Article 7 follows article 5 (page 3, characters 4-9). Check the scan"


def test_error_survives_pickling():
    error = pickle.loads(pickle.dumps(ReadingError("x", hint="y")))
    assert (type(error), error.what, error.hint) == (ReadingError, "x", "y")
