"""The public list: a static site of those who agreed to be named, for any web host.

It is made from what the redaction gate cleared and from nothing else, reads without JavaScript,
asks no other host for anything, and is written whole each time: what was withdrawn is gone.
"""

from vardas.publish.public_list.site import Evidence, SiteReport, write_site

__all__ = ["Evidence", "SiteReport", "write_site"]
