"""The working groups: how somebody becomes a member, logs in, and what members read."""
