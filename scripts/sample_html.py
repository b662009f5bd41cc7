"""A sample as a ministry's site publishes it: tables for layout, inline styles, a menu and a foot around it."""

from __future__ import annotations

from html import escape
from pathlib import Path

from sample_source import Annex, Sample, bold


def write(sample: Sample, path: Path) -> None:
    """Write the sample as an HTML page in UTF-8."""
    title = sample.about or f"{sample.type.capitalize()} {sample.subject}"
    parts = [_letterhead(sample), _title(sample), _addressees(sample)]
    parts += [_paragraph(kind, text) for kind, text in sample.body]
    parts.append(_closing(sample))
    if sample.annex:
        parts.append(_annex(sample.annex))
    content = "\n".join(part for part in parts if part)
    path.write_text(PAGE.format(title=escape(title), content=content), encoding="utf-8")


PAGE = """<!DOCTYPE html>
<html lang="vi">
<head><meta charset="utf-8"><title>{title}</title>
<style>body{{font-family:"Times New Roman",serif}} nav li{{display:inline}} .vb td{{vertical-align:top}}</style></head>
<body>
<header><nav><ul>
<li><a href="#">Trang chủ</a></li>
<li><a href="#">Văn bản</a></li>
<li><a href="#">Thủ tục hành chính</a></li>
</ul></nav></header>
<main><div class="vb" id="noidung">
{content}
</div></main>
<footer><p>Cổng thông tin điện tử</p></footer>
</body>
</html>
"""


def _p(text: str, *, is_bold: bool = False, italic: bool = False, align: str = "center") -> str:
    inner = escape(text)
    if is_bold:
        inner = f"<strong>{inner}</strong>"
    if italic:
        inner = f"<em>{inner}</em>"
    return f'<p style="text-align:{align}">{inner}</p>'


def _lines(lines: list[str]) -> str:
    return "".join(_p(text, is_bold=is_bold) for text, is_bold in map(bold, lines))


def _letterhead(sample: Sample) -> str:
    left = _lines(sample.left) + _p(sample.number)
    if sample.about:
        left += _p(sample.about, italic=sample.party)
    if sample.stamp:
        left += _p(sample.stamp, is_bold=True)
    right = (
        _lines(sample.right) + ("" if sample.party else _p("----------------")) + _p(sample.place_and_date, italic=True)
    )
    return _two_columns(left, right, 42)


def _title(sample: Sample) -> str:
    return f"{_p(sample.type, is_bold=True)}\n{_p(sample.subject, is_bold=True)}" if sample.type else ""


def _addressees(sample: Sample) -> str:
    if not sample.addressees:
        return ""
    return _p("Kính gửi:") + "".join(f'<p style="margin-left:180px">- {escape(one)}</p>' for one in sample.addressees)


def _paragraph(kind: str, text: str) -> str:
    return _p(text, is_bold=kind == "heading", italic=kind == "basis", align="justify")


def _closing(sample: Sample) -> str:
    left = "<p><strong><em>Nơi nhận:</em></strong><br>" + "<br>".join(
        "- " + escape(line) for line in [*sample.recipients, sample.filed]
    )
    right = _lines(sample.authority) + "<p>&nbsp;</p><p>&nbsp;</p>" + _p(sample.signer, is_bold=True)
    return _two_columns(f"{left}</p>", right, 50)


def _two_columns(left: str, right: str, percent: int) -> str:
    return (
        '<table style="width:100%" border="0" cellspacing="0"><tbody><tr>\n'
        f'<td style="width:{percent}%">{left}</td>\n<td>{right}</td>\n</tr></tbody></table>'
    )


def _annex(annex: Annex) -> str:
    rows: list[list[str]] = [[] for _ in annex.table]
    for row, _, height, width, text in annex.spans():
        tag = "th" if row < annex.head_rows else "td"
        spans = (f' rowspan="{height}"' if height > 1 else "") + (f' colspan="{width}"' if width > 1 else "")
        rows[row].append(f"<{tag}{spans}>{escape(text)}</{tag}>")
    head = "".join(f"<tr>{''.join(cells)}</tr>\n" for cells in rows[: annex.head_rows])
    body = "".join(f"<tr>{''.join(cells)}</tr>\n" for cells in rows[annex.head_rows :])
    return (
        f"<hr>{_p(annex.label, is_bold=True)}{_p(annex.title, is_bold=True)}{_p(annex.note, italic=True)}\n"
        f'<table border="1" cellspacing="0" cellpadding="4">\n<thead>{head}</thead>\n<tbody>{body}</tbody></table>'
    )
