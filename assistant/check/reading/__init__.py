"""What several rules read out of a line: its plain form, the numbers in it, totals with their parts, subjects."""
