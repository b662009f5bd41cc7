"""Which strings are Vietnamese syllables, built from onsets, rimes and tones, and which of them are common.

Vietnamese is written one syllable a word, so a string of letters that is no syllable has lost a space or gained one, or
is no Vietnamese. The table follows the closed system of the script: 27 onsets, the rimes below, six tones and
these rules:

- c, g, ng stand before a ă â o ô ơ u ư; k, gh, ngh before e ê i y (one sound, two spellings);
- q stands only with u; gi drops its i before i and iê (gì, giếng);
- a rime closed by c, ch, p or t takes only the acute and the dot below;
- rounded rimes (oa, oe, uy, uê, uâ …) do not follow the lips (b, m, p, ph, v) except in a few loans;
- the tone mark stands on the main vowel; oa, oe, uy without an ending carry it on either letter (hòa, hoà).

Typists also put the mark on the other vowel (hòan, qúy): such strings count as syllables, since spelling is kept.
"""

from __future__ import annotations

import itertools
import unicodedata
from functools import cache
from importlib.resources import files


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ONSETS = _listed("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x")
"""The consonants that open a syllable, as spelt."""

_TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
_STOP_TONES = ("\u0301", "\u0323")
_FRONT = "eêiy"
_LIPS = frozenset(_listed("b m p ph v"))

_PLAIN_RIMES = _listed("""
a ac ach ai am an ang anh ao ap at au ay
ăc ăm ăn ăng ăp ăt
âc âm ân âng âp ât âu ây
e ec em en eng eo ep et
ê êch êm ên ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu y
o oc oi om on ong ooc oong op ot
ô ôc ôi ôm ôn ông ôp ôt
ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung uôc uôi uôm uôn uông uôt up ut
ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
""")
_ROUNDED_RIMES = _listed("""
oa oac oach oai oam oan oang oanh oao oap oat oay
oăc oăm oăn oăng oăt
oe oen oeo oet
uân uâng uât uây
uê uêch uênh
uơ uy uya uych uyên uyêt uynh uyt uyu
""")
_QU_RIMES = _listed("""
a ac ach ai an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ân âng ât âu ây
e en eo et ê êch ên ênh êt i ich in inh it iu y ych yên yêt ynh yt ơ ơt ôc
""")
_Y_RIMES = _listed("y yêm yên yêng yêt yêu")
_Y_ONSETS = frozenset(_listed("h k l m s t v"))
_ALONE_ROUNDED = _listed("oa oai oan oang oanh oat oăn oăng oăt oe uê uy uyên uynh uân uât uây")
_LOANS = (
    *(("buyt", 1), ("phuy", 2), ("voan", 1), ("xăng", 1), ("moay", 1)),
    *(("đăk", 1), ("lăk", 1), ("kan", 1), ("kon", 1), ("krông", 2)),
)
"""Loans and parts of place names that break a rule (xe buýt, Đắk Lắk), with the start of their rime."""

_VOWELS = "aăâeêioôơuưy"
_MARKED_VOWELS = "ăâêôơư"


def _spelt(onset: str, rime: str) -> str | None:
    """The toneless syllable, ``None`` where the spelling rules forbid the pair."""
    front = rime[0] in _FRONT
    if onset in {"c", "g", "ng"}:
        return None if front else onset + rime
    if onset in {"k", "gh", "ngh"}:
        return onset + rime if front else None
    if onset == "gi":
        return onset + rime[1:] if rime[0] == "i" else None if rime[0] == "y" else onset + rime
    if rime == "y":
        return onset + rime if onset in _Y_ONSETS else None
    return onset + rime


