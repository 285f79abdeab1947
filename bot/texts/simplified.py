"""What the bot says in Simplified Chinese."""

from __future__ import annotations

from bot.texts.sentences import Texts

SIMPLIFIED = Texts(
    language="zh-Hans",
    about="请直接提问：我用文章里的原句回答，并注明出处。",
    covers="收录文章 {count} 篇，时间从 {earliest} 到 {latest}。",
    covers_one_date="收录文章 {count} 篇，时间为 {earliest}。",
    covers_undated="收录文章 {count} 篇。",
    examples="例如：",
    profile="我用一批文章里的原句回答问题，每句都注明出处。",
    commands={
        "ask": "提问，在群里也可以",
        "latest": "最新的文章",
        "sources": "全部文章，可以阅读",
        "lang": "我对你说哪种语言",
        "help": "我能做什么",
        "privacy": "保存了你的哪些信息",
        "forget": "删除保存的信息",
    },
    small_talk="你好！请就这些文章提一个问题，我会找出能回答它的原句。/help",
    empty="请用文字写出你的问题。",
    how_to_ask="请把问题写在命令后面，例如：/ask 你的问题",
    how_to_ask_here="请把问题写在命令后面，例如：/ask@{bot} 你的问题",
    text_only="我只能读懂文字形式的问题。",
    no_answer="文章里没有找到答案。最接近的内容：",
    nothing_close="文章里没有找到相关内容。",
    answerable="文章能回答的问题：",
    did_you_mean="你是不是想问：{question}",
    ask_that="对，就问这个",
    in_that_article="同一篇文章里说：",
    not_in_that_article="那篇文章没有说到。在全部文章里找到：",
    also_in="另有 {count} 篇文章也这样说",
    also_in_these="也这样说的文章：",
    and_more="……还有 {count} 篇",
    page="第 {page} 页",
    context="上下文",
    hide_context="收起上下文",
    article="全文",
    back="返回",
    thanks="谢谢，已记下。",
    question_gone="原来的问题已经不在了，请再问一次。",
    articles_changed="这个回答之后文章有更新。要再问一次吗？",
    article_gone="这篇文章已经不在收录范围内。",
    ask_again="再问一次",
    latest="最新文章，第 {first}–{last} 篇，共 {count} 篇",
    sources="全部文章，第 {first}–{last} 篇，共 {count} 篇",
    tap_to_read="点数字阅读。",
    no_articles="还没有文章。",
    joined="提问请发 /ask@{bot} 你的问题，或者直接回复我的回答。",
    mentions_unseen=(
        "只提到 @{bot} 的消息，Telegram 不会转给我。请管理员把我设为本群管理员，"
        "或请我的主人关闭隐私模式（@BotFather 的 /setprivacy）后重新加我入群。"
        "/ask@{bot} 和回复我的消息则一直有效。"
    ),
    ask_privately="私下问我",
    read_article="阅读全文",
    which_language="我对你说哪种语言？",
    by_question="跟我的问题一致",
    language_set="好的，我会对你说简体中文。",
    language_by_question="好的，你用什么语言提问，我就说什么语言。",
    privacy_asked="你的问题由本机器人自己的索引回答，不会交给其他服务。",
    privacy_kept=(
        "会保存的有：你用 /lang 选的语言；每次 👍 或 👎 的问题、所评的段落和你的评价，"
        "记在由你的 Telegram 编号算出的代码之下，不保存名字。/forget 会立即把两者都删除。"
        "等待回答的消息会暂存，以免重启时丢失，回答后即删除。"
    ),
    privacy_days="评价在 {days} 天后删除。",
    privacy_counted="每个问题只记下提问时间和是否有答案，不记内容，保留 {days} 天。",
    privacy_questions="本机器人的主人还选择保存问题的内容：保留 {days} 天，并写入日志，但不记是谁问的。",
    privacy_telegram="Telegram 自己保存这个聊天的哪些内容，由 Telegram 决定。",
    forgotten="已删除你的语言和评价（{count} 条）。",
    nothing_to_forget="没有保存你的任何信息。",
    failed="我这边出了点问题，请稍后再试。",
    slow_down="提问太快了，我来不及回答。请稍等一会儿再问。",
    only_newest="一下子问题太多，我只回答最新的一个。",
    was_away="我刚才离线了一段时间，之前的问题没有一一回答。想知道的请再问一次。",
    not_invited="这个机器人只回答受邀的人。你的编号（请告诉管理员）：{id}",
    stats="今天的问题：{questions} 个，回答了 {share}。一半在 {p50} 秒内，95 % 在 {p95} 秒内。",
    unanswered="最常没有答案的问题：",
    none_broken="没有回答被点踩。",
    reloading="正在建立索引……",
)
