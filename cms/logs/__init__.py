"""What is written down while the site runs: no secret link, no name or address of a person, no form's answers."""
