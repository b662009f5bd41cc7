"""A page's broken text layer made silent: it looks as before, and a search finds nothing of it.

What nobody sees is taken out. What is drawn stays, in fonts that say that every glyph is a space: redrawing it as a
picture would make it worse and larger.
"""

from __future__ import annotations

from typing import Final

import pikepdf
from pikepdf import Dictionary, Name

from nguon.writing.searchable.layer import cmap, copied

_SHOWING: Final = frozenset({"Tj", "TJ", "'", '"'})
_UNSEEN: Final = 3  # rendering mode
_DEEPEST: Final = 6
_MOST_FORMS: Final = 400


class Blank:
    """Silences pages of one PDF; the maps are shared by all of them."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._maps: dict[int, pikepdf.Object] = {}
        self._forms = 0

    def page(self, page: pikepdf.Page) -> None:
        """Silence a page; fonts and forms that other pages use too stay as they are there."""
        self._take_out_unseen(page.obj, page)
        page.obj.Resources = self._resources(page.resources, 0)

    def _take_out_unseen(self, holder: pikepdf.Object, source: pikepdf.Object | pikepdf.Page) -> None:
        try:
            instructions = pikepdf.parse_content_stream(source)
            kept, mode, saved, dropped = [], 0, [], False
            for one in instructions:
                operator = str(one.operator)
                if operator == "Tr" and one.operands:
                    mode = int(one.operands[0])
                elif operator == "q":
                    saved.append(mode)
                elif operator == "Q" and saved:
                    mode = saved.pop()
                if operator in _SHOWING and mode == _UNSEEN:
                    dropped = True
                    continue
                kept.append(one)
            if not dropped:
                return
            content = pikepdf.unparse_content_stream(kept)
        except (pikepdf.PdfError, ValueError, TypeError, AttributeError, RecursionError):
            return  # what cannot be parsed is silenced by its fonts all the same
        if isinstance(source, pikepdf.Page):
            holder.Contents = self._pdf.make_stream(content)
        else:
            holder.write(content)

    def _resources(self, resources: pikepdf.Object, depth: int) -> Dictionary:
        """A copy of the resources whose fonts, and those of whose forms, are silent."""
        own = copied(resources)
        fonts = own.get("/Font")
        if isinstance(fonts, Dictionary):
            own.Font = Dictionary({name: self._font(font) for name, font in fonts.items()})
        inner = own.get("/XObject")
        if isinstance(inner, Dictionary) and depth < _DEEPEST:
            own.XObject = Dictionary({name: self._form(form, depth) for name, form in inner.items()})
        return own

    def _form(self, form: pikepdf.Object, depth: int) -> pikepdf.Object:
        if not isinstance(form, pikepdf.Stream) or form.get("/Subtype") != Name.Form or self._forms >= _MOST_FORMS:
            return form
        self._forms += 1
        own = self._pdf.make_stream(form.read_bytes())
        for name, value in form.items():
            if name not in ("/Length", "/Filter", "/DecodeParms"):
                own[name] = value
        self._take_out_unseen(own, own)
        if isinstance(own.get("/Resources"), Dictionary):
            own.Resources = self._resources(own.Resources, depth + 1)
        return own

    def _font(self, font: pikepdf.Object) -> pikepdf.Object:
        if not isinstance(font, Dictionary):
            return font
        wide = font.get("/Subtype") == Name.Type0
        own = copied(font)
        own.ToUnicode = self._spaces(2 if wide else 1)
        return self._pdf.make_indirect(own)

    def _spaces(self, length: int) -> pikepdf.Object:
        """A map that says of every code of so many bytes that it is a space."""
        if length not in self._maps:
            row = "[" + "<0020>" * 256 + "]"
            if length == 1:
                ranges = f"1 beginbfrange\n<00> <ff> {row}\nendbfrange\n"
            else:
                lines = [f"<{high:02x}00> <{high:02x}ff> {row}" for high in range(256)]
                blocks = [lines[at : at + 64] for at in range(0, 256, 64)]
                ranges = "".join("64 beginbfrange\n" + "\n".join(block) + "\nendbfrange\n" for block in blocks)
            codes = "<00> <ff>" if length == 1 else "<0000> <ffff>"
            self._maps[length] = self._pdf.make_indirect(cmap(self._pdf, ranges, codes))
        return self._maps[length]
