"""What is wrong with a site in production, in sentences: ``manage.py check_production``.

``settings.PRODUCTION_CHECKS`` names the checks as dotted paths, the rooms' own among them. Each is a function that
yields a sentence for everything that is wrong, and nothing where all is well.
"""
