"""What the bot says in Simplified Chinese."""

from __future__ import annotations

from bot.texts.sentences import Texts

SIMPLIFIED = Texts(
    language="zh-Hans",
    about="请直接提问。我用文章里的原句回答，并注明出处。",
    covers="我收录了 {articles}文章，时间从 {earliest} 到 {latest}。",
    covers_one_date="我收录了 {articles}文章，时间为 {earliest}。",
    covers_undated="我收录了 {articles}文章。",
    articles="{count} 篇",
    one_article="1 篇",
    examples="例如：",
    profile="我用文章里的原句回答问题，每句都注明出处。",
    commands={
        "ask": "提问（群里也可以）",
        "latest": "查看最新文章",
        "sources": "查看全部文章",
        "lang": "切换语言",
        "help": "我能做什么",
        "privacy": "我保存了你的哪些信息",
        "forget": "删除我保存的你的信息",
    },
    small_talk="你好！请提一个和这些文章有关的问题，我会找出能回答它的原句。/help",
    empty="请用文字写出你的问题。",
    how_to_ask="请把问题写在命令后面，例如：/ask 你的问题",
    how_to_ask_here="请把问题写在命令后面，例如：/ask@{bot} 你的问题",
    text_only="我只能读文字。请用文字写出你的问题。",
    no_answer="文章里没有找到答案。最接近的内容是：",
    nothing_close="文章里没有找到相关内容。",
    answerable="这些文章能回答的问题：",
    did_you_mean="你是不是想问：{question}",
    ask_that="对，就问这个",
    in_that_article="同一篇文章里说：",
    not_in_that_article="那篇文章里没有提到。以下来自全部文章：",
    also_in="另有 {count} 篇文章也这样说",
    also_in_these="也这样说的文章：",
    and_more="……还有 {count} 篇",
    page="第 {page} 页",
    context="上下文",
    hide_context="收起上下文",
    article="全文",
    back="返回",
    thanks="谢谢你的反馈。",
    question_gone="我看不到你原来的问题了，请再问一次。",
    articles_changed="这个回答之后，文章有更新。要再问一次吗？",
    article_gone="这篇文章已经不在收录范围内了。",
    ask_again="再问一次",
    latest="最新文章，第 {first}–{last} 篇，共 {count} 篇",
    sources="全部文章，第 {first}–{last} 篇，共 {count} 篇",
    tap_to_read="点按数字阅读文章。",
    no_articles="还没有文章。",
    joined="大家好！要向我提问，请发送 /ask@{bot} 加上你的问题，或者直接回复我的回答。",
    mentions_unseen=(
        "Telegram 不会把只提到 @{bot} 的消息发给我。要改变这一点，请群管理员把我设为管理员，"
        "或请我的管理者关闭隐私模式（@BotFather 的 /setprivacy），再重新把我加入群。"
        "/ask@{bot} 和对我消息的回复一直有效。"
    ),
    ask_privately="私聊提问",
    read_article="阅读全文",
    which_language="我该用哪种语言？",
    by_question="跟随提问语言",
    language_set="好的，我会用简体中文和你交流。",
    language_by_question="好的，你用什么语言提问，我就用什么语言回答。",
    privacy_asked="我只用自己的索引回答你的问题，不会把问题交给任何其他服务。",
    privacy_kept=(
        "我会保存：你用 /lang 选择的语言；每次点 👍 或 👎 时的问题、对应的段落和你的评价。"
        "这些都记在由你的 Telegram ID 算出的代码之下，不含你的名字。/forget 会立即全部删除。"
        "消息只保存到回答为止，以免重启时丢失。"
    ),
    privacy_days="评价在 {days} 天后删除。",
    privacy_counted="每个问题只记录提问时间和是否有答案，不记录内容，保留 {days} 天。",
    privacy_questions="本机器人的管理者还选择了保存问题的内容：保留 {days} 天，并写入日志，但不记录是谁问的。",
    privacy_telegram="Telegram 会保存这个聊天的哪些内容，由 Telegram 决定。",
    forgotten="已删除你的语言设置和评价（共 {count} 条）。",
    nothing_to_forget="我没有保存你的任何信息。",
    failed="出了点问题，请稍后再试。",
    slow_down="你提问太快，我来不及回答。请稍等一会儿再问。",
    only_newest="问题一下子太多了，我只回答最新的一个。",
    was_away="我离线了一段时间，之前的问题没有回答。还想知道的，请再问一次。",
    not_invited="这个机器人只回答受邀的人。请把你的 Telegram ID 告诉管理者：{id}",
    stats="今天的问题：{questions} 个，已回答 {share}。一半在 {p50} 秒内答完，95% 在 {p95} 秒内答完。",
    unanswered="最常见的没有答案的问题：",
    none_broken="没有回答被点踩。",
    reloading="正在建立索引……",
)
