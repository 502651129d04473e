"""How firm a score and its level are: intervals, distributions over weights, flips. Pure and exact."""
