"""Which encodings are told apart."""

from __future__ import annotations

import random

import pytest

from index.errors import ArticleError
from index.readers.encodings import decode

SIMPLIFIED = "微信更新了公众平台的规定，禁止提供数字藏品二次交易服务的账号。违规的账号将被封禁。"
TRADITIONAL = "騰訊、螞蟻集團和京東簽署了自律公約。中國的交易所將在月底前停止人民幣交易業務。"
NAMES = "火幣（Huobi）的 BTCChina 與 OKCoin 將於 2017 年 9 月停止交易。"
FRENCH = "Le président a annoncé que l’Union européenne, réunie à Bruxelles, avait décidé d’agir. Ça y est."
GERMAN = "Die Behörde erklärte, dass über 500 Börsen geprüft würden – größere Verluste drohen."
ENGLISH = "“We’ll ban it,” he said – the firm’s shares cost £5."
SPANISH = "El señor Núñez subió un 5 %. ¿Qué pasará mañana?"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *[(text, "utf-8") for text in (SIMPLIFIED, TRADITIONAL, FRENCH, ENGLISH, "plain", "😀")],
        *[(text, "utf-8-sig") for text in (SIMPLIFIED, ENGLISH)],
        *[(text, "utf-16") for text in (SIMPLIFIED, ENGLISH)],
        *[(text + "\n", order) for text in (SIMPLIFIED, TRADITIONAL, ENGLISH) for order in ("utf-16-le", "utf-16-be")],
        *[
            (text, "gb18030")
            for text in (SIMPLIFIED, TRADITIONAL, NAMES, "《捉鬼男》是一部美国的电视剧。", "享年73岁。")
        ],
        *[(text, "big5") for text in (TRADITIONAL, NAMES, "微信將封鎖公眾號。", "他的國家。")],
        *[(text, "cp1252") for text in (FRENCH, GERMAN, ENGLISH, SPANISH, "The café is shut.", "It’s over.")],
        *[(text * 60, "cp1252") for text in (FRENCH, GERMAN)],
        (FRENCH.replace("’", "'"), "latin-1"),
    ],
)
def test_a_text_is_read_in_its_encoding(text: str, encoding: str) -> None:
    """Two sentences are enough to tell UTF-8, UTF-16, GB18030, Big5 and Western European apart."""
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        ("Центральный банк сообщил.", "cp1251", "windows-1251"),
        ("Центральный банк сообщил.", "koi8-r", "KOI8-R"),
        ("東京の空", "shift_jis", "Shift_JIS"),
        ("東京の空", "euc_jp", "euc-jp"),
        ("鼋鼍", "gb18030", "gb2312"),
        ("鼋鼍", "gb18030", "GBK"),
        ("聲明", "big5", "big5"),
        (SIMPLIFIED, "utf-8", "gb2312"),
        (SIMPLIFIED, "utf-8-sig", "gb2312"),
        (SIMPLIFIED, "gb18030", "iso-8859-1"),
        (TRADITIONAL, "big5", "utf-8"),
        (FRENCH, "cp1252", "iso-8859-1"),
        (SIMPLIFIED, "gb18030", "no-such-encoding"),
        (SIMPLIFIED, "gb18030", "unicode_escape"),
        (SIMPLIFIED, "gb18030", "\0"),
    ],
)
def test_what_is_declared_is_believed_where_it_fits(text: str, encoding: str, declared: str) -> None:
    """A few letters are enough then; UTF-8 shows itself, and what says Western European may be anything."""
    assert decode(text.encode(encoding), declared) == text


def test_a_wrong_declaration_does_no_harm() -> None:
    """Bytes that do not fit it are judged as if nothing was said."""
    assert decode(FRENCH.encode("cp1252"), "euc-kr") == FRENCH


def test_line_endings_are_universal() -> None:
    """A text has one kind of line ending, and no byte order mark."""
    assert decode(b"\xef\xbb\xbfone\r\ntwo\rthree\n\r\n") == "one\ntwo\nthree\n\n"


def test_a_few_broken_bytes_do_not_spoil_utf8() -> None:
    """A file cut within its last character is still UTF-8."""
    assert decode(SIMPLIFIED.encode()[:-1]) == SIMPLIFIED[:-1] + "\ufffd"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04abc", "ZIP"),
        (b"\x7fELF\x02\x01\x01\0\0\0", "binary"),
        (b"one\0two", "binary"),
        (b"\x01\x02\x03\x04 text", "binary"),
        (bytes(range(256)) * 4, "binary"),
        ("Центральный банк сообщил, что биржи закрыты.".encode("cp1251"), "UTF-8"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, says: str) -> None:
    """The message says what it looks like, or what to do."""
    with pytest.raises(ArticleError, match=says):
        decode(data)


@pytest.mark.parametrize("seed", range(40))
def test_bytes_at_random_are_refused_or_read_without_another_error(seed: int) -> None:
    """Whatever the bytes, nothing but ArticleError is raised."""
    data = random.Random(seed).randbytes(400)  # noqa: S311 - a test's data
    with pytest.raises(ArticleError):
        decode(data)
