import json
from importlib.resources import files

import msgspec

from nguon.reading.document import Document, Problem
from nguon.writing.json_lines import Unread, UnreadFile, document_schema, indented, to_line


def test_the_shipped_schema_is_the_schema_of_the_types():
    shipped = files("nguon").joinpath("data", "schema", "document.schema.json").read_text(encoding="utf-8")
    assert json.loads(shipped) == document_schema(), "run scripts/write_schema.py and review the difference"


def test_a_document_comes_back_from_its_line(document):
    assert msgspec.json.decode(to_line(document), type=Document) == document


def test_an_unread_file_has_the_keys_of_a_document_all_null_but_three(document):
    problem = Problem(code="empty_file", message="Empty")
    line = json.loads(to_line(Unread(file=UnreadFile(name="a.pdf"), problems=(problem,))))
    assert list(line) == list(json.loads(to_line(document)))
    assert list(line["file"]) == list(json.loads(to_line(document))["file"])
    assert {key for key, value in line.items() if value is not None} == {"schema", "file", "problems"}


def test_indented_is_the_same_json(document):
    assert json.loads(indented(to_line(document))) == json.loads(to_line(document))
