"""What stands around the text of a web page: menus, heads, feet, asides and forms."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from nguon.reading.readers.signs import MOTTO, RECIPIENTS, bare

_TAGS = ("header", "footer", "aside", "form")
_ROLES = ("navigation", "banner", "contentinfo", "search", "complementary")
_LARGEST_SHARE = 0.4
"""Of the page's text; what holds more is the text itself."""
_LONGEST_FORM = 500
"""Characters; a form with more of them holds the text of the page, as forms of ASP.NET do."""
_ENOUGH_CHARACTERS = 20_000


class Frames:
    """Tells the frames of one page from its text."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._lengths = _text_lengths(root)

    def hide(self, element: etree._Element) -> bool:
        """Whether the element is a frame: by its tag or role, or as a list of nothing but links.

        One that holds much of the page's text, or the signs of a letterhead or closing, is none.
        """
        tag = element.tag
        if tag in ("ul", "ol"):
            return _only_links(element)
        if tag not in _TAGS and (element.get("role") or "").lower() not in _ROLES:
            return False
        length = self._lengths.get(element, 0)
        if length > _LARGEST_SHARE * self._lengths[self._root] or (tag == "form" and length > _LONGEST_FORM):
            return False
        text = bare(_beginning(element))
        return not MOTTO.search(text) and not RECIPIENTS.search(text)


def _text_lengths(root: etree._Element) -> dict[etree._Element, int]:
    """Characters of text in the page and in each of its possible frames, in one pass: pages may nest thousands deep."""
    total = 0
    starts: dict[etree._Element, int] = {}
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if element is root or element.tag in _TAGS or element.get("role"):
                starts[element] = total
            if element.text and element.tag not in ("script", "style"):
                total += len(element.text.strip())
        else:
            if element in starts:
                starts[element] = total - starts[element]
            if element.tail:
                total += len(element.tail.strip())
    return starts


def _beginning(element: etree._Element) -> str:
    """The first characters of the text inside, enough to know a letterhead by."""
    pieces: list[str] = []
    left = _ENOUGH_CHARACTERS
    for text in element.itertext():
        pieces.append(str(text))
        left -= len(text)
        if left < 0:
            break
    return "".join(pieces)


def _only_links(element: etree._Element) -> bool:
    """A list of three or more entries whose text is nearly all in links: a menu."""
    if len(list(islice(element.iterchildren("li"), 3))) < 3:
        return False
    whole = _beginning(element)
    linked = sum(len(_beginning(link).strip()) for link in islice(element.iter("a"), 300))
    return linked > 0 and len(whole) < _ENOUGH_CHARACTERS and linked * 10 >= 9 * len("".join(whole.split()))
