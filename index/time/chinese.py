"""What Chinese words of time mean, by the forms of chinese_forms.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.model import Period
from index.time.forms import NOTHING
from index.time.periods import Point, days_of
from index.time.periods import century as century_of
from index.time.periods import decade as decade_of
from index.time.periods import years as years_of

if TYPE_CHECKING:
    from index.time.forms import Reading
    from index.time.reference import Reference, Unit

_DIGITS: Final = {char: n for n, chars in enumerate(("〇零○", "一元", "二两兩", *"三四五六七八九")) for char in chars}
_YEARS: Final = {"大前": -3, "前": -2, "去": -1, "上": -1, "今": 0, "本": 0, "明": 1, "后": 2, "後": 2}
_DAYS: Final = {"大前": -3, "前": -2, "昨": -1, "今": 0, "本": 0, "明": 1, "后": 2, "後": 2}
_STEPS: Final = {"上": -1, "本": 0, "这": 0, "這": 0, "今": 0, "下": 1}
_PARTS: Final = {
    word: part
    for part, words in {
        "early": "初 上旬 早期 初期",
        "mid": "中 中旬 中叶 中葉 中期",
        "late": "底 末 尾 下旬 后期 後期 末期 晚期",
        "h1": "上半 上半叶 上半葉",
        "h2": "下半 下半叶 下半葉",
        "spring": "春",
        "summer": "夏",
        "autumn": "秋",
        "winter": "冬",
    }.items()
    for word in words.split()
}
_UNITS: Final[dict[str, Unit]] = {
    "年": "year",
    "月": "month",
    "天": "day",
    "日": "day",
    "周": "week",
    "週": "week",
    "星期": "week",
    "礼拜": "week",
    "禮拜": "week",
}
_MINGUO: Final = 1911  # the year before the first of the Republic of China


def number(text: str) -> int | None:
    """Return the number that digits or Chinese numerals write, up to 999; 二〇二一 is digit by digit."""
    text = re.sub(r"\s", "", text)
    if text.isdecimal():
        return int(text)
    if not re.search("[十百]", text):
        return int("".join(str(_DIGITS[char]) for char in text)) if text and all(c in _DIGITS for c in text) else None
    match = re.fullmatch(r"(?:(.)?百零?)?(?:(.)?(十))?(.)?", text)
    if not match:
        return None
    hundreds, tens, ten, ones = match.groups()
    worth = [_DIGITS.get(char or "", 1 if present else 0) for char, present in ((hundreds, "百" in text), (tens, ten))]
    return 100 * worth[0] + 10 * worth[1] + (_DIGITS.get(ones, 0) if ones else 0)


def _number(match: re.Match[str], name: str) -> int | None:
    text = match.groupdict().get(name)
    return number(text) if text else None


def _part(match: re.Match[str]) -> str:
    quarter = _number(match, "quarter")
    return f"q{quarter}" if quarter else _PARTS.get(match.groupdict().get("part") or "", "")


def date(match: re.Match[str], reference: Reference) -> Reading | str:
    """Read a year with what follows it, or a month and day without one."""
    groups = match.groupdict()
    if any(groups.get(name) and _number(match, name) is None for name in ("month", "day", "other")):
        return NOTHING
    year = _number(match, "year")
    if groups.get("minguo"):
        year = _MINGUO + (number(groups["minguo"]) or 1)
    if groups.get("rel"):
        if reference.year is None:
            return None
        year = reference.year + _YEARS[groups["rel"]]
    point = Point(year, _number(match, "month"), _number(match, "day"), _part(match))
    if not 1 <= (point.month or 1) <= 12 or not 1 <= (point.day or 1) <= 31:
        return NOTHING
    other = _number(match, "other")
    if other is None:
        return point
    first, last = (days_of(end) if year else reference.nearest(end) for end in (point, point._replace(day=other)))
    return Period(first.first, last.last) if first and last and first.first <= last.last else None


def months(match: re.Match[str], reference: Reference) -> Reading | str:
    """Read 5至9月, with or without a year."""
    ends = [date(match, reference)]
    last = _number(match, "last")
    point = ends[0]
    if last is None or not isinstance(point, Point):
        return point
    first, end = (
        days_of(part) if point.year else reference.nearest(part) for part in (point, point._replace(month=last))
    )
    return Period(first.first, end.last) if first and end and first.first <= end.last else None


def years(match: re.Match[str], _: Reference) -> Reading | str:
    """Read 2019至2021年."""
    first, last = _number(match, "first"), _number(match, "last")
    return years_of(first, last) if first and last else NOTHING


def relative_month(match: re.Match[str], reference: Reference) -> Reading | str:
    """Read 上个月, 下個月25日."""
    month, day = reference.shifted("month", _STEPS[match["rel"]]), _number(match, "day")
    return Point(month.first.year, month.first.month, day, _part(match)) if month else None


def relative_day(match: re.Match[str], reference: Reference) -> Reading | str:
    """Read 昨天, 后天, 今晚."""
    return reference.shifted("day", _DAYS[match["rel"]])


def week(match: re.Match[str], reference: Reference) -> Reading | str:
    """Read 上周, 本周二, 周五."""
    rel, name = match["rel"] or "", match["weekday"]
    step = sum(_STEPS[char] for char in rel)  # 上上周 is two weeks back
    if not name:
        return reference.shifted("week", step)
    number = "一二三四五六日".index("日" if name in "天末" else name)
    return reference.weekday(number, step if rel else None)


def ago(match: re.Match[str], reference: Reference) -> Reading | str:
    """Read 三年前, 两周前."""
    count = _number(match, "count")
    return reference.shifted(_UNITS[match["unit"]], -count) if count else NOTHING


def past(match: re.Match[str], reference: Reference) -> Reading | str:
    """Read 近三年, 过去5天."""
    count = 2 if match["count"] in "两兩" else _number(match, "count")
    return reference.span_to_now(_UNITS[match["unit"]], count) if count else NOTHING


def decade(match: re.Match[str], reference: Reference) -> Reading | str:
    """Read 1990年代, 九十年代, 上世纪90年代."""
    tens, told = _number(match, "decade"), match["century"]
    if tens is None or tens % 10:
        return NOTHING
    if tens > 99:
        return decade_of(tens, _part(match))
    base = _number(match, "number")
    if told and told[0] in "上本":
        now = reference.year or 2001  # who says 上世纪 has mostly written in this one
        hundreds = (now - 1) // 100 * 100 - (100 if told[0] == "上" else 0)
    else:
        hundreds = 100 * (base - 1) if base else 1900
    return decade_of(hundreds + tens, _part(match)) if base or told or tens >= 20 else NOTHING


def century(match: re.Match[str], _: Reference) -> Reading | str:
    """Read 19世纪, 7至8世紀, 20世纪初."""
    first, last = _number(match, "first"), _number(match, "number")
    if not last:
        return NOTHING
    whole = century_of(last, _part(match))
    begin = century_of(first) if first else whole
    return Period(begin.first, whole.last) if begin and whole and begin.first <= whole.last else None


def lunar(_: re.Match[str], __: Reference) -> Reading | str:
    """Leave a date of the lunar calendar open."""
    return None
