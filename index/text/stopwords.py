"""Stopwords: Latin ones as `normalise_word` gives them, Han ones in Simplified characters."""

from __future__ import annotations

ENGLISH = frozenset(
    """
    a about after all also am an and any are as at be been before being but by can could did do does doing done dont
    during each for from had has have having he her hers him his how i if in into is isnt it its me my of on or our
    many much ours please she should so some such than that the their theirs them then there these they this those to
    too upon very was we were what whats when where which while who whom whose why will with would you your yours
    ask asked hello hey hi know tell thank thanks whether wonder wondering
    """.split()
)

CHINESE = frozenset(
    """
    的 了 着 过 是 在 有 和 与 及 或 被 把 对 从 到 为 以 于 而 之 其 这 那 哪 谁 几 何 吗 呢 吧 啊 呀 么 嘛 我
    你 您 他 她 它 们 请 问 想 也 都 就 还 又 很 并 等 所 个 由 因 则 即 该 此 某 让 使 给 向 将 会 能 可 要 做
    时 里 中 上 下 什么 甚么 怎么 怎样 怎么样 如何 为何 为什么 多少 几个 哪里 哪儿 哪个 哪些 哪一 哪一个 哪位
    何时 何地 何人 何处 时候 什么样 什么时候 是否 是不是 有没有 可以 能否 请问 告诉 知道 想知道 我们 你们 他们
    她们 它们 这个 那个 这些 那些 一个 一下 以及 因为 所以 但是 并且 而且 或者 关于 对于 由于 其中 之后 之前
    分别 谢谢 你好 您好
    """.split()
)

ALL = ENGLISH | CHINESE


def is_stopword(term: str) -> bool:
    """Tell whether a word, as `normalise_word` or `analyse` gives it, is a stopword."""
    return term in ALL
