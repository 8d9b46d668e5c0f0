"""What an address of the web or of e-mail looks like inside a text."""

# A full stop or a bracket behind an address belongs to the sentence.
TO_THE_END = r"[^\s<>\"]*[^\s<>\".,;:!?)]"
URL = rf"https?://{TO_THE_END}"
# As people write it.
WEB_ADDRESS = rf"(?:https?://|www\.){TO_THE_END}"
EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
