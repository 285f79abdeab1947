"""What the lines of site furniture look like, in English and Chinese."""

from __future__ import annotations

import re
from typing import Final

from index.text.dates import DATE
from index.text.punctuation import SENTENCE_END
from index.text.width import columns

_WIDEST: Final = 240  # columns; a longer line is prose, whatever it begins with
_MARKS: Final = " \t\u3000\xa0*_#>•·|→»›«‹▶►▼-–—=~[]【】…"


def _any(*patterns: str) -> re.Pattern[str]:
    """Return a pattern that a whole line must match one of."""
    return re.compile(rf"(?:{'|'.join(patterns)})\Z", re.IGNORECASE)


_SITES: Final = (
    r"(?:facebook|twitter|x|telegram|instagram|linkedin|youtube|whatsapp|wechat|weibo|line|e-?mail|social media)"
)
_SITE_LIST: Final = rf"{_SITES}(?:(?:,| and| &|/)? ?{_SITES}){{0,6}}"
_PAGE: Final = r"(?:article|story|post|page)"
_COLON: Final = r"\s*[:：]\s*"

# Links to more. Alone such a line introduces the link lines below it, with a colon it is followed by one.
_MORE: Final = (
    rf"(?:related(?: (?:{_PAGE}s?|stories|news|reading|links?|content|coverage|topics?))?|recommended(?: (?:reading"
    r"|for you))?"
    r"|(?:read|see) (?:more|also|next)|also read|further reading|more (?:on this(?: story)?|from .{1,40}|news"
    r"|stories)"
    r"|you (?:may|might) also (?:like|enjoy|be interested in)|don[’']t miss|in case you missed it"
    r"|editor[’']?s[’']? picks?"
    r"|(?:most|popular|trending|latest)(?: (?:read|popular|viewed|now|news|stories|articles|posts))"
    r"|(?:相[关關]|延伸|推[荐薦]|更多|[热熱][门門]|最新|[精]?[选選]|往期|[扩擴]展|深度)(?:[阅閱][读讀]|[报報](?:道"
    r"|导|導)|新[闻聞]|文章|[链鏈][接結]|連結|[内內]容|推[荐薦]|回[顾顧])"
    r"|猜你喜[欢歡]|你可能(?:[还還也])?(?:喜[欢歡]|感[兴興]趣|想看))"
)
_MORE_ALONE = _any(rf"{_MORE}\s*[:：]?")

_ALONE = _any(
    # counters and comments
    r"(?:no|\d[\d,.]*[km]?) (?:comments?|replies|shares?|views?|likes?|claps?|reactions?)(?: yet)?",
    rf"comments?(?: (?:are )?(?:now )?(?:closed|off|disabled)(?: for this {_PAGE})?)?|be the first to comment",
    r"(?:leave|post|write|add|cancel) (?:a |your )?(?:comment|reply)|your email address will not be published",
    r"\d+[ -]min(?:ute)?s?(?: read)?",
    r"(?:暂无|暫無|[发發]表|查看)?\s?\d*\s?[条條则則个個]?\s?(?:[评評][论論]|留言|回[复覆應]"
    r"|跟帖)(?:\s?[(（]\d+[)）]|已[关關][闭閉]|[区區])?",
    # appeals
    rf"(?:about|contact|follow|join|like|find|support)(?: us)?(?: (?:on|at|here|now|today))?(?: {_SITE_LIST})?",
    rf"share(?: (?:this|on|via|to)(?: (?:{_PAGE}|{_SITE_LIST}))?)?|tweet(?: this)?|print(?: this)?|e-?mail|copy link",
    r"(?:sign|log) (?:up|in|out)|register|subscribe(?: now| here| today)?",
    r"(?:subscribe|sign up) (?:to|for) (?:our|my) .{1,40}",
    r"newsletters?|(?:click|tap) (?:here|below)(?: (?:to|for) .{1,60})?",
    r"(?:[立即免费費欢歡迎马馬上]{2})?(?:[订訂][阅閱]|[关關]注|追[踪蹤]|加入|[联聯][系絡络繫]"
    r"|[关關][于於])(?:我[们們]|本站|本[报報刊]|公[众眾][号號]|微信公[众眾][号號]|[电電]子[报報]|[频頻]道"
    r"|粉[丝絲][团團])[^，。；]{0,12}",
    r"(?:[点點][击擊选選]|扫码|掃碼|[长長]按|[点點按]此)[^，。；]{0,12}(?:[这這]里|這裡|此[处處]|下方|上方"
    r"|二[维維][码碼]|原文|全文|[关關]注|[订訂][阅閱]|下[载載]|加入|分享)[^，。；]{0,12}",
    r"(?:分享|[转轉][发發])(?:本文|此文|文章|好友|朋友圈|微信|微博|[到至给給]|facebook|line|twitter|telegram"
    r"|[：:、/ ]){0,8}",
    # links and buttons
    rf"(?:read|see|show|view|learn|find out|load|discover)(?: the)? (?:more|full {_PAGE})(?: (?:on|about|at|from"
    rf"|here|in) .{{0,80}}|{_PAGE}s)?",
    rf"(?:continue|keep) reading|(?:next|previous|older|newer)(?: {_PAGE})?|skip to (?:main )?content",
    r"back to (?:top|home)|loading|home|menu|search|imprint|impressum|site ?map",
    r"advertise(?:ment|ments|with us)?|advertorial|sponsored(?: (?:content|post|by .{1,40}))?|promoted|ad",
    r"privacy(?: policy| notice)?|terms(?: (?:of|and) (?:use|service|conditions))?",
    r"cookie (?:policy|settings|preferences|notice)|accept(?: all)?(?: cookies)?",
    r"(?:[阅閱][读讀]|展[开開]|查看|[显顯]示|[继繼][续續][阅閱][读讀])(?:原文|全文|更多)?|(?:[广廣]告|推[广廣]"
    r"|[赞贊]助)(?:[内內]容)?",
    r"登[录錄入]|[注註][册冊]|首[页頁]|返回(?:[顶頂]部|首[页頁]|列表)|回到[顶頂]部"
    r"|[上下]一[篇页頁](?:[:：].{1,60})?|[隐隱]私(?:[权權])?政策|[服使][务務用][条條]款",
)

