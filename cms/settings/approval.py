"""Whether a second pair of eyes is asked for. ``base`` imports what stands here."""

import os

# A small town, where one person does both: editors then publish pages, events, publications and languages themselves.
# "manage.py roles" makes it so after a change.
EDITORS_MAY_PUBLISH = os.environ.get("EDITORS_MAY_PUBLISH") == "1"
