"""What an engine misread, put right where the language leaves one reading; never a number, a day or a name.

Its commonest mistake in Vietnamese is a lost or wrong mark (tô chức, công bô, QUYÉT ĐỊNH): the letters are right and
the word beside it says which mark was printed. A string that is no syllable becomes the only one with its letters that
makes a known word with a neighbour. A syllable is never changed for that alone ("Hội thao" is not "Hội thảo"): the
picture is read a second time (``second_look``) and has to say the same. Whole lines of the layout ("Nơi nhận:", the
heading, types of documents, posts) are a closed vocabulary and allow one wrong letter besides.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from nguon.core.provenance import union
from nguon.core.syllables import common_words, syllables
from nguon.core.text import bare, nfc
from nguon.reading.scan.clean import lines_of
from nguon.reading.scan.recognise import Word

_LETTERS = re.compile(r"[^\W\d_]+")
_FIRST = {
    "H.": "II.", "IH.": "III.", "HI.": "III.", "TI.": "II.", "Il.": "II.", "lI.": "II.", "ll.": "II.", "IIl.": "III.",
    "ø)": "g)", "Ø)": "g)", "©)": "c)", "€)": "e)", "đ}": "đ)", "V⁄v": "V/v", "V⁄%": "V/v", "V⁄": "V/v", "V/V⁄": "V/v",
    "Vív": "V/v", "VÍv": "V/v", "V/y": "V/v",
}  # fmt: skip
"""First words of lines that no document has, and what they are: Roman numerals, letters of points, "V/v"."""
_DAY_STARTS = re.compile(r"\W?(?:\d{1,2}[/⁄])?\d{1,2}[/⁄]\d|\W?\d{1,2}[/⁄]")
_DAY_ENDS = re.compile(r"\d{1,2}[/⁄]\d{4}\W{0,2}")
_DOUBTFUL_DAY = 0.5
_DOUBTFUL = 0.8  # of a word that the language changed: a person should look
_SURE = 0.9
_COMMA_FOR_POINT = re.compile(r"(\d{1,2}),")
_LAYOUT = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM", "Nơi nhận:",
    "ĐOÀN TNCS HỒ CHÍ MINH", "Kính gửi:", "QUYẾT ĐỊNH:", "ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "BAN TUYÊN GIÁO",
    "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "TL. CHỦ TỊCH", "KT. GIÁM ĐỐC", "KT. BỘ TRƯỞNG", "T/M BAN THƯỜNG VỤ",
    "TM. BAN THƯỜNG VỤ", "BÍ THƯ", "PHÓ BÍ THƯ", "TỔNG BIÊN TẬP", "PHÓ TỔNG BIÊN TẬP", "THỦ TƯỚNG", "PHÓ THỦ TƯỚNG",
    "KT. THỦ TƯỚNG", "K/T TRƯỞNG BAN", "CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "BỘ TRƯỞNG", "THỨ TRƯỞNG",
    "TỔ CHỨC THỰC HIỆN", "MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG",
)  # fmt: skip
_SHORTEST = 7  # letters of a line that may have a wrong one besides marks


def mended(words: Sequence[Word]) -> list[Word]:
    """The words with what is surely misread put right; ``read`` keeps what the engine read.

    Args:
        words: line by line.
    """
    kept: list[Word] = []
    lines = [_marks(_layout(_first(_days(line)))) for line in lines_of(words)]
    place = next(filter(None, map(_place, lines)), [])
    for line in lines:
        kept += _named(line, place)
    return kept


def _place(line: list[Word]) -> list[str]:
    """The syllables of the place before a date ("Lâm Đồng, ngày …"), where they are two or more and surely read."""
    texts = [word.text for word in line]
    at = texts.index("ngày") if "ngày" in texts[:7] else 0
    if at < 2 or texts[at - 1][-1:] != "," or any(word.sureness < _SURE for word in line[:at]):
        return []
    place = [plain_syllable(text) for text in texts[:at]]
    return place if all(syllable in syllables() for syllable in place) else []


def _named(line: list[Word], place: list[str]) -> list[Word]:
    """A line in capitals with the name of the place, whose marks it lost, spelt as before the date, and doubtful.

    An issuer and the place where it signs bear one name; capitals lose their marks sooner than letters of a sentence.
    """
    count = len(place)
    if not count or not all(word.text.isupper() for word in line if word.text[:1].isalpha()):
        return line
    done = list(line)
    for start in range(len(line) - count + 1):
        own = [plain_syllable(word.text) for word in line[start : start + count]]
        if own != place and list(map(bare, own)) == list(map(bare, place)):
            for step, (old, new) in enumerate(zip(own, place, strict=True)):
                if old != new:
                    word = line[start + step]
                    changed = _changed(word, in_place(word.text, old, new))
                    done[start + step] = changed._replace(sureness=min(word.sureness, _DOUBTFUL))
    return done


def _days(line: list[Word]) -> list[Word]:
    """The line with days in figures that fell apart at a wide "1" joined ("17/1 1/2024"); they count as doubtful."""
    kept: list[Word] = []
    for word in line:
        before = kept[-1] if kept else None
        if before and _DAY_STARTS.fullmatch(before.text) and _DAY_ENDS.fullmatch(word.text):
            text = f"{before.text}{word.text}".replace("⁄", "/")
            kept[-1] = before._replace(
                text=text,
                box=union(before.box, word.box),
                sureness=min(before.sureness, word.sureness, _DOUBTFUL_DAY),
                read=f"{before.text} {word.text}",
            )
        else:
            kept.append(word)
    return kept


def _changed(word: Word, text: str) -> Word:
    return word if text == word.text else word._replace(text=text, read=word.read or word.text)


def _first(line: list[Word]) -> list[Word]:
    if len(line) < 2:
        return line
    first = line[0]
    text = _FIRST.get(first.text)
    comma = _COMMA_FOR_POINT.fullmatch(first.text)
    if comma and line[1].text[:1].isupper():
        text = f"{comma[1]}."
    return [_changed(first, text), *line[1:]] if text else line


def _layout(line: list[Word]) -> list[Word]:
    """A line that is one of the layout's own, spelt as the layout has it."""
    whole = " ".join(word.text for word in line)
    if len(whole) > 40:
        return line
    phrase = _phrase(whole)
    if phrase is None or phrase == whole:
        return line
    parts = phrase.split()
    if len(parts) == len(line):
        return [_changed(word, part) for word, part in zip(line, parts, strict=True)]
    return line


