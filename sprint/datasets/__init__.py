"""Where each data set comes from, whether it is the published one, and what stands in for it without a network."""

from sprint.datasets.catalog import DataFile, Dataset, catalog, dataset, in_words
from sprint.datasets.download import DownloadError, fetch
from sprint.datasets.images import draw_shapes, image_folder
from sprint.datasets.loading import (
    Images,
    load_california,
    load_fashion_mnist,
    load_mnist,
    load_titanic,
    resnet18_weights,
)
from sprint.datasets.store import (
    DataDamagedError,
    DataMissingError,
    Status,
    free_bytes,
    status,
    variant_in_use,
    verify,
)

__all__ = [
    "DataDamagedError",
    "DataFile",
    "DataMissingError",
    "Dataset",
    "DownloadError",
    "Images",
    "Status",
    "catalog",
    "dataset",
    "draw_shapes",
    "fetch",
    "free_bytes",
    "image_folder",
    "in_words",
    "load_california",
    "load_fashion_mnist",
    "load_mnist",
    "load_titanic",
    "resnet18_weights",
    "status",
    "variant_in_use",
    "verify",
]
