"""Parts and wholes outside of tables: counts with percentages, shares, sums of lists and sentences."""