def _phrase(whole: str) -> str | None:
    key = _key(whole)
    exact = _phrases().get(key)
    if exact is not None:
        return exact if exact.isupper() == whole.isupper() else None
    if len(key) < _SHORTEST:
        return None
    near = {phrase for other, phrase in _phrases().items() if _one_apart(key, other)}
    return near.pop() if len(near) == 1 and not any(map(str.isdigit, whole)) else None


def _key(text: str) -> str:
    return "".join(_LETTERS.findall(bare(text)))


def _one_apart(one: str, two: str) -> bool:
    """Whether one letter more, less or other makes two strings equal."""
    if abs(len(one) - len(two)) > 1:
        return False
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    if len(one) == len(two):
        return one[start + 1 :] == two[start + 1 :]
    longer, shorter = (one, two) if len(one) > len(two) else (two, one)
    return longer[start + 1 :] == shorter[start:]


@cache
def _phrases() -> dict[str, str]:
    found = {_key(phrase): phrase for phrase in _LAYOUT}
    for row in _rows("document_types.csv"):
        if row["titled"] == "yes":
            found.setdefault(_key(row["name"]), row["name"].upper())
    for row in _rows("units", "posts.csv"):
        if " " in row["post"]:
            found.setdefault(_key(row["post"]), row["post"].upper())
    return found


def _rows(*path: str) -> Iterable[dict[str, str]]:
    text = files("nguon").joinpath("data", *path).read_text("utf-8")
    return csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


def _marks(line: list[Word]) -> list[Word]:
    """The line with strings that are no syllables made the only one with their letters that fits beside a neighbour."""
    done = list(line)
    for place, word in enumerate(line):
        own = plain_syllable(word.text)
        if own and own not in syllables() and (other := meant(done, place)):
            done[place] = _changed(word, in_place(word.text, own, other))
    return done


def meant(line: Sequence[Word], place: int, *, names: bool = False) -> str:
    """The syllable a word seems to stand for: the only one with its letters that makes a known word with a neighbour.

    Empty where the word makes one as it is, where several would do, and, unless ``names``, where it may be a name.
    """
    after, before = _neighbours()
    word = line[place]
    own = plain_syllable(word.text)
    if not own or (not names and own in syllables() and not (word.text.isupper() or word.text[:1].islower())):
        return ""
    left = plain_syllable(line[place - 1].text) if place and line[place - 1].text[-1:].isalpha() else ""
    right = plain_syllable(line[place + 1].text) if place + 1 < len(line) and word.text[-1:].isalpha() else ""
    if (left, own) in common_words() or (own, right) in common_words():
        return ""
    letters = bare(own)
    following = {other for other in after.get(left, ()) if bare(other) == letters} if left else set()
    leading = {other for other in before.get(right, ()) if bare(other) == letters} if right else set()
    found = following & leading or following | leading
    if len({_marks_of(other) for other in found}) != 1:
        return ""
    return max(found, key=lambda other: (_accented(other) == _accented(own), other))


def _marks_of(syllable: str) -> str:
    """The letters and marks of a syllable wherever its tone is written: "ủy" and "uỷ" are one."""
    return "".join(sorted(unicodedata.normalize("NFD", syllable)))


def _accented(syllable: str) -> list[bool]:
    """Which letters bear a mark."""
    return [not letter.isascii() for letter in syllable]


def plain_syllable(text: str) -> str:
    """The syllable of a word without signs around it, in lower case; empty for anything else."""
    found = _LETTERS.findall(text)
    return nfc(found[0].lower()) if len(found) == 1 and not any(map(str.isdigit, text)) else ""


def in_place(text: str, own: str, other: str) -> str:
    """``other`` in the place of ``own`` in a word, letter by letter in its case."""
    start = text.lower().find(own)
    letters = [new.upper() if old.isupper() else new for old, new in zip(text[start:], other, strict=False)]
    return text[:start] + "".join(letters) + text[start + len(own) :]


@cache
def _neighbours() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """For each syllable those that follow it, and those that stand before it, in common words."""
    after: dict[str, set[str]] = {}
    before: dict[str, set[str]] = {}
    for left, right in common_words():
        after.setdefault(left, set()).add(right)
        before.setdefault(right, set()).add(left)
    return (
        {left: frozenset(found) for left, found in after.items()},
        {right: frozenset(found) for right, found in before.items()},
    )
