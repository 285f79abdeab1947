"""How Chinese writes times, in both scripts: 2021年10月31日, 去年5月, 民國110年, 上周五, 三年前, 九十年代."""

from __future__ import annotations

from typing import Final

from index.time import chinese as read
from index.time.forms import Form, Forms

_N: Final = r"[0-9０-９〇零一二三四五六七八九十]"
_NO: Final = r"(?<![0-9０-９〇零一二三四五六七八九十百千])(?<![0-9][.,:/-])"
_LUNAR: Final = r"(?<![农農阴陰旧舊夏][历曆])"
_Y: Final = r"(?:[0-9０-９]{3,4}|[一二][〇零○一二三四五六七八九]{3})"
_YEAR: Final = (
    rf"(?:{_NO}(?:公元|西元)?(?P<year>{_Y})\s?年|民[国國]\s?(?P<minguo>元|[0-9０-９]{{1,3}}|[〇零一二三四五六七八九十百]{{1,4}})\s?年|"
    r"(?P<rel>大前|前|去|上|今|本|明|[后後])年(?![级級轻輕青]))"
)
_MONTH: Final = rf"(?P<month>{_N}{{1,3}})\s?月(?:份)?"
_DAY: Final = rf"(?P<day>{_N}{{1,3}})\s?[日号號](?![线線楼樓])"
_TO: Final = r"\s?(?:至|到|[-–—~～])\s?"
_OTHER: Final = rf"(?:{_TO}(?P<other>{_N}{{1,3}})\s?[日号號])?"
_MONTH_PART: Final = r"(?P<part>[上中下]旬|初|底|末|中(?=[^国國文央心]))?"
_YEAR_PART: Final = (
    r"年?(?P<part>[初底末尾]|中(?=[旬期，。、]|\Z)|[上下]半(?=年)|[春夏秋冬](?=[季天日，。、]|\Z))(?:年|[季天日])?"
)
_QUARTER: Final = r"的?第?(?P<quarter>[一二三四1-4])季度?"
_WEEK: Final = r"(?:周|週|星期|[礼禮]拜)"
_CENTURY: Final = (
    r"(?P<century>(?P<number>[0-9一二三四五六七八九十]{1,3})\s?世[纪紀](?:的|[初末])?|"
    r"[上本]个?個?世[纪紀](?:的|[初末])?)?"
)
_CENTURY_PART: Final = r"(?P<part>[上下]半[叶葉]|中[叶葉期]|[早初后後末晚]期|[初末])?"
CHINESE: Final = Forms(
    (
        Form(
            r"(?:农历|農曆|[阴陰]历|[阴陰]曆|[旧舊][历曆])[^，。；\s]{0,8}?(?:[一二三四五六七八九十正腊臘冬]月)?[初廿一二三四五六七八九十]{1,3}日?",
            read.lunar,
        ),
        Form(r"大年初[一二三四五六七]|正月(?:初?[一二三四五六七八九十]{1,2})?|[腊臘]月", read.lunar),
        Form(
            rf"{_CENTURY}{_NO}(?P<decade>[0-9０-９]{{2,4}}|[一二三四五六七八九]十|[一二][〇零一二三四五六七八九]{{3}})\s?年代{_CENTURY_PART}",
            read.decade,
        ),
        Form(
            rf"{_NO}(?<!公元前)(?:(?P<first>{_N}{{1,2}})(?:\s?世[纪紀])?{_TO})?(?P<number>{_N}{{1,3}})\s?世[纪紀]{_CENTURY_PART}",
            read.century,
        ),
        Form(rf"{_NO}(?P<first>{_Y})\s?年?{_TO}(?P<last>{_Y})\s?年(?!\s?{_N}{{1,2}}\s?月)", read.years),
        Form(rf"{_YEAR}的?\s?{_MONTH}的?\s?{_DAY}{_OTHER}", read.date),
        Form(
            rf"{_YEAR}的?\s?(?P<month>{_N}{{1,2}})月?{_TO}(?P<last>{_N}{{1,2}})\s?月(?:份)?(?!\s?{_N}{{1,2}}\s?[日号號])",
            read.months,
        ),
        Form(rf"{_YEAR}的?\s?{_MONTH}{_MONTH_PART}", read.date),
        Form(rf"{_YEAR}{_QUARTER}", read.date),
        Form(rf"{_YEAR}的?{_YEAR_PART}", read.date),
        Form(rf"(?<!公元前)(?<!前){_YEAR}(?![前后後内內代来來间間])", read.date),
        Form(rf"{_NO}{_LUNAR}{_MONTH}\s?{_DAY}{_OTHER}", read.date),
        Form(
            rf"{_NO}{_LUNAR}(?P<month>{_N}{{1,2}})月?{_TO}(?P<last>{_N}{{1,2}})\s?月(?:份)?(?!\s?{_N}{{1,2}}\s?[日号號])",
            read.months,
        ),
        Form(r"(?<![十零〇\d.])第(?P<quarter>[一二三四])季度", read.date),
        Form(
            r"(?P<rel>[上下本这這今])(?:个|個)?月(?:(?P<day>[0-9０-９〇零一二三四五六七八九十]{1,3})[日号號]|(?P<part>[上中下]旬|[初底末]))?(?![球亮饼餅])",
            read.relative_month,
        ),
        Form(rf"{_NO}{_LUNAR}{_MONTH}(?![球亮饼餅嫂老票租薪]){_MONTH_PART}", read.date),
        Form(r"(?P<rel>大前|前|昨|今|明|[后後])[天日晚夜](?![报報后後])", read.relative_day),
        Form(
            rf"(?P<rel>上上|下下|[上本这這下])(?:个|個)?{_WEEK}(?P<weekday>[一二三四五六日天末](?![个個]))?", read.week
        ),
        Form(
            rf"(?P<rel>)(?<![一二两兩三四五六七八九十几幾0-9每逢至到]){_WEEK}(?P<weekday>[一二三四五六日天](?![个個至到年]))",
            read.week,
        ),
        Form(
            rf"{_NO}(?P<count>[0-9０-９]{{1,4}}|{_N}{{1,3}}|[两兩])多?\s?(?:个|個)?(?P<unit>年|月|周|週|星期|[礼禮]拜|天|日)(?:以|之)?前(?![0-9后後])",
            read.ago,
        ),
        Form(
            rf"(?:过去|過去|最近|近)的?(?P<count>[0-9０-９]{{1,3}}|{_N}{{1,3}}|[两兩])\s?(?:个|個)?(?P<unit>年|月|周|週|星期|[礼禮]拜|天|日)",
            read.past,
        ),
    ),
    starts="(?=[0-9０-９〇零一二两兩三四五六七八九十公西民大前去上今本明后後农農阴陰旧舊正腊臘第这這下昨周週星礼禮过過最近])",
)
"""What Chinese texts say of times."""
