"""By what a letterhead, an address or a closing is known before its text is repaired.

The patterns are matched against text without its white space, since heads are often letter-spaced, and with loose
vowels, so that they hold in TCVN3, VNI, VISCII and VIQR too, and wherever the tone mark was put.
"""

from __future__ import annotations

import re

MOTTO = re.compile(
    r"c.{1,4}ngh.{2,4}x.{1,3}h.{1,4}ich.{1,3}ngh|t.{1,4}do[-–—]?h.{1,4}nhph.{1,3}c"
    r"|ngc.{1,4}ngs.{1,3}nvi.{1,4}tnam|tncsh.{1,3}ch.{1,2}minh",
    re.I,
)
"""The country's name, its motto, the Party's name, the Youth Union's: the right column of a letterhead."""

DATE = re.compile(r"ng.{1,3}y.{0,12}th.{1,2}ng.{0,12}n.{1,2}m", re.I)
"""ngày … tháng … năm."""

RECIPIENTS = re.compile(r"n.{1,3}inh.{1,4}n", re.I)
"""Nơi nhận, at the start."""

ADDRESSEES = re.compile(r"k.{1,3}nh(?:g.{1,4}i|tr.{1,3}nh)", re.I)
"""Kính gửi, Kính trình, at the start."""

AUTHORITY = re.compile(r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L|Q)[./]")
"""TM., KT., TL., TUQ., Q. and the Party's T/M, K/T, T/L, at the start."""

SUBJECT = re.compile(r"[“\"(]?(?:v/v|v.{1,3}vi.{1,3}c|v.{1,3}:)", re.I)
"""V/v, Về việc, Về:, at the start."""

_SPACES = re.compile(r"\s+")


def bare(text: str) -> str:
    """The text without white space, as the patterns want it."""
    return _SPACES.sub("", text)
