"""The data sets of the sprint, one row each: files, where they come from, checksums, licence, offline variant.

Every address is tried in its order and every byte that comes in is held against the checksum beside it, so a mirror
has to be reachable, not trusted. Addresses on GitHub name a commit, so that what lies there cannot change.
"""

from dataclasses import dataclass

from sprint.errors import UsageError


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file as it was published."""

    name: str
    """Its path inside the data set's folder, with forward slashes."""
    size: int | None
    """Bytes; `None` where nobody publishes it."""
    sha256: str
    """The checksum of its bytes, 64 hexadecimal digits."""
    urls: tuple[str, ...]
    """Where it is to be had, in the order to try."""
    instead: "DataFile | None" = None
    """Another file with the same content, good enough where this one is not to be had."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """One data set."""

    name: str
    """What the curriculum and the commands call it; also the name of its folder."""
    about: str
    """What it is, in half a sentence."""
    files: tuple[DataFile, ...]
    """All of them are needed."""
    licence: str
    """The licence as its publisher states it."""
    source: str
    """Who publishes it."""
    offline: str | None
    """What stands in for it when it is not at hand and the learner chose that; `None`: nothing does."""

    @property
    def size(self) -> int:
        """Bytes of all its files together."""
        return sum(file.size or 0 for file in self.files)

    def seconds_at(self, megabits_per_second: float) -> float:
        """Return how long its files take over a line of that speed."""
        return self.size * 8 / (megabits_per_second * 1e6)


_GITHUB = "https://raw.githubusercontent.com"
_MNIST = ("https://ossci-datasets.s3.amazonaws.com/mnist", "http://yann.lecun.com/exdb/mnist")
_FASHION = (
    f"{_GITHUB}/zalandoresearch/fashion-mnist/b2617bb6d3ffa2e429640350f613e3291e10b141/data/fashion",
    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com",
)
_PHOTOS = (
    f"{_GITHUB}/Azure-Samples/cognitive-services-sample-data-files/65af3b93cab5f45c76594f3265210646d4b3809e"
    "/CustomVision/ImageClassification/Images"
)


def _mirrored(bases: tuple[str, ...], rows: tuple[tuple[str, int, str], ...]) -> tuple[DataFile, ...]:
    return tuple(DataFile(name, size, sha, tuple(f"{base}/{name}" for base in bases)) for name, size, sha in rows)


def _photos(rows: tuple[tuple[str, int, str], ...]) -> tuple[DataFile, ...]:
    return tuple(DataFile(f"hemlock_vs_cherry/{name}", size, sha, (f"{_PHOTOS}/{name}",)) for name, size, sha in rows)


_TITANIC = Dataset(
    name="titanic",
    about="891 passengers: class, sex, age, fare, and who survived",
    files=_mirrored(
        (f"{_GITHUB}/mwaskom/seaborn-data/71e2436a092d714350de0fc409ca8a8714e7e78f",),
        (("titanic.csv", 57_018, "81787d320d7f7b03df935e91de8bd19e11d45c5bbcab86ef4d4a76dc91b7d4f2"),),
    ),
    licence="none stated",
    source="seaborn-data, after Kaggle's Titanic competition",
    offline="the historic table of 2,201 people; age, family, fare, deck and port are simulated",
)

# The text of the table comes first because its address is fixed by a commit; the archive scikit-learn uses is served
# by a host that often refuses. Both hold the same numbers, and neither is a pickle.
_CALIFORNIA = Dataset(
    name="california",
    about="20,640 districts of California in 1990: eight features and the median house value",
    files=(
        DataFile(
            name="cal_housing.data",
            size=2_092_122,
            sha256="d3d8a1a722ae78f91134862727d27a70b1415e7d512a89140406248687f4b902",
            urls=(f"{_GITHUB}/lapets/course-data-science/8b7f62812de4e3bd86bbc7879f65691e1775d1c9/cal_housing.data",),
            instead=DataFile(
                name="cal_housing.tgz",
                size=None,
                sha256="aaa5c9a6afe2225cc2aed2723682ae403280c4a3695a2ddda4ffb5d8215ea681",
                urls=("https://ndownloader.figshare.com/files/5976036",),
            ),
        ),
    ),
    licence="none stated",
    source="StatLib (Pace and Barry, 1997)",
    offline="scikit-learn's diabetes table: ten features and a disease's progression",
)

_HANDWRITING = Dataset(
    name="mnist",
    about="70,000 handwritten digits of 28 by 28 pixels",
    files=_mirrored(
        _MNIST,
        (
            (
                "train-images-idx3-ubyte.gz",
                9_912_422,
                "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
            ),
            ("train-labels-idx1-ubyte.gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
            (
                "t10k-images-idx3-ubyte.gz",
                1_648_877,
                "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
            ),
            ("t10k-labels-idx1-ubyte.gz", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
        ),
    ),
    licence="CC BY-SA 3.0, as commonly given",
    source="LeCun, Cortes and Burges",
    offline="scikit-learn's 1,797 digits of 8 by 8 pixels, enlarged to 28 by 28",
)

_CLOTHES = Dataset(
    name="fashion-mnist",
    about="70,000 pieces of clothing of 28 by 28 pixels, in ten classes",
    files=_mirrored(
        _FASHION,
        (
            (
                "train-images-idx3-ubyte.gz",
                26_421_880,
                "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
            ),
            ("train-labels-idx1-ubyte.gz", 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
            (
                "t10k-images-idx3-ubyte.gz",
                4_422_102,
                "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
            ),
            ("t10k-labels-idx1-ubyte.gz", 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
        ),
    ),
    licence="MIT, (c) 2017 Zalando SE",
    source="Zalando Research",
    offline="scikit-learn's 1,797 digits of 8 by 8 pixels, enlarged to 28 by 28",
)

# PyTorch publishes the first eight digits of this checksum, as a part of the file's name; the other 56 are those that
# several public projects pin for the same file.
_BACKBONE = Dataset(
    name="resnet18",
    about="the weights of ResNet-18 as trained on ImageNet",
    files=_mirrored(
        ("https://download.pytorch.org/models",),
        (("resnet18-f37072fd.pth", 46_830_571, "f37072fd47e89c5e827621c5baffa7500819f7896bbacec160b1a16c560e07ec"),),
    ),
    licence="BSD 3-Clause for the library; the terms of ImageNet may apply to the weights",
    source="torchvision, ResNet18_Weights.IMAGENET1K_V1",
    offline="a small backbone trained on this machine",
)

_IMAGES = Dataset(
    name="custom-images",
    about="20 photographs of hemlock and Japanese cherry, and one to try",
    files=(
        *_photos(
            (
                ("Hemlock/hemlock_1.jpg", 269_216, "2ab7526f7c315bfe301aade3515a6734081663fc936bc4ee2c969beb8c72bab3"),
                ("Hemlock/hemlock_10.jpg", 75_776, "910d3fc0f00aa855262a36ed67054a6f0cc5682c79324d36cfe83664238b7c02"),
                ("Hemlock/hemlock_2.jpg", 250_198, "6998f8972777cb8732dfc6ca80ce39398ebe4618009df874c3aa9334dd63c78f"),
                ("Hemlock/hemlock_3.jpg", 292_873, "27e7c9616eb008fea0de3cc8a5b9d8ddb2c139ada9441c69491021e8f66a1d1a"),
                ("Hemlock/hemlock_4.jpg", 169_806, "3dac26a06b52d5e88cedf320256d8c96fb142ebdba12115d8df39364d6b007df"),
                ("Hemlock/hemlock_5.jpg", 85_010, "7a629491c2d15da19cf93619e7187df561524a3aae7c7123fccd6d8ddc9bf541"),
                ("Hemlock/hemlock_6.jpg", 115_147, "e3d9104c195469a499adb054952a5449cf925ae5cc83717da45eff76b77ceefe"),
                ("Hemlock/hemlock_7.jpg", 220_821, "4efaa64dbecc385a50ab3c6f9bab9ee9e977e62d58e3a657389d74bff2d2a989"),
                ("Hemlock/hemlock_8.jpg", 225_026, "03455415006f5b27afb49b8add1047e5f37180bafee57d32aca79db9de6a4386"),
                ("Hemlock/hemlock_9.jpg", 208_334, "7732ecb565dedb33cb007cba1d7ed844e3b3a690ec850c2c26cae47bfb09f923"),
                (
                    "Japanese_Cherry/japanese_cherry_1.jpg",
                    98_113,
                    "c4f25ca0dc3f2780818e3d06460e22b9eb74aa1476f973116202418d76e6dac7",
                ),
                (
                    "Japanese_Cherry/japanese_cherry_10.jpg",
                    187_267,
                    "1642a1eb0a349ae08440a6b74e0fbfa0d1922c2c1702b7f69a1e3ed97c3fa0c8",
                ),
                (
                    "Japanese_Cherry/japanese_cherry_2.jpg",
                    270_410,
                    "5916d23e97671466f14a77c644de4aecf4bf82a0e17200f6a8223e7e559c1145",
                ),
                (
                    "Japanese_Cherry/japanese_cherry_3.jpg",
                    278_699,
                    "c23a9f992eac0162d99955cf9aa4f5933bed0e03f6f9b67ee6dfb1e653338e3f",
                ),
                (
                    "Japanese_Cherry/japanese_cherry_4.jpg",
                    242_184,
                    "ee9475181a2902682799b3aad5aed94b50bce2b2127d6c1ed87cc45e06e743f6",
                ),
                (
                    "Japanese_Cherry/japanese_cherry_5.jpg",
                    201_536,
                    "57ac355eeae988b4e5157edd487bda93e617d04ba81c5ea4295a8ce15271064e",
                ),
                (
                    "Japanese_Cherry/japanese_cherry_6.jpg",
                    291_605,
                    "2aedf98c505de5ee651efec09ca534152469bf470a971e7f2ee43152b660f1ac",
                ),
                (
                    "Japanese_Cherry/japanese_cherry_7.jpg",
                    310_070,
                    "152c71ae043d7dd71b121decbaa1df8fd096441325e342bbfb410ef84ca45468",
                ),
                (
                    "Japanese_Cherry/japanese_cherry_8.jpg",
                    294_391,
                    "15e9804d0d8acf106ba566ae120ba2f858ee1a43660f238f11c2cc0506651f3f",
                ),
                (
                    "Japanese_Cherry/japanese_cherry_9.jpg",
                    133_957,
                    "97e0afdad7132952097583f4d475a9cf9ca0fdbee53321b71d75c12e17cdf296",
                ),
            )
        ),
        DataFile(
            name="test/test_image.jpg",
            size=86_514,
            sha256="2aadb96fd7cf52be424ddbb8d83fa5b38ba488b4d1f5f859ff7632f04a0acee0",
            urls=(f"{_PHOTOS}/Test/test_image.jpg", f"{_PHOTOS}/test/test_image.jpg"),
        ),
    ),
    licence="MIT, (c) Microsoft Corporation",
    source="Azure-Samples, sample data for Custom Vision",
    offline="drawn circles and squares, with the box around each",
)

_CATALOG = {row.name: row for row in (_TITANIC, _CALIFORNIA, _HANDWRITING, _CLOTHES, _BACKBONE, _IMAGES)}


def catalog() -> tuple[Dataset, ...]:
    """Return every data set that has to be fetched, in the order of the days that use them."""
    return tuple(_CATALOG.values())


def dataset(name: str) -> Dataset:
    """Return the data set of that name.

    Raises:
        UsageError: there is none.
    """
    row = _CATALOG.get(name)
    if row is None:
        raise UsageError(f"There is no data set called {name!r}.", f"The names are: {', '.join(_CATALOG)}.")
    return row


def in_words(size: int) -> str:
    """Return a number of bytes for a person to read: `57 kB`, `46.8 MB`."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"
