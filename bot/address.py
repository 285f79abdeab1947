"""The address of the database: what may be shown of it, and what must not."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import unquote, urlsplit


class Address(NamedTuple):
    """An address such as postgresql://user:password@host:5432/name."""

    url: str

    def secrets(self) -> list[str]:
        """Return the password, as it is written and as it is meant."""
        written = urlsplit(self.url).password or ""
        return sorted({written, unquote(written)} - {""}, key=len, reverse=True)

    def shown(self) -> str:
        """Return the address without user, password and options."""
        parts = urlsplit(self.url)
        return f"{parts.netloc.rpartition('@')[2] or 'this machine'}{parts.path}"

    def redact(self, text: str) -> str:
        """Return one line of what the library says of an error, without the password."""
        for secret in self.secrets():
            text = text.replace(secret, "[password]")
        return " ".join(text.split())


def is_address(url: str) -> bool:
    """Tell whether a text is such an address."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises ValueError for what is no number
    except ValueError:  # a password with a bracket or a slash in it
        return "," in url.partition("@")[2] and url.startswith(("postgresql://", "postgres://"))
    return parts.scheme in {"postgresql", "postgres"} and len(parts.path) > 1 and not parts.fragment
