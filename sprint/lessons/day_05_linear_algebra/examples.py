"""Day 5, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from sprint.course.examples import Right, Wrong

_LOOPS = """    product = np.zeros((n, p))
    for i in range(n):
        for j in range(p):
            for k in range(m):
                product[i, j] += A[i, k] * B[k, j]
    return product"""
_ROTATION = "np.array([[np.cos(theta), -np.sin(theta)], [np.sin(theta), np.cos(theta)]])"
_REFUSE = (
    '    if m != rows:\n        raise ValueError(f"no product of shapes {A.shape} and {B.shape}: {m} is not {rows}")\n'
)
_PAIR = "benchmarks[n] = (loops, numpy)"

STRETCH = """
def settle(A, start, steps):
    arrow = start
    for _ in range(steps):
        arrow = A @ arrow
        arrow = arrow / np.linalg.norm(arrow)
    return arrow @ A @ arrow, arrow
"""

_CLASS = """class Mat:
    def __init__(self, rows):
        self.rows = rows

    def __matmul__(self, other):
        return Mat([[sum(x * y for x, y in zip(row, column)) for column in zip(*other.rows)] for row in self.rows])


def matmul_loops(A, B):"""

RIGHT = [
    Right(
        "the operator of a class of one's own",
        {"def matmul_loops(A, B):": _CLASS, _LOOPS: "    return np.array((Mat(A.tolist()) @ Mat(B.tolist())).rows)"},
    ),
    Right(
        "lists and zip, the operator, columns first",
        {
            _LOOPS: "    return np.array([[sum(a * b for a, b in zip(row, column)) for column in B.T] for row in A])",
            "return np.dot(A, B)": "return A @ B",
            _ROTATION: "np.column_stack([[np.cos(theta), np.sin(theta)], [-np.sin(theta), np.cos(theta)]])",
            "return points @ M.T": "return (M @ points.T).T",
            _PAIR: "benchmarks[n] = [loops, numpy]",
        },
    ),
    Right(
        "rows and columns multiplied at once, still no product of NumPy's",
        {
            _LOOPS: (
                "    product = np.empty((n, p))\n    for i in range(n):\n        for j in range(p):\n"
                "            product[i, j] = (A[i] * B[:, j]).sum()\n    return product"
            ),
            "return np.dot(A, B)": "return np.einsum('ij,jk->ik', A, B)",
            "return points @ M.T": "return np.array([M @ point for point in points])",
            "for n in (2, 8, 32, 64):": "for n in (50, 10, 100):",
        },
    ),
    Right(
        "plain Python numbers, a helper, a function called dot of one's own",
        {
            _LOOPS: (
                "    def dot(u, v):\n        total = 0.0\n        for a, b in zip(u, v):\n            total = total + float(a) * float(b)\n"
                "        return total\n    A, B = np.asarray(A, dtype=float), np.asarray(B, dtype=float)\n"
                "    return [[dot(A[i], B[:, j]) for j in range(p)] for i in range(n)]"
            ),
            _ROTATION: "[[np.cos(theta), -np.sin(theta)], [np.sin(theta), np.cos(theta)]]",
            "turn = rotation_matrix(np.pi / 6)": "turn = np.array(rotation_matrix(np.pi / 6))",
            "return points @ M.T": (
                "x, y = points[:, 0], points[:, 1]\n"
                "    return np.column_stack([M[0, 0] * x + M[0, 1] * y, M[1, 0] * x + M[1, 1] * y])"
            ),
        },
    ),
    Right(
        "another seed, loops in another order, sizes as NumPy's numbers, one timing each",
        {
            "default_rng(5)": "default_rng(77)",
            "        for j in range(p):\n            for k in range(m):": "        for k in range(m):\n            for j in range(p):",
            "number=1, repeat=3": "number=1, repeat=1",
            "number=10, repeat=5)) / 10": "number=1, repeat=1))",
            _PAIR: "benchmarks[np.int64(n)] = (loops, numpy)",
        },
    ),
    Right("the stretch", cells={"stretch": STRETCH}, proves="d05.s1"),
]

WRONG = [
    Wrong(
        "d05.c1",
        "a result of the kind of numbers that A has",
        {
            "np.zeros((n, p))": "np.zeros((n, p), dtype=A.dtype)",
            "product[i, j] += A[i, k] * B[k, j]": "product[i, j] = product[i, j] + A[i, k] * B[k, j]",
        },
        "decimals cut off",
    ),
    Wrong("d05.c1", "only the last term", {"product[i, j] += ": "product[i, j] = "}, "only the last term"),
    Wrong("d05.c1", "rows with rows", {"A[i, k] * B[k, j]": "A[i, k] * B[j % rows, k % p]"}, "matmul_loops("),
    Wrong("d05.c1", "whole numbers only", {"np.zeros((n, p))": "np.zeros((n, p), dtype=int)"}, "decimals cut off"),
    Wrong("d05.c1", "result turned round", {"    return product": "    return product.T"}, "in each other's place"),
    Wrong("d05.c1", "the loop ends early", {"for k in range(m):": "for k in range(m - 1):"}, "without its last term"),
    Wrong("d05.c1", "hands it on", {_LOOPS: "    return np.dot(A, B)"}, "NumPy's own product (dot)"),
    Wrong(
        "d05.c1",
        "two loops around a product",
        {_LOOPS: "    return np.array([[A[i] @ B[:, j] for j in range(p)] for i in range(n)])"},
        "NumPy's own product (@)",
    ),
    Wrong(
        "d05.c1",
        "an alias in a helper",
        {
            "def matmul_loops(A, B):": "from numpy import inner as meet\n\n\ndef _place(row, column):\n    return meet(row, column)\n\n\ndef matmul_loops(A, B):",
            _LOOPS: "    return np.array([[_place(A[i], B[:, j]) for j in range(p)] for i in range(n)])",
        },
        "NumPy's own product (inner)",
    ),
    Wrong(
        "d05.c1",
        "another name for np.dot",
        {"def matmul_numpy(A, B):": "matmul_loops = np.dot\n\n\ndef matmul_numpy(A, B):"},
        "NumPy's own product",
    ),
    Wrong(
        "d05.c1",
        "printed, not returned",
        {"    return product": "    print(product)", "np.allclose(matmul_loops(orders, prices), ": "np.allclose(0, "},
        "without `return` gives None",
    ),
    Wrong("d05.c2", "silently wrong", {_REFUSE: ""}, "silently wrong"),
    Wrong("d05.c2", "another error", {"raise ValueError(": "raise IndexError("}, "raises IndexError"),
    Wrong(
        "d05.c2",
        "place by place",
        {"return np.dot(A, B)": "return A * B if A.shape == B.shape else A @ B"},
        "same place of B",
    ),
    Wrong("d05.c2", "matrices swapped", {"return np.dot(A, B)": "return np.dot(B.T, A.T)"}, "in each other's place"),
    Wrong(
        "d05.c3",
        "clockwise",
        {_ROTATION: "np.array([[np.cos(theta), np.sin(theta)], [-np.sin(theta), np.cos(theta)]])"},
        "clockwise",
    ),
    Wrong(
        "d05.c3",
        "degrees",
        {_ROTATION: "(lambda t: np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]]))(np.radians(theta))"},
        "degrees",
    ),
    Wrong(
        "d05.c3",
        "a mirror",
        {_ROTATION: "np.array([[np.cos(theta), np.sin(theta)], [np.sin(theta), -np.cos(theta)]])"},
        "a mirror",
    ),
    Wrong("d05.c4", "points times M", {"return points @ M.T": "return points @ M"}, "points are rows"),
    Wrong("d05.c4", "M times the table", {"return points @ M.T": "return (M @ points.T)"}, "transform("),
    Wrong(
        "d05.c4",
        "M times two points",
        {"return points @ M.T": "return M @ points if len(points) == 2 else points @ M.T"},
        "takes its columns for points",
    ),
    Wrong("d05.c5", "the two changed places", {_PAIR: "benchmarks[n] = (numpy, loops)"}, "changed places"),
    Wrong("d05.c5", "milliseconds", {_PAIR: "benchmarks[n] = (1e3 * loops, 1e3 * numpy)"}, "another unit"),
    Wrong("d05.c5", "made up", {_PAIR: "benchmarks[n] = (1e-5, 1e-6)"}, "one call takes about"),
    Wrong(
        "d05.c5",
        "named, not called",
        {
            "lambda: matmul_numpy(A, B), number=10, repeat=5)) / 10": "lambda: matmul_numpy, number=1000, repeat=5)) / 1000"
        },
        "does nothing",
    ),
    Wrong(
        "d05.c5",
        "one time for every size",
        {
            _PAIR: "benchmarks[n] = (loops, numpy)\n    if n == 64:\n        benchmarks = dict.fromkeys(benchmarks, benchmarks[64])"
        },
        "at each of the 4 sizes",
    ),
    Wrong("d05.c5", "two sizes", {"for n in (2, 8, 32, 64):": "for n in (8, 32):"}, "three sizes or more"),
    Wrong("d05.c5", "one number a size", {_PAIR: "benchmarks[n] = loops"}, "a pair of seconds"),
    Wrong(
        "d05.s1",
        "the eigenvalue without its sign",
        {},
        "has no sign",
        cells={"stretch": STRETCH.replace("arrow @ A @ arrow, arrow", "np.linalg.norm(A @ arrow), arrow")},
    ),
    Wrong(
        "d05.s1",
        "scaled once, at the end",
        {},
        "out of a float's range",
        cells={"stretch": STRETCH.replace("        arrow = arrow /", "    arrow = arrow /")},
    ),
    Wrong(
        "d05.s1",
        "the start is scaled in place",
        {},
        "changed the ndarray",
        cells={"stretch": STRETCH.replace("arrow = start\n", "arrow = start\n    arrow /= np.linalg.norm(arrow)\n")},
    ),
]
