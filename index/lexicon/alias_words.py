"""Words that tell whether brackets teach a name, and where the name before them begins."""

from __future__ import annotations

import re
from typing import Final

SMALL_WORDS: Final = frozenset("of the and for in on de & to".split())
# What stands at the head of a sentence or before a name with a capital of its own, and is no part of it.
NO_NAME: Final = frozenset(
    """
    a after also although an and as at because before both but by despite during even for from he her his however if in
    including into it its like meanwhile moreover of on or our she since so some such than that the their then there
    these they this those though thus to under unlike until via we what when where which while who with without yet
    """.split()
)
TITLES: Final = frozenset(
    """
    mr mrs ms dr prof professor president premier minister chairman chairwoman ceo cfo cto coo founder co-founder
    director
    """.split()
)
SENTENCE_WORDS: Final = frozenset(
    "is are was were be been has have had will would can could did does said says".split()
)
COMPANY_FORMS: Final = frozenset(
    "holdings holding ltd limited inc corp corporation group co company plc llc ag sa gmbh".split()
)
HAN_COMPANY_FORMS: Final = re.compile("(?:股份|控股|集[团團]|有限|公司|科技)+$")

# Brackets that point, measure or name a source instead of teaching a name.
NOT_LATIN: Final = frozenset(
    """
    see via from source photo image picture left right top bottom above below up down about around nearly over under
    not note ed eds editor updated correction sic e.g i.e eg ie cf ibid p pp vol no fig figure table chart click here
    reuters ap afp xinhua bloomberg upi dpa ap/reuters pdf html www http https usd cny rmb hkd eur gbp jpy krw sgd twd
    km cm mm kg mg ml kb mb gb tb mw kw ghz mhz hz male female including excluding approx est tbd tba n/a pictured
    """.split()
)
NOT_HAN: Final = re.compile(
    r".*[的了吗嗎].*|.*译?[註注]|[详詳]?[见見].*|[参參][见見考阅閱].*|[附上下左右前后後资資料]{1,3}[图圖表]|[如同][上下图圖表]?[图圖表文]?"
    r"|[上下左右前后後][同文述方面]?|本?[报報社].*[讯訊電电]|[来來]源.*|(?:路透|新[华華]|法新|美[联聯]|中新|彭博)社?|男|女|化名|原名"
    r"|音[译譯]|[暂暫][译譯]|已故|含[税稅]|未完|[节節][选選]|[单單]位.*"
)

# Words that a name does not reach over to its left: the ones it hangs on …
EDGES: Final = frozenset(
    """
    的 了 着 过 是 在 有 和 与 及 或 被 把 对 从 到 为 以 于 而 之 其 这 那 由 向 将 会 让 使 给 称 叫 用 等 该 个
    种 家 我 你 他 她 以及 他们 我们 你们 包括 称为 叫做 名为 名叫 成为 即为 使用 推出 收购 发布 禁止 购买 加入
    宣布 采用 根据 按照 进行 离开 封禁 下架 涉及 关于 对于 例如 比如 诸如 位于 来自 其中 一个 一种 一家 这个 这种
    这家 某个 目前 如今 随着 由于 因为 但是 不过 并且 而且 所谓 知名 著名 最大 旗下 所有 许多 没有
    自 如 像 至 则 不 也 都 就 才 又 取代 适应 建立 前往 担任 击败 又名 又称 之一
    """.split()
)
# … those that may be part of it or not (代币发行融资 is one name, 投资比特币 is none) …
UNCLEAR: Final = frozenset(
    """
    出售 投资 支持 提供 利用 通过 开发 发行 成立 创办 创立 创建 设立 进入 访问 关闭 上线 监管 打击 交易 参与 研究
    """.split()
)
# … and what companies and people are called by: the name is what follows.
NAMED_KINDS: Final = tuple(
    """
    公司 集团 平台 交易所 巨头 企业 网站 创始人 总统 总理 主席 首席执行官 董事长 记者 教授 导演 歌手 作家 王子
    国王 首都
    """.split()
)

JOINTS: Final = frozenset("和 与 及 或 以及 的 之".split())

# Where a broadcaster or a union is: "ABC（美国）".
PLACE: Final = re.compile("[美英法德中韩韓俄泰][国國]|日本|加拿大|香港|台湾|臺灣|新加坡|印度|澳大利亚|澳大利亞|澳洲")
