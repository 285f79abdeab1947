"""What the bot says in Traditional Chinese."""

from __future__ import annotations

from bot.texts.sentences import Texts

TRADITIONAL = Texts(
    language="zh-Hant",
    about="請直接提問。我用文章裡的原句回答，並註明出處。",
    covers="我收錄了 {articles}文章，時間從 {earliest} 到 {latest}。",
    covers_one_date="我收錄了 {articles}文章，時間為 {earliest}。",
    covers_undated="我收錄了 {articles}文章。",
    articles="{count} 篇",
    one_article="1 篇",
    examples="例如：",
    profile="我用文章裡的原句回答問題，每句都註明出處。",
    commands={
        "ask": "提問（群組裡也可以）",
        "latest": "查看最新文章",
        "sources": "查看全部文章",
        "lang": "切換語言",
        "help": "我能做什麼",
        "privacy": "我保存了你的哪些資料",
        "forget": "刪除我保存的你的資料",
    },
    small_talk="你好！請提一個和這些文章有關的問題，我會找出能回答它的原句。/help",
    empty="請用文字寫出你的問題。",
    how_to_ask="請把問題寫在指令後面，例如：/ask 你的問題",
    how_to_ask_here="請把問題寫在指令後面，例如：/ask@{bot} 你的問題",
    text_only="我只能讀文字。請用文字寫出你的問題。",
    no_answer="文章裡沒有找到答案。最接近的內容是：",
    nothing_close="文章裡沒有找到相關內容。",
    answerable="這些文章能回答的問題：",
    did_you_mean="你是不是想問：{question}",
    ask_that="對，就問這個",
    in_that_article="同一篇文章裡說：",
    not_in_that_article="那篇文章裡沒有提到。以下來自全部文章：",
    also_in="另有 {count} 篇文章也這樣說",
    also_in_these="也這樣說的文章：",
    and_more="……還有 {count} 篇",
    page="第 {page} 頁",
    context="上下文",
    hide_context="收起上下文",
    article="全文",
    back="返回",
    thanks="謝謝你的回饋。",
    question_gone="我看不到你原來的問題了，請再問一次。",
    articles_changed="這個回答之後，文章有更新。要再問一次嗎？",
    article_gone="這篇文章已經不在收錄範圍內了。",
    ask_again="再問一次",
    latest="最新文章，第 {first}–{last} 篇，共 {count} 篇",
    sources="全部文章，第 {first}–{last} 篇，共 {count} 篇",
    tap_to_read="點按數字閱讀文章。",
    no_articles="還沒有文章。",
    joined="大家好！要向我提問，請傳送 /ask@{bot} 加上你的問題，或者直接回覆我的回答。",
    mentions_unseen=(
        "Telegram 不會把只提到 @{bot} 的訊息傳給我。要改變這一點，請群組管理員把我設為管理員，"
        "或請我的管理者關閉隱私模式（@BotFather 的 /setprivacy），再重新把我加入群組。"
        "/ask@{bot} 和對我訊息的回覆一直有效。"
    ),
    ask_privately="私訊提問",
    read_article="閱讀全文",
    which_language="我該用哪種語言？",
    by_question="跟隨提問語言",
    language_set="好的，我會用繁體中文和你交流。",
    language_by_question="好的，你用什麼語言提問，我就用什麼語言回答。",
    privacy_asked="我只用自己的索引回答你的問題，不會把問題交給任何其他服務。",
    privacy_kept=(
        "我會保存：你用 /lang 選擇的語言；每次點 👍 或 👎 時的問題、對應的段落和你的評價。"
        "這些都記在由你的 Telegram ID 算出的代碼之下，不含你的名字。/forget 會立即全部刪除。"
        "訊息只保存到回答為止，以免重新啟動時遺失。"
    ),
    privacy_days="評價在 {days} 天後刪除。",
    privacy_counted="每個問題只記錄提問時間和是否有答案，不記錄內容，保留 {days} 天。",
    privacy_questions="本機器人的管理者還選擇了保存問題的內容：保留 {days} 天，並寫入日誌，但不記錄是誰問的。",
    privacy_telegram="Telegram 會保存這個聊天的哪些內容，由 Telegram 決定。",
    forgotten="已刪除你的語言設定和評價（共 {count} 筆）。",
    nothing_to_forget="我沒有保存你的任何資料。",
    failed="出了點問題，請稍後再試。",
    slow_down="你提問太快，我來不及回答。請稍等一會兒再問。",
    only_newest="問題一下子太多了，我只回答最新的一個。",
    was_away="我離線了一段時間，之前的問題沒有回答。還想知道的，請再問一次。",
    not_invited="這個機器人只回答受邀的人。請把你的 Telegram ID 告訴管理者：{id}",
    stats="今天的問題：{questions} 個，已回答 {share}。一半在 {p50} 秒內答完，95% 在 {p95} 秒內答完。",
    unanswered="最常見的沒有答案的問題：",
    none_broken="沒有回答被點踩。",
    reloading="正在建立索引……",
)
