"""Document → duties."""

from __future__ import annotations

from nguon.duties.context import Context
from nguon.duties.draft import Draft
from nguon.duties.duty import Duties
from nguon.duties.finish import finish
from nguon.duties.invitations import invitation
from nguon.duties.source import Source
from nguon.duties.times import time_of_document
from nguon.duties.walk import table_drafts, walk
from nguon.reading.document import Document


def extract_duties(document: Document) -> Duties:
    """Every instruction of the document, in reading order.

    Args:
        document: as read.

    Returns:
        The duties; ids are the same on every reading of the same bytes.
    """
    source = Source.of(document)
    context = Context()
    time = time_of_document(source, document.body)
    if time is not None:
        context = Context(time=time[0], time_at=time[1])
    drafts: list[Draft] = list(invitation(source, document.body, walk(source, document.body, context).drafts, context))
    for annex in document.annexes:
        if annex.label is None:
            drafts += walk(source, annex.body, Context()).drafts
        else:
            drafts += [
                draft
                for top in annex.body
                for node in top.walk()
                if node.kind == "table"
                for draft in table_drafts(node)
            ]
    return Duties(duties=finish(source, tuple(drafts)))
