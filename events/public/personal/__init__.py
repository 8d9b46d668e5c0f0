"""The pages on which a person sees, changes and ends the own sign-up: behind a secret link, or with a code on paper.

Looking at one changes nothing, because mail scanners look at all of them.
"""
