"""How staff choose a new password: by a link in a mail, which comes out of the outbox as every other mail does."""
