"""A page that a browser saved with all its files in one (MHTML): the page in it is read, the rest left."""

from __future__ import annotations

import email
import email.policy
from email.errors import CloseBoundaryNotFoundDefect
from typing import TYPE_CHECKING

from index.errors import ArticleError
from index.readers.html.page import page_content
from index.readers.metadata import usable

if TYPE_CHECKING:
    from email.message import EmailMessage

    from index.readers.content import Content


def mhtml_content(data: bytes) -> Content:
    """Read a saved page; its address and its title are those that the browser noted where the page says none.

    When it was saved is not its date. Raises ArticleError where there is no page in it.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        *_, last = parts = list(message.walk())
        page = next((part for part in parts if part.get_content_type() == "text/html"), None)
        html = page.get_payload(decode=True) if page else None
        headers = {"url": _address(message, page), "title": message.get("Subject")}
    except Exception as error:  # whatever a broken header makes the library raise costs that file only
        raise ArticleError(f"It is a broken saved page ({type(error).__name__}: {error!s:.80}).") from error
    if page is None or not isinstance(html, bytes):
        raise ArticleError("There is no web page in it: save the page again.")
    if page is last and any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in message.defects):
        raise ArticleError("It breaks off in the middle of the page: save the page again.")
    content = page_content(html, page.get_content_charset())
    return content._replace(fields=content.fields.over(usable(headers)))


def _address(message: EmailMessage, page: EmailMessage | None) -> str | None:
    address = message.get("Snapshot-Content-Location") or (page and page.get("Content-Location"))
    return str(address) if address else None
