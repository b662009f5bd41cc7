"""A Document beside its pages: one HTML file, nothing outside it, every value outlined where it stands."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from itertools import groupby, pairwise
from typing import Final

from nguon.core.provenance import Box, union
from nguon.duties.duty import Duty
from nguon.reading.document import Document, Problem
from nguon.writing.entries import Entry, entries, problem_words, visible
from nguon.writing.page_images import PICTURES, PageImage, page_images, picture_images
from nguon.writing.signed import signature_lines
from nguon.writing.words import Language, say

PDF: Final = "application/pdf"
MAX_PAGES: Final = 60
"""Pages of a PDF drawn unless asked otherwise; a page is about 60 kB of HTML."""

_LAYERS = ("body", "duty", "cite", "head", "who")
"""Kinds from the bottom up: what is drawn later is hit first by the pointer."""

EAGER: Final = 3
"""Pages whose pictures are decoded at once; the others when they come into view."""
BESIDE: Final = 24.0
"""Points between two boxes of one value that are drawn as one."""

Numbered = tuple[int, Entry]
Span = tuple[int, int, int, Entry]


def write_html(
    document: Document,
    data: bytes,
    media_type: str,
    *,
    duties: Sequence[Duty] = (),
    language: Language = "vi",
    max_pages: int = MAX_PAGES,
) -> str:
    """One self-contained page: the document on one side, the values read on the other, each leading to the other.

    Args:
        document: what was read.
        data: the bytes it was read from; a PDF's pages are drawn from them.
        media_type: of the bytes; anything but a PDF is shown as its text with the same marks.
        duties: what was found in it, shown with the values.
        language: of labels and messages; the document's words stay as they are.
        max_pages: pages of a PDF that are drawn; the rest is said to be left out.

    Returns:
        HTML without a reference to anything outside it; what comes from the document is escaped, and a content security
        policy lets nothing run but the page's own script.
    """
    numbered = list(enumerate(entries(document, duties, language), 1))
    drawable = media_type == PDF or (media_type in PICTURES and bool(data))
    if drawable:
        images = list(page_images(data, max_pages) if media_type == PDF else picture_images(data, max_pages))
        view = _pages(document, numbered, images, language)
        drawn = {image.number for image in images}
    else:
        view, drawn = _text_view(document.text, numbered), {1}
    style, script = _asset("viewer.css"), _asset("viewer.js")
    name = document.file.name or say("page.untitled", language)
    return _PAGE.format(
        lang=language,
        policy=f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}'",
        title=_safe(say("page.title", language, name=name)),
        style=style,
        script=script,
        skip=say("page.skip", language),
        name=_safe(name),
        facts=_safe(_facts(document, language)),
        problems=_problems(document.problems, language) + _signatures(document, language),
        document=say("page.document", language),
        values=say("page.values", language),
        count=say("page.values_count", language, n=sum(1 for _, entry in numbered if entry.sure)),
        how=say("page.how", language),
        legend=_legend(numbered, language),
        view=view,
        list=_list(numbered, drawn, drawable, language) or f"<p>{say('page.nothing_read', language)}</p>",
    )


_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#values">{skip}</a>
<header class="top">
<h1>{name}</h1>
<p>{facts}</p>
<nav><a href="#document">{document}</a> <a href="#values">{values} <span>({count})</span></a></nav>
</header>
{problems}
<main>
<section class="view" id="document" aria-label="{document}">
<div class="legend"><p>{how}</p><ul>{legend}</ul></div>
{view}
</section>
<section class="values" id="values" aria-label="{values}" tabindex="-1">
{list}
</section>
</main>
<script>{script}</script>
</body>
</html>
"""


def _asset(name: str) -> str:
    return files("nguon.writing").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _safe(text: str) -> str:
    """Text of the document for HTML: what cannot be seen replaced, the rest escaped."""
    return escape(visible(text))


def _facts(document: Document, language: Language) -> str:
    facts = document.file
    return say("page.facts", language, media=facts.media_type, pages=facts.pages, sha=facts.sha256[:16] + "…")


