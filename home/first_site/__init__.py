"""The first day of a site: home page, frame, menus and legal pages as drafts, and the first administrator."""
