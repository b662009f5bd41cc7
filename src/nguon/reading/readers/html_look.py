"""How an HTML element looks: its tag, attributes, and the simple rules of the page's own style sheets."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

_BOLD = frozenset(["b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"])
_ITALIC = frozenset(["i", "em", "cite", "dfn"])
_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?")
_COMMENT = re.compile(r"/\*.{0,20000}?\*/|<!--|-->", re.S)
_DECLARATION = re.compile(r"\s*([a-z-]{2,40})\s*:\s*([^;]{0,300})", re.I)
_LENGTH = re.compile(r"(-?\d{0,6}(?:\.\d{0,6})?)\s*(pt|px|cm|mm|in|em|rem)?")
_POINTS = {"pt": 1.0, "px": 0.75, "cm": 28.35, "mm": 2.835, "in": 72.0, "em": 14.0, "rem": 14.0, None: 0.75}
_DRAWN = re.compile(r"\b(?:solid|double|dotted|dashed|inset|outset|ridge|groove)\b", re.I)
_WIDTHLESS = re.compile(r"(?:^|\s)0(?:px|pt|cm|in)?(?:\s|$)")
_MOST_STYLE_TEXT = 100_000
_MOST_CLASSES = 8

Declarations = dict[str, str]


class Look(NamedTuple):
    """The look of text, inherited downwards; ``size`` and ``indent`` in points."""

    bold: bool = False
    italic: bool = False
    size: float = 0.0
    centred: bool = False
    indent: float = 0.0
    kept_space: bool = False
    font: str = ""


class StyleSheet:
    """The rules with one tag, one class or both as selector; others are left out."""

    def __init__(self, styles: str = "") -> None:
        self._rules: dict[tuple[str, str], Declarations] = {}
        self._seen: dict[tuple[str, str, str], Declarations] = {}
        for selectors, body in _RULE.findall(_COMMENT.sub(" ", styles[:_MOST_STYLE_TEXT])):
            declared = _declarations(body)
            for selector in selectors.lower().split(",")[:50]:
                match = _SELECTOR.fullmatch(selector.strip())
                if match and selector.strip():
                    rule = self._rules.setdefault((match[1] or "", match[2] or ""), {})
                    rule.update(declared)

    def of(self, element: etree._Element) -> Declarations:
        """What the sheets and the element's own ``style`` say of it."""
        tag, classes, own = str(element.tag), element.get("class") or "", element.get("style") or ""
        key = (tag, classes, own)
        found = self._seen.get(key)
        if found is None:
            found = dict(self._rules.get((tag, ""), {})) if self._rules else {}
            for name in classes.lower().split()[:_MOST_CLASSES] if self._rules else ():
                found |= self._rules.get(("", name), {}) | self._rules.get((tag, name), {})
            found |= _declarations(own)
            if len(self._seen) < 10_000:
                self._seen[key] = found
        return found


def is_hidden(element: etree._Element, declared: Declarations) -> bool:
    """Whether a browser does not show the element."""
    if element.get("hidden") is not None or not declared:
        return element.get("hidden") is not None
    return (
        declared.get("display") == "none"
        or declared.get("visibility") in ("hidden", "collapse")
        or declared.get("mso-hide") == "all"
    )


def look_of(element: etree._Element, declared: Declarations, above: Look) -> Look:
    """The look inside the element, over the look around it."""
    tag = element.tag
    look = above
    if tag in _BOLD:
        look = look._replace(bold=True)
    elif tag in _ITALIC:
        look = look._replace(italic=True)
    elif tag == "center":
        look = look._replace(centred=True)
    elif tag == "pre":
        look = look._replace(kept_space=True)
    elif tag == "font":
        look = look._replace(font=element.get("face") or look.font)
    if declared:
        look = _declared_look(declared, look)
    align = element.get("align")
    # Written on the element itself, so meant for it, though a browser lets a style sheet's rule for the tag win.
    if align and tag not in ("table", "img") and "text-align" not in (element.get("style") or ""):
        look = look._replace(centred=align.lower() == "center")
    return look


def draws_rules(element: etree._Element, declared: Declarations) -> bool | None:
    """Whether a table or cell shows a border; ``None`` where nothing says so."""
    border = element.get("border")
    if border is not None and border.strip().rstrip("px") in ("", "0"):
        said: bool | None = border.strip() == ""
    else:
        said = None if border is None else True
    for name, value in declared.items():
        if name.startswith("border") and name not in ("border-collapse", "border-spacing", "border-color"):
            if _DRAWN.search(value) and not _WIDTHLESS.search(value):
                return True
            if "none" in value or _WIDTHLESS.search(value):
                said = bool(said) and name != "border"
    return said


def points(value: str) -> float:
    """A CSS length in points, 0 where it has none that we know."""
    match = _LENGTH.match(value.strip())
    if match is None or match[1] in ("", "-", ".", "-."):
        return 0.0
    return float(match[1]) * _POINTS[match[2]]


def _declared_look(declared: Declarations, look: Look) -> Look:
    weight = declared.get("font-weight")
    if weight:
        look = look._replace(bold=weight in ("bold", "bolder", "600", "700", "800", "900"))
    style = declared.get("font-style")
    if style:
        look = look._replace(italic=style in ("italic", "oblique"))
    size = declared.get("font-size")
    if size and (found := points(size)) and not size.endswith("em"):
        look = look._replace(size=found)
    align = declared.get("text-align")
    if align:
        look = look._replace(centred=align == "center")
    if "text-indent" in declared or "margin-left" in declared:
        left = points(declared.get("margin-left", "0")) + points(declared.get("text-indent", "0"))
        look = look._replace(indent=left)
    space = declared.get("white-space")
    if space:
        look = look._replace(kept_space=space in ("pre", "pre-wrap", "pre-line", "break-spaces"))
    font = declared.get("font-family")
    return look._replace(font=font.strip(" '\"")) if font else look


def _declarations(text: str) -> Declarations:
    if not text:
        return {}
    return {
        match[1].lower(): match[2].replace("!important", "").strip().lower()
        for match in map(_DECLARATION.match, text[:4000].split(";"))
        if match
    }
