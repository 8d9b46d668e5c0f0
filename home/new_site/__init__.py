"""What a new site is made of, the demo and the first pages of a city alike."""
