"""The words of instructions, from the tables of ``nguon/data``, as patterns compiled when first needed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from nguon.core.text import nfc
from nguon.core.vocabulary import table

_Trie = dict[str, "_Trie"]


class VerbUse(msgspec.Struct, frozen=True):
    """When what looks like a verb is none.

    Attributes:
        not_after: the words that make it part of a compound when they stand before it ("công trình").
        not_before: the same for the words after it ("dự án").
        in_names: the heads of names of which it is a part after them ("Ban Tổ chức", "phòng quản lý").
    """

    not_after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    in_names: re.Pattern[str] | None


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; spaces stand for any run of white space.

    Shared beginnings are written once, so that a search tries each letter once and not each word.

    >>> one_of(["ban", "bảo hiểm", "báo"])
    '(?:b(?:an|áo|ảo\\\\s+hiểm))'
    """
    root: _Trie = {}
    for word in words:
        at = root
        for letter in nfc(word):
            at = at.setdefault(letter, {})
        at[""] = {}
    return f"(?:{_written(root)})"


def _written(trie: _Trie) -> str:
    branches = []
    for letter in sorted(trie, reverse=True):
        if not letter:
            continue
        rest = trie[letter]
        first = r"\s+" if letter == " " else re.escape(letter)
        branches.append(first + _written(rest))
    branches.reverse()
    if not branches:
        return ""
    if "" in trie:
        return "(?:" + "|".join(branches) + ")?"
    return branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether any of the words stands in the text: a quick look before a pattern that needs one of them."""
    return any(word in text for word in words)


@cache
def body_words() -> str:
    """The pattern of the heads of names of bodies and posts (``data/body_words.csv``)."""
    return one_of(row["word"] for row in table("body_words"))


@cache
def ending_verb() -> re.Pattern[str]:
    """A word that ends a name before it, in small letters (capitals are parts of names: Ban Tổ chức, Sở Xây dựng)."""
    return re.compile(rf"(?<=[\s,]){_with_followers('ends_name')}(?![^\W\d_])")


@cache
def opening_verb() -> re.Pattern[str]:
    """A verb with which an instruction opens."""
    return re.compile(rf"{_with_followers('opens')}(?![^\W\d_])", re.IGNORECASE)


def _with_followers(column: str) -> str:
    rows = [row for row in table("instruction_verbs") if row[column]]
    plain = one_of(row["word"] for row in rows if not row["only_before"])
    bound = "|".join(rf"{row['word']}(?=\s+(?:{row['only_before']}))" for row in rows if row["only_before"])
    return f"(?:{plain}|{bound})"


@cache
def verb_uses() -> dict[str, VerbUse]:
    """How the words of ``data/instruction_verbs.csv`` occur when they are no verbs."""
    return {
        row["word"]: VerbUse(
            re.compile(rf"(?:{row['not_after']})\s\Z", re.IGNORECASE) if row["not_after"] else None,
            re.compile(rf"\s(?:{row['not_before']})") if row["not_before"] else None,
            re.compile(rf"(?<![^\W\d_])(?:{row['in_names']})\s+\Z", re.IGNORECASE) if row["in_names"] else None,
        )
        for row in table("instruction_verbs")
        if row["not_after"] or row["not_before"] or row["in_names"]
    }