def _toneless() -> set[tuple[str, int]]:
    """Each toneless syllable with the index at which its rime starts."""
    found: set[tuple[str, int]] = set()
    for onset in ONSETS:
        if onset == "qu":
            found |= {("qu" + rime, 2) for rime in _QU_RIMES}
            continue
        rimes = _PLAIN_RIMES if onset in _LIPS else _PLAIN_RIMES + _ROUNDED_RIMES
        for rime in rimes:
            if onset == "k" and rime in _ROUNDED_RIMES:
                continue
            if spelt := _spelt(onset, rime):
                found.add((spelt, 1 if onset == "gi" and rime[0] == "i" else len(onset)))
    alone = [rime for rime in _PLAIN_RIMES if not rime.startswith("iê")]
    found |= {(rime, 0) for rime in [*alone, *_Y_RIMES, *_ALONE_ROUNDED]}
    found |= set(_LOANS)
    return found


def _carriers(syllable: str, start: int) -> tuple[int, ...]:
    """Where the tone mark may stand in a toneless syllable, the usual places first, those of hasty typists after."""
    vowels = [i for i in range(start, len(syllable)) if syllable[i] in _VOWELS]
    marked = [i for i in vowels if syllable[i] in _MARKED_VOWELS]
    if marked:
        first = [marked[-1]]
    elif len(vowels) == 1:
        first = vowels
    elif vowels[-1] != len(syllable) - 1 or len(vowels) == 3:
        first = [vowels[1]]
    else:
        first = vowels if syllable[vowels[0]] + syllable[vowels[1]] in {"oa", "oe", "uy"} else [vowels[0]]
    loose = [i for i in range(len(syllable)) if syllable[i] in _VOWELS and i not in first]
    return (*first, *loose)


@cache
def syllables() -> frozenset[str]:
    """All lower-case NFC strings that can be a Vietnamese syllable; 25,000 with the loose places of the tone mark.

    >>> "nghiệp" in syllables(), "hoà" in syllables(), "ngiệp" in syllables(), "thuậc" in syllables()
    (True, True, False, False)
    """
    found: set[str] = set()
    for syllable, start in _toneless():
        tones = _STOP_TONES if syllable.endswith(("c", "ch", "p", "t")) else _TONES
        for place in _carriers(syllable, start):
            head, tail = syllable[: place + 1], syllable[place + 1 :]
            found.update(unicodedata.normalize("NFC", head + tone + tail) for tone in tones)
    return frozenset(found)


@cache
def common_words() -> frozenset[tuple[str, str]]:
    """Neighbouring syllables of the common words of official prose (``data/common_words.txt``), both tone places."""
    pairs: set[tuple[str, str]] = set()
    for word in _table():
        spellings = [_both_places(syllable) for syllable in word]
        for left, right in itertools.pairwise(spellings):
            pairs.update((a, b) for a in left for b in right)
    return frozenset(pairs)


@cache
def common_syllables() -> frozenset[str]:
    """The syllables of the common words of official prose, both tone places."""
    return frozenset(spelling for word in _table() for syllable in word for spelling in _both_places(syllable))


@cache
def _table() -> tuple[tuple[str, ...], ...]:
    text = files("nguon").joinpath("data", "common_words.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return tuple(tuple(word.split()) for line in lines for word in line.split(",") if word.strip())


_OPEN_ROUNDED = (("o", "a"), ("o", "e"), ("u", "y"))


def _both_places(syllable: str) -> tuple[str, ...]:
    """The syllable, and its other spelling where the tone of an open oa, oe, uy may move.

    >>> _both_places("hòa"), _both_places("quý")
    (('hòa', 'hoà'), ('quý',))
    """
    last = unicodedata.normalize("NFD", syllable[-2:])
    letters = "".join(c for c in last if not unicodedata.combining(c))
    marks = "".join(c for c in last if unicodedata.combining(c))
    if len(marks) != 1 or tuple(letters) not in _OPEN_ROUNDED or syllable.startswith("qu"):
        return (syllable,)
    head = syllable[:-2]
    first, second = head + letters[0] + marks + letters[1], head + letters + marks
    return unicodedata.normalize("NFC", first), unicodedata.normalize("NFC", second)
