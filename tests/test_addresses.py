"""Which network addresses are the internet's."""

from __future__ import annotations

import pytest

from index.add.addresses import is_public


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    """An IPv4 address in IPv6 clothes too."""
    assert is_public(address)


PRIVATE = """127.0.0.1 127.9.9.9 0.0.0.0 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 224.0.0.1
239.255.255.250 255.255.255.255 192.0.0.1 198.18.0.1 240.0.0.1 :: ::1 fe80::1 fe80::1%eth0 fc00::1 fd12::1 ff02::1
2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1:: 2002:a00:1::"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_an_address_of_this_machine_or_its_network_is_not(address: str) -> None:
    """Nor one of a group, one kept for another use, or an IPv6 address that leads to such an IPv4 address."""
    assert not is_public(address)
