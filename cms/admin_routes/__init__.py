"""Deny by default in the admin: one table of all its routes, and the gate that reads it before a view runs."""