_OPENS = _any(
    rf"{_MORE}\s*[:：|｜»›→].*",
    # what belongs to whom
    r"(?:©|\(c\)|（c）|copyright)\s*(?:©|\(c\))?\s*(?:19|20)\d\d\b.*|copyright (?:©|\(c\)).*|©.*",
    r"(?:.{0,120}\W)?all rights reserved\W*",
    r"[^。]{0,30}(?:版[权權]|著作[权權])(?:所有|[声聲]明)(?![者人的])[^。]{0,60}。?"
    r"|(?:本文)?版[权權][归歸属屬][^，。]{1,40}所有[^。]{0,40}。?",
    r"(?:未[经經])[^。]{0,24}(?:不得|禁止|[严嚴]禁)[^。]{0,6}(?:[转轉][载載]|[复複][制製]|摘[编編])[^。]{0,30}。?",
    r"(?:如需|[欢歡]迎)?[转轉][载載](?:[请請]|[时時])[^。]{0,60}。?",
    # who made it, and from what
    r"(?:(?:photo|image|picture|video|cover image|featured image)s?(?: (?:credit|source|by|via"
    rf"|courtesy(?: of)?))?s?|credits?|sources?|via){_COLON}[^.!?]{{1,80}}",
    r"(?:[责責]任|[责責]|值班)?(?:[编編][辑輯]|[编編])(?:/.{1,4})?\s*[:：／/|｜][^。]{1,40}",
    r"(?:校[对對]|[审審]核|核稿|[监監][制製]|排版|美[编編]|[摄攝]影|翻[译譯]|[编編][译譯]|撰文|作者|[记記]者|文"
    r"|[图圖])\s*[:：／/|｜][^，。？！?!]{1,20}",
    r"(?:文章|新[闻聞]|[图圖]片|[资資]料|稿件|影片|[视視][频頻]|[内內]容|原文|本文)?(?:[来來]源|出[处處]"
    rf"|[链鏈][接結]|連結|[网網]址){_COLON}[^。]{{1,120}}",
    r"(?:首[图圖]|封面|[题題][图圖]|[图圖]源|[标標][签籤]|[关關][键鍵][词詞字]|分[类類]|原[标標][题題]"
    rf"|投稿.{{0,4}}|[邮郵]箱|信箱|[电電][邮郵]|[联聯][系絡络繫](?:我[们們]|方式)){_COLON}[^。]{{1,120}}",
    rf"(?:published|posted|(?:last )?updated)(?: on| at)?\s*[:：]?\s*(?:{DATE})(?:\s*(?:by|at|\|).{{0,40}})?",
    rf"(?:tags?|topics?|categor(?:y|ies)|filed under|posted in|keywords){_COLON}[^.!?]{{1,160}}",
    # appeals that say what for
    r"(?:contact(?: us)?|write to us|e-?mail(?: us)?|reach us|follow us(?: on .{1,20})?|join us|find us"
    rf"|share(?: this)?|listen|watch){_COLON}.*",
    r"(?:please )?(?:sign up|subscribe|register)(?: now| here| today)?,? (?:for|to|on|with)\b(?=.*\b(?:our"
    r"|newsletters?|inbox|daily|weekly|alerts?|channel|podcast|telegram|youtube)\b).*",
    r"(?:follow|join|like|find|contact|visit|support) (?:us|our) (?:on|at|via|telegram|facebook|twitter|channel"
    r"|community|discord|newsletter|mailing list|website)\b.*",
    r"(?:download|get|try|install) (?:our|the) (?:free |mobile |new )?(?:app|newsletter|mobile app)\b.*",
    r"enter your e-?mail\b.*",
    r"(?:this (?:web)?site|we) uses? cookies (?:to|for) (?:improve|ensure|give|provide|offer|enhance|personali[sz]e"
    r"|make|analy[sz]e)\b.*",
    r"(?:please )?enable javascript\b.*",
    r"by (?:continuing|clicking|using|browsing|subscribing|signing up)\b.*\byou (?:agree|accept"
    r"|consent)\b.*\b(?:terms|policy|cookies|privacy|e-?mails)\b.*",
    r"(?:本[网網]站|我[们們])使用\s?cookies?[^a-z].*",
)

