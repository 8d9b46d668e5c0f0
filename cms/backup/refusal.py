class BackupRefused(Exception):
    """A backup or a restore that can't be; the text is one sentence for the operator, and nothing was left behind."""
