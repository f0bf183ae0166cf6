"""`make bench`: speed and size of CARE against its goals, ratios taken in one run."""
