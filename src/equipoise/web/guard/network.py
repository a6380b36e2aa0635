"""Where a request comes from, for counting requests."""

from __future__ import annotations

import ipaddress


def network_of(address: str) -> str:
    """An address; of IPv6 the network, for one household has billions of addresses."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else address
