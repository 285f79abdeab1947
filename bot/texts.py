"""Every sentence that the bot itself says, a language a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.analysis import has_han
from index.language import language_of

Language = Literal["en", "zh-Hans", "zh-Hant"]


@dataclass(frozen=True, slots=True)
class Texts:
    """What the bot says in one language; names in braces are filled in."""

    about: str
    covers: str  # {count}, {earliest}, {latest}
    covers_one_date: str  # {count}, {earliest}
    covers_undated: str  # {count}
    examples: str
    small_talk: str
    empty: str
    how_to_ask: str
    text_only: str
    no_answer: str
    nothing_close: str
    did_you_mean: str  # {question}
    also_in: str  # {count}
    more: str
    question_gone: str
    articles_changed: str
    failed: str
    slow_down: str
    only_newest: str
    was_away: str
    not_invited: str  # {id}
    stats: str  # {questions}, {share}, {p50}, {p95}
    unanswered: str
    none_broken: str
    reloading: str


TEXTS: dict[Language, Texts] = {
    "en": Texts(
        about="Write me a question: I answer with the sentences that say it, word for word and with their source.",
        covers="Articles I know: {count}, from {earliest} to {latest}.",
        covers_one_date="Articles I know: {count}, from {earliest}.",
        covers_undated="Articles I know: {count}.",
        examples="For example:",
        small_talk="Hello! Write me a question about the articles and I look for the sentences that answer it. /help",
        empty="Please write your question in words.",
        how_to_ask="Write your question after the command, like this: /ask your question",
        text_only="I can only read questions written as text.",
        no_answer="I found no answer to this in the articles. The closest passage:",
        nothing_close="I found nothing about this in the articles.",
        did_you_mean="Did you mean: {question}",
        also_in="also in {count} more",
        more="More",
        question_gone="Your question is no longer here. Please ask it again.",
        articles_changed="The articles have changed since then: this is the answer now.",
        failed="Something went wrong on my side. Please try again in a moment.",
        slow_down="That is faster than I can answer. Please wait a moment and ask again.",
        only_newest="So many questions at once: I answer the newest one only.",
        was_away="I was away for a while and left earlier questions. Please ask again what you still want to know.",
        not_invited="This bot answers invited people only. Your number, for whoever runs it: {id}",
        stats="Questions today: {questions}, answered: {share}. Half within {p50} s, 95 % within {p95} s.",
        unanswered="Most often without an answer:",
        none_broken="No answer has been voted down.",
        reloading="Building the index…",
    ),
    "zh-Hans": Texts(
        about="请直接提问：我用文章里的原句回答，并注明出处。",
        covers="收录文章 {count} 篇，时间从 {earliest} 到 {latest}。",
        covers_one_date="收录文章 {count} 篇，时间为 {earliest}。",
        covers_undated="收录文章 {count} 篇。",
        examples="例如：",
        small_talk="你好！请就这些文章提一个问题，我会找出能回答它的原句。/help",
        empty="请用文字写出你的问题。",
        how_to_ask="请把问题写在命令后面，例如：/ask 你的问题",
        text_only="我只能读懂文字形式的问题。",
        no_answer="文章里没有找到答案。最接近的内容：",
        nothing_close="文章里没有找到相关内容。",
        did_you_mean="你是不是想问：{question}",
        also_in="另有 {count} 篇文章也这样说",
        more="更多",
        question_gone="原来的问题已经不在了，请再问一次。",
        articles_changed="文章已经更新，这是现在的答案。",
        failed="我这边出了点问题，请稍后再试。",
        slow_down="提问太快了，我来不及回答。请稍等一会儿再问。",
        only_newest="一下子问题太多，我只回答最新的一个。",
        was_away="我刚才离线了一段时间，之前的问题没有一一回答。想知道的请再问一次。",
        not_invited="这个机器人只回答受邀的人。你的编号（请告诉管理员）：{id}",
        stats="今天的问题：{questions} 个，回答了 {share}。一半在 {p50} 秒内，95 % 在 {p95} 秒内。",
        unanswered="最常没有答案的问题：",
        none_broken="没有回答被点踩。",
        reloading="正在建立索引……",
    ),
    "zh-Hant": Texts(
        about="請直接提問：我用文章裡的原句回答，並註明出處。",
        covers="收錄文章 {count} 篇，時間從 {earliest} 到 {latest}。",
        covers_one_date="收錄文章 {count} 篇，時間為 {earliest}。",
        covers_undated="收錄文章 {count} 篇。",
        examples="例如：",
        small_talk="你好！請就這些文章提一個問題，我會找出能回答它的原句。/help",
        empty="請用文字寫出你的問題。",
        how_to_ask="請把問題寫在指令後面，例如：/ask 你的問題",
        text_only="我只能讀懂文字形式的問題。",
        no_answer="文章裡沒有找到答案。最接近的內容：",
        nothing_close="文章裡沒有找到相關內容。",
        did_you_mean="你是不是想問：{question}",
        also_in="另有 {count} 篇文章也這樣說",
        more="更多",
        question_gone="原來的問題已經不在了，請再問一次。",
        articles_changed="文章已經更新，這是現在的答案。",
        failed="我這邊出了點問題，請稍後再試。",
        slow_down="提問太快了，我來不及回答。請稍等一會兒再問。",
        only_newest="一下子問題太多，我只回答最新的一個。",
        was_away="我剛才離線了一段時間，之前的問題沒有一一回答。想知道的請再問一次。",
        not_invited="這個機器人只回答受邀的人。你的編號（請告訴管理員）：{id}",
        stats="今天的問題：{questions} 個，回答了 {share}。一半在 {p50} 秒內，95 % 在 {p95} 秒內。",
        unanswered="最常沒有答案的問題：",
        none_broken="沒有回答被點踩。",
        reloading="正在建立索引……",
    ),
}


def texts_for(question: str | None, language_code: str | None) -> Texts:
    """Return what to say to somebody who asked `question`, and whose Telegram is set to `language_code`."""
    return TEXTS[_by_script(question or "", language_code) or _by_code(language_code)]


def _by_script(question: str, language_code: str | None) -> Language | None:
    """Tell the language by the question's letters; None where they are of no language that the bot speaks."""
    match language_of(question):
        case "zh-Hant":
            return "zh-Hant"
        case (
            "zh-Hans"
        ):  # also what is written alike in both scripts, such as 微信: then the person's own script is meant
            return "zh-Hant" if _by_code(language_code) == "zh-Hant" and _fits_traditional(question) else "zh-Hans"
        case "en":
            return "en"
        case _:
            return None


def _fits_traditional(question: str) -> bool:
    han = "".join(character for character in question if has_han(character))
    return han.encode("big5", "ignore").decode("big5") == han


def _by_code(code: str | None) -> Language:
    """Tell the language by an IETF tag: zh-hant…, zh-TW, zh-HK and zh-MO are Traditional, other zh Simplified."""
    tags = (code or "").lower().replace("_", "-").split("-")
    if tags[0] != "zh":
        return "en"
    return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(tags) else "zh-Hans"
