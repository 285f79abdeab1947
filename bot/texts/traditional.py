"""What the bot says in Traditional Chinese."""

from __future__ import annotations

from bot.texts.sentences import Texts

TRADITIONAL = Texts(
    language="zh-Hant",
    about="請直接提問：我用文章裡的原句回答，並註明出處。",
    covers="收錄文章 {count} 篇，時間從 {earliest} 到 {latest}。",
    covers_one_date="收錄文章 {count} 篇，時間為 {earliest}。",
    covers_undated="收錄文章 {count} 篇。",
    examples="例如：",
    profile="我用一批文章裡的原句回答問題，每句都註明出處。",
    commands={
        "ask": "提問，在群組裡也可以",
        "latest": "最新的文章",
        "sources": "全部文章，可以閱讀",
        "lang": "我對你說哪種語言",
        "help": "我能做什麼",
        "privacy": "保存了你的哪些資料",
        "forget": "刪除保存的資料",
    },
    small_talk="你好！請就這些文章提一個問題，我會找出能回答它的原句。/help",
    empty="請用文字寫出你的問題。",
    how_to_ask="請把問題寫在指令後面，例如：/ask 你的問題",
    how_to_ask_here="請把問題寫在指令後面，例如：/ask@{bot} 你的問題",
    text_only="我只能讀懂文字形式的問題。",
    no_answer="文章裡沒有找到答案。最接近的內容：",
    nothing_close="文章裡沒有找到相關內容。",
    answerable="文章能回答的問題：",
    did_you_mean="你是不是想問：{question}",
    ask_that="對，就問這個",
    in_that_article="同一篇文章裡說：",
    not_in_that_article="那篇文章沒有說到。在全部文章裡找到：",
    also_in="另有 {count} 篇文章也這樣說",
    also_in_these="也這樣說的文章：",
    and_more="……還有 {count} 篇",
    page="第 {page} 頁",
    context="上下文",
    hide_context="收起上下文",
    article="全文",
    back="返回",
    thanks="謝謝，已記下。",
    question_gone="原來的問題已經不在了，請再問一次。",
    articles_changed="這個回答之後文章有更新。要再問一次嗎？",
    article_gone="這篇文章已經不在收錄範圍內。",
    ask_again="再問一次",
    latest="最新文章，第 {first}–{last} 篇，共 {count} 篇",
    sources="全部文章，第 {first}–{last} 篇，共 {count} 篇",
    tap_to_read="點數字閱讀。",
    no_articles="還沒有文章。",
    joined="提問請傳 /ask@{bot} 你的問題，或者直接回覆我的回答。",
    mentions_unseen=(
        "只提到 @{bot} 的訊息，Telegram 不會轉給我。請管理員把我設為本群組的管理員，"
        "或請我的主人關閉隱私模式（@BotFather 的 /setprivacy）後重新加我入群。"
        "/ask@{bot} 和回覆我的訊息則一直有效。"
    ),
    ask_privately="私下問我",
    read_article="閱讀全文",
    which_language="我對你說哪種語言？",
    by_question="跟我的問題一致",
    language_set="好的，我會對你說繁體中文。",
    language_by_question="好的，你用什麼語言提問，我就說什麼語言。",
    privacy_asked="你的問題由本機器人自己的索引回答，不會交給其他服務。",
    privacy_kept=(
        "會保存的有：你用 /lang 選的語言；每次 👍 或 👎 的問題、所評的段落和你的評價，"
        "記在由你的 Telegram 編號算出的代碼之下，不保存名字。/forget 會立即把兩者都刪除。"
        "等待回答的訊息會暫存，以免重新啟動時遺失，回答後即刪除。"
    ),
    privacy_days="評價在 {days} 天後刪除。",
    privacy_counted="每個問題只記下提問時間和是否有答案，不記內容，保留 {days} 天。",
    privacy_questions="本機器人的主人還選擇保存問題的內容：保留 {days} 天，並寫入日誌，但不記是誰問的。",
    privacy_telegram="Telegram 自己保存這個聊天的哪些內容，由 Telegram 決定。",
    forgotten="已刪除你的語言和評價（{count} 筆）。",
    nothing_to_forget="沒有保存你的任何資料。",
    failed="我這邊出了點問題，請稍後再試。",
    slow_down="提問太快了，我來不及回答。請稍等一會兒再問。",
    only_newest="一下子問題太多，我只回答最新的一個。",
    was_away="我剛才離線了一段時間，之前的問題沒有一一回答。想知道的請再問一次。",
    not_invited="這個機器人只回答受邀的人。你的編號（請告訴管理員）：{id}",
    stats="今天的問題：{questions} 個，回答了 {share}。一半在 {p50} 秒內，95 % 在 {p95} 秒內。",
    unanswered="最常沒有答案的問題：",
    none_broken="沒有回答被點踩。",
    reloading="正在建立索引……",
)