# What no text says but one that was copied from a web page, whole.
_UNMISTAKABLE = _any(
    r"(?:no|\d[\d,.]*[km]?) (?:comments?|replies|shares?|claps?|reactions?)(?: yet)?",
    rf"comments (?:are )?(?:now )?(?:closed|off|disabled)(?: for this {_PAGE})?|be the first to comment",
    r"(?:leave|post|write|cancel) (?:a |your )?(?:comment|reply)|your email address will not be published\b.*",
    rf"share this {_PAGE}|(?:subscribe|sign up) (?:to|for) (?:our|my) newsletter|skip to (?:main )?content",
    r"(?:related|recommended|most|popular|trending) (?:articles?|posts?|stories|read|popular)\s*[:：]?",
    rf"(?:related|(?:read|see) (?:more|also)|also read|(?:更多|延伸|相[关關])(?:[阅閱][读讀]|文章)){_COLON}.+",
    r"(?:相[关關]|延伸|推[荐薦])(?:[阅閱][读讀]|文章)|猜你喜[欢歡]|(?:暂无|暫無)(?:[评評][论論]|留言)",
    r"(?:.{0,120}\W)?all rights reserved\W*",
)

# These too, but only below the last prose of an article.
_CLOSES = _any(
    r"(?:[\w&.'’-]+ ){1,4}(?:staff|newsroom|editorial (?:team|board|staff)|news desk|editors|contributors?)",
    r"[(（\[]?(?:additional |with )?(?:reporting|editing|writing|edited|compiled|translated"
    r"|produced)(?: and (?:reporting|editing|writing))? by .{1,160}",
    rf"(?:disclaimer|disclosure|editor[’']s note|note to readers|correction){_COLON}.*",
    rf"this {_PAGE} (?:was|is|has been|first|originally) .{{0,20}}(?:published|appeared|posted|produced|syndicated"
    r"|translated|republished).*",
    r"(?:by|author|about the author|written by)\s*[:：]?\s[^.。]{1,60}",
    r"[(（【\[](?:完|(?:[责責]任)?[编編][辑輯]|[记記]者|[责責][编編]|[实實][习習]生|[综綜]合)[^）)】\]]{0,40}[）)】\]]",
    r"(?:the )?end|完|全文完|本文(?:[来來]自|[转轉]自|首[发發]|原[载載]|[仅僅]代表).{0,120}|(?:[免][责責]"
    r"|[风風][险險])?(?:[声聲]明|提示)[:：].*",
)

_CONTACT = re.compile(
    r"\b(?:write to|contact|e-?mail|reach|follow|join|find|tip) (?:us|me|him|her|them|the (?:author|writer|reporter"
    r"|editor))\b"
    r"|\[at\]|\(at\)|(?:[关關]注|[联聯][系絡络繫]|追[踪蹤])(?:我[们們]|作者|本站)",
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """Tell whether a line is site furniture wherever it stands: a counter, an appeal, a link to more, a right."""
    bare = _bare(line)
    if columns(bare) > _WIDEST:
        return False
    return bool(_ALONE.match(bare.rstrip(".!！:：")) or _MORE_ALONE.match(bare) or _OPENS.match(bare))


def is_unmistakable(line: str) -> bool:
    """Tell whether a line is furniture that nobody writes into a text of his own."""
    bare = _bare(line)
    return columns(bare) <= _WIDEST and bool(_UNMISTAKABLE.match(bare.rstrip(".!！")))


def introduces_links(line: str) -> bool:
    """Tell whether a line stands above links to other articles: "Related articles", "延伸閱讀："."""
    return bool(_MORE_ALONE.match(_bare(line)))


def is_link(line: str) -> bool:
    """Tell whether a line may be the title of another article: short, and no sentence."""
    return columns(line) <= _WIDEST / 2 and not SENTENCE_END.search(line)


def closes(line: str) -> bool:
    """Tell whether a line is furniture where only furniture follows: "AllTechAsia Staff", "Reporting by …"."""
    bare = _bare(line)
    return columns(bare) <= _WIDEST and bool(_CLOSES.match(bare))


def gives_contact(text: str) -> bool:
    """Tell whether a text says how to reach those who wrote it, as only furniture does below an article."""
    return bool(_CONTACT.search(text))


def _bare(line: str) -> str:
    return " ".join(line.strip(_MARKS).split())
