"""One type and one normaliser for host names.

Whatever text a name arrives in (an address, an article, a list, a form), it becomes a
`Hostname` here or is refused with a reason. Two spellings of one name give equal values.

Pure: reads only the Public Suffix List that lies beside this file, and opens no connection.
"""

from feeds.hostnames.hostname import Hostname, NotAHostname, parse
from feeds.hostnames.suffixes import SUFFIX_LIST_VERSION

__all__ = ["SUFFIX_LIST_VERSION", "Hostname", "NotAHostname", "parse"]
