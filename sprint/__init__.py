"""A companion for learning machine learning in 21 days."""

import os

__version__ = "0.1.0"

# OpenMP's threads wait for each other by spinning. Beside another busy process, such as an open notebook, that made
# a check of LightGBM 8 to 20 times slower; asleep they cost nothing. Here, since it has to be said before any library
# is loaded, in our process and, as they inherit it, in all that we start.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
# OpenBLAS spins too, for which its own OPENBLAS_THREAD_TIMEOUT did too little: NumPy, SciPy, scikit-learn compute
# on one thread. In seconds on two cores, with two threads and with one, alone and beside four to eight busy processes:
#   grid search over scaler, PCA, logistic regression     8.8  1.1    61    2.1
#   a network in NumPy, ten epochs of 6,000 x 784         0.6  0.8    54    2.4
#   PCA of 20,000 x 784                                   0.3  0.4    3.9   1.1
#   product of two matrices of 3,000 x 3,000              0.5  1.1    3.9   3.6
# PyTorch and LightGBM have OpenMP's threads, which stay as many as there are cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