def _problems(problems: Sequence[Problem], language: Language) -> str:
    if not problems:
        return ""
    items = "".join(f"<li>{_safe(problem_words(problem, language))}</li>" for problem in problems)
    return f'<section class="problems"><h2>{say("page.problems", language)}</h2><ul>{items}</ul></section>'


def _signatures(document: Document, language: Language) -> str:
    items = "".join(f"<li>{_safe(line)}</li>" for line in signature_lines(document, language))
    if not items:
        return ""
    return f'<section class="signatures"><h2>{say("page.signatures", language)}</h2><ul>{items}</ul></section>'


def _legend(numbered: Sequence[Numbered], language: Language) -> str:
    kinds = dict.fromkeys(entry.kind for _, entry in numbered if entry.sure)
    return "".join(f'<li class="k-{kind}">{say(f"page.kind.{kind}", language)}</li>' for kind in kinds)


def _pages(
    document: Document, numbered: Sequence[Numbered], images: Sequence[PageImage], language: Language
) -> str:  # fmt: skip
    by_page: dict[int, list[Numbered]] = {}
    for number, entry in numbered:
        for page in dict.fromkeys(source.page for source in entry.sources if source.box):
            by_page.setdefault(page, []).append((number, entry))
    first = {number: min(source.page for source in entry.sources if source.box) for number, entry in numbered
             if any(source.box for source in entry.sources)}  # fmt: skip
    total = max(document.file.pages, len(images))
    doubts: dict[int, list[Box]] = {}
    for word in document.doubtful:
        for source in word.sources:
            if source.box:
                doubts.setdefault(source.page, []).append(source.box)
    parts = [
        _figure(image, by_page.get(image.number, []), doubts.get(image.number, []), first, total, language)
        for image in images
    ]
    if len(images) < total:
        parts.append(f'<p class="note">{say("page.not_drawn", language, n=len(images) + 1)}</p>')
    parts.append(f'<details><summary>{say("page.text", language)}</summary><div class="paper">{_safe(document.text)}')
    return "\n".join(parts) + "</div></details>"


def _figure(
    image: PageImage,
    found: Sequence[Numbered],
    doubts: Sequence[Box],
    first: dict[int, int],
    total: int,
    language: Language,
) -> str:  # fmt: skip
    caption = say("page.page_of", language, n=image.number, total=total)
    if image.png is None:
        sorry = say("page.not_drawable", language)
        return f'<figure><figcaption>{caption}</figcaption><p class="note">{sorry}</p></figure>'
    picture = "data:image/png;base64," + base64.b64encode(image.png).decode()
    marks = []
    for number, entry in sorted(found, key=lambda one: _LAYERS.index(one[1].kind)):
        anchor = f' id="b{number}"' if first[number] == image.number else ""
        boxes = "".join(map(_rect, _joined(source.box for source in entry.sources if source.page == image.number)))
        title = _safe(f"{entry.label}: {entry.shown[:200]}")
        marks.append(
            f'<a{anchor} href="#v{number}" data-v="{number}" class="k-{entry.kind}"><title>{title}</title>{boxes}</a>'
        )
    hint = f"<title>{say('page.doubtful', language)}</title>" if doubts else ""
    marks += [f'<path class="doubt" d="M{x0:.1f} {y1 + 1.5:.1f}H{x1:.1f}">{hint}</path>' for x0, _, x1, y1 in doubts]
    width, height = f"{image.width:.6g}", f"{image.height:.6g}"
    return (
        f'<figure><figcaption>{caption}</figcaption><div class="page"><img src="{picture}" alt="{caption}" '
        f'width="{width}" height="{height}" loading="{"eager" if image.number <= EAGER else "lazy"}">'
        f'<svg viewBox="0 0 {width} {height}">{"".join(marks)}</svg></div></figure>'
    )


def _joined(boxes: Iterable[Box | None]) -> list[Box]:
    """The boxes, those beside each other on a line (a label and its words, the cells of a row) made one."""
    found: list[Box] = []
    for box in boxes:
        if box is None:
            continue
        if found and min(found[-1][3], box[3]) > max(found[-1][1], box[1]) and box[0] - found[-1][2] < BESIDE:
            found[-1] = union(found[-1], box)
        else:
            found.append(box)
    return found


