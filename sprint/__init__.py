"""A companion for learning machine learning in 21 days."""

import os

__version__ = "0.1.0"

# OpenMP's threads wait for each other by spinning. Beside another busy process, such as an open notebook, that made
# a check of LightGBM 8 to 20 times slower; asleep they cost nothing. Here, since it has to be said before any library
# is loaded, in our process and, as they inherit it, in all that we start.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
