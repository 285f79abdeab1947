"""Which network addresses a page may be fetched from."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address

_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")  # its last four bytes are an IPv4 address


def is_public(text: str) -> bool:
    """Tell whether an IP address is one of the internet: none of this machine, a private network or a group.

    An IPv6 address that leads to an IPv4 address is as public as that one.
    """
    address = ipaddress.ip_address(text.partition("%")[0])
    return all(member.is_global and not member.is_multicast for member in (address, *_within(address)))


def _within(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """Return the IPv4 addresses that an IPv6 address is made of; a mapped one stands for itself alone."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    members = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        members.append(ipaddress.IPv4Address(address.packed[-4:]))
    return [member for member in members if member is not None]