def _rect(box: Box) -> str:
    x0, y0, x1, y1 = box
    width, height = max(x1 - x0, 0) + 3, max(y1 - y0, 0) + 2
    return f'<rect x="{x0 - 1.5:.1f}" y="{y0 - 1:.1f}" width="{width:.1f}" height="{height:.1f}" rx="2"/>'


def _text_view(text: str, numbered: Sequence[Numbered]) -> str:
    """The text with a mark on each piece between two ends of values; nested and overlapping values share pieces."""
    spans = [(source.start, source.end, number, entry) for number, entry in numbered for source in entry.sources]
    spans = [span for span in spans if span[0] < span[1]]
    opening = sorted(spans, key=lambda span: span[0])
    ends = sorted({bound for span in spans for bound in span[:2]} | {0, len(text)})
    parts: list[str] = []
    active: list[Span] = []
    seen: set[int] = set()
    upcoming = 0
    for start, end in pairwise(ends):
        active = [span for span in active if span[1] > start]
        while upcoming < len(opening) and opening[upcoming][0] <= start:
            active.append(opening[upcoming])
            upcoming += 1
        inner = sorted(active, key=lambda span: (span[1] - span[0], -_LAYERS.index(span[3].kind)))
        parts.append(_piece(text[start:end], inner, seen))
    return f'<div class="paper">{"".join(parts)}</div>'


def _piece(words: str, inner: Sequence[Span], seen: set[int]) -> str:
    if not inner:
        return _safe(words)
    numbers = [span[2] for span in inner]
    fresh = [number for number in numbers if number not in seen]
    seen.update(fresh)
    own = numbers[0]
    anchors = "".join(f'<i id="b{number}"></i>' for number in fresh if number != own)
    anchor = f' id="b{own}"' if own in fresh else ""
    joined = " ".join(map(str, dict.fromkeys(numbers)))
    return f'{anchors}<a{anchor} href="#v{own}" data-v="{joined}" class="k-{inner[0][3].kind}">{_safe(words)}</a>'


def _list(numbered: Sequence[Numbered], drawn: set[int], pdf: bool, language: Language) -> str:
    parts = []
    for group, members in groupby(numbered, key=lambda one: one[1].group):
        items = "".join(_item(number, entry, drawn, pdf, language) for number, entry in members)
        parts.append(f'<h2 id="g-{group}">{say(f"group.{group}", language)}</h2><ol>{items}</ol>')
    return "\n".join(parts)


def _item(number: int, entry: Entry, drawn: set[int], pdf: bool, language: Language) -> str:
    label = f'<span class="l">{_safe(entry.label)}</span>'
    if entry.sure is None:
        return f'<li class="none">{label}<span class="t">{say("page.nothing", language)}</span></li>'
    placed = [source.page for source in entry.sources if source.page in drawn and (source.box or not pdf)]
    shown = f'{label}<span class="t">{_safe(entry.shown)}</span>'
    body = f'<a href="#b{number}">{shown}</a>' if placed else f"<span>{shown}</span>"
    classes = f"k-{entry.kind} d{min(entry.depth, 5)}{'' if entry.tracked else ' untracked'}"
    if entry.kind != "body" and entry.label.isdigit():
        classes += " number"
    return (
        f'<li id="v{number}" data-v="{number}" class="{classes}">'
        f"{body}{''.join(_remarks(entry, bool(placed), pdf, language))}</li>"
    )


def _remarks(entry: Entry, placed: bool, pdf: bool, language: Language) -> Iterator[str]:
    tags = []
    if entry.sure and entry.sure != "printed":
        tags.append(f'<span class="chip {entry.sure}">{say(f"sure.{entry.sure}", language)}</span>')
    if pdf and placed and entry.sources[0].page > 1:
        tags.append(f"<span>{say('page.page', language, n=entry.sources[0].page)}</span>")
    if not placed:
        tags.append(f"<span>{say('page.no_place', language)}</span>")
    if tags:
        yield f'<p class="s">{" ".join(tags)}</p>'
    for note in entry.notes:
        yield f'<p class="s">{_safe(note)}</p>'
