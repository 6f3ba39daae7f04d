# SPDX-License-Identifier: EUPL-1.2
"""Where the world is: settings, clock, keys, storage. The only floor that opens sockets, databases and clocks."""
