"""What paper shows of a link: its whole address, since nobody can follow a path there."""

import re

from cms.ground.addresses import absolute_url

# Another site's address is whole already, and print.css shows it as it is.
_PATH = re.compile(r'(<a\b[^>]*?\shref=")(/[^"]*)(")')


def with_printed_addresses(html: str) -> str:
    """Return safe HTML in which each link inside this site also has the address that stands on paper."""
    return _PATH.sub(lambda link: f'{link[1]}{link[2]}{link[3]} data-printed="{absolute_url(link[2])}"', html)
