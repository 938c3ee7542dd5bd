"""Day 6, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from sprint.course.examples import Right, Wrong

_STEP = "return (fn(x + h) - fn(x - h)) / (2 * h)"
_SLOPE = "return as_dual(fn(Dual(x, np.ones_like(x)))).slope"
_MUL = "self.slope * other.value + self.value * other.slope"
_DIV = "slope = (self.slope * other.value - self.value * other.slope) / other.value**2"
_POW = "n * self.value ** (n - 1) * self.slope"
_EXP = "np.exp(self.value) * self.slope"
_SIN = "np.cos(self.value) * self.slope"
_LINE = 'ax.plot([0], [0], "o", color="black", label="slope zero")'

_TAPE = '''
class Value:
    """A number that remembers how it came about."""

    def __init__(self, data, parents=()):
        self.data, self.parents, self.grad = np.asarray(data, dtype=float), parents, 0.0

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)])

    def __pow__(self, n):
        return Value(self.data**float(n), [(self, n * self.data ** float(n - 1))])

    def exp(self):
        return Value(np.exp(self.data), [(self, np.exp(self.data))])

    def sin(self):
        return Value(np.sin(self.data), [(self, np.cos(self.data))])

    __radd__, __rmul__ = __add__, __mul__

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def backward(self):
        order, seen = [], set()

        def visit(node):
            if id(node) not in seen:
                seen.add(id(node))
                for parent, _ in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.grad = np.ones_like(self.data)
        for node in reversed(order):
            for parent, local in node.parents:
                parent.grad = parent.grad + node.grad * local
'''

STRETCH = """
class Value:
    def __init__(self, data, parents=()):
        self.data, self.parents, self.grad = data, parents, 0.0

    def __add__(self, other):
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other):
        return Value(self.data * other.data, [(self, other.data), (other, self.data)])

    def backward(self):
        order = []

        def visit(value):
            if value not in order:
                for parent, _ in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in value.parents:
                parent.grad += value.grad * slope
"""
_WALK = STRETCH[STRETCH.index("        order = []") :]

RIGHT = [
    Right(
        "backwards, as PyTorch does it",
        {
            _SLOPE: "start = Value(x)\n    fn(start).backward()\n    return start.grad",
            _STEP: "return (fn(x + h) - fn(x)) / h",
        },
        cells={"dual": _TAPE},
        proves="d06.s1",
    ),
    Right(
        "an imaginary step, which subtracts nothing",
        {_SLOPE: "return np.imag(fn(np.asarray(x) + 1e-20j)) / 1e-20", "return x**3": "return x * x * x"},
    ),
    Right(
        "one number at a time, rules written in another way",
        {
            _SLOPE: (
                "if np.ndim(x):\n        return [derivative(fn, float(one)) for one in x]\n"
                "    answer = fn(Dual(x, 1.0))\n    return answer.slope"
            ),
            _DIV: "slope = self.slope / other.value - self.value / other.value * (other.slope / other.value)",
            _POW: "self.slope * n * self.value ** (n - 1)",
            "return x**3": "return np.power(x, 3)",
            "return 3 * x**2": "return x**2 + x**2 + x**2",
            "ax.plot(x, derivative(f, x)": "ax.plot(x, [derivative(f, one) for one in x]",
            _LINE: "ax.axvline(0, color='black')",
        },
    ),
    Right(
        "PyTorch, where it is installed, in its usual single precision",
        {
            _SLOPE: (
                "try:\n        import torch\n    except ImportError:\n        return fn(Dual(x, np.ones_like(x))).slope\n"
                "    start = torch.tensor(x, requires_grad=True, dtype=torch.float32)\n    fn(start).sum().backward()\n"
                "    return start.grad"
            ),
            "ax.plot(x, derivative(f, x)": "ax.plot(x, np.asarray(derivative(f, x))",
        },
    ),
    Right(
        "half steps, five points, other functions along the way",
        {
            _STEP: "return (8 * (fn(x + h) - fn(x - h)) - fn(x + 2 * h) + fn(x - 2 * h)) / (12 * h)",
            _LINE: "ax.scatter(0, 0, color='black')\nax.annotate('slope zero', (0, 0))",
            "np.linspace(-2, 2, 201)": "np.arange(-3, 3, 0.05)",
        },
    ),
    Right("the stretch", cells={"stretch": STRETCH}, proves="d06.s1"),
]

WRONG = [
    Wrong(
        "d06.c2",
        "powers by multiplying, whole ones only",
        {
            "return Dual(self.value**n, n * self.value ** (n - 1) * self.slope)": (
                "out = Dual(1.0, 0.0)\n        for _ in range(int(n)):\n            out = out * self\n        return out"
            )
        },
        "x ** -2",
    ),
    Wrong(
        "d06.c3",
        "a step that is a share of x",
        {_STEP: "return (fn(x + h * x) - fn(x - h * x)) / (2 * h * x)"},
        "a share of x",
    ),
    Wrong("d06.c1", "small steps", {_SLOPE: "return numerical_derivative(fn, x)"}, "what small steps give"),
    Wrong("d06.c1", "the value, not the slope", {_SLOPE: _SLOPE.replace(".slope", ".value")}, "the value of f"),
    Wrong(
        "d06.c1",
        "x counts as a constant",
        {_SLOPE: _SLOPE.replace("np.ones_like", "np.zeros_like")},
        "everything as a constant",
    ),
    Wrong(
        "d06.c1",
        "np.gradient on a grid",
        {_SLOPE: "grid = np.linspace(-6, 6, 101)\n    return np.interp(x, grid, np.gradient(fn(grid), grid))"},
        "derivative(f, 5)",
    ),
    Wrong("d06.c1", "power rule without n", {_POW: "self.value ** (n - 1) * self.slope"}, "the factor n is missing"),
    Wrong(
        "d06.c1",
        "nothing comes back",
        {
            _SLOPE: "print(fn(Dual(x, np.ones_like(x))).slope)",
            "derivative(f, 2.0))": "0)",
            "ax.plot(x, derivative(f, x)": "ax.plot(x, df_analytic(x)",
        },
        "without `return` gives None",
    ),
    Wrong("d06.c2", "always 3x²", {_SLOPE: "return 3 * x**2"}, "3x²"),
    Wrong(
        "d06.c2",
        "slope times slope",
        {_MUL: "self.slope * other.slope"},
        "a term of the rule",
    ),
    Wrong("d06.c2", "one term of the product", {_MUL: "self.slope * other.value"}, "only one of two terms"),
    Wrong("d06.c2", "no chain in the power", {_POW: "n * self.value ** (n - 1)"}, "the inside is missing"),
    Wrong("d06.c2", "no chain in exp", {_EXP: "np.exp(self.value)"}, "the inside is missing"),
    Wrong("d06.c2", "no chain in sin", {_SIN: "np.cos(self.value)"}, "the inside is missing"),
    Wrong(
        "d06.c2",
        "sign of the quotient",
        {
            _DIV: _DIV.replace(
                "self.slope * other.value - self.value * other.slope",
                "self.value * other.slope - self.slope * other.value",
            )
        },
        "the sign is",
    ),
    Wrong("d06.c2", "quotient by v", {_DIV: _DIV.replace("other.value**2", "other.value")}, "derivative("),
    Wrong("d06.c2", "sign of the sine", {_SIN: "-np.cos(self.value) * self.slope"}, "the sign is turned round"),
    Wrong("d06.c2", "exp is missing", {"def exp(self):": "def e(self):"}, "exp"),
    Wrong("d06.c3", "divided by h", {_STEP: "return (fn(x + h) - fn(x - h)) / h"}, "twice the slope"),
    Wrong("d06.c3", "one step, divided by 2h", {_STEP: "return (fn(x + h) - fn(x)) / (2 * h)"}, "half the slope"),
    Wrong("d06.c3", "parentheses forgotten", {_STEP: "return (fn(x + h) - fn(x - h)) / 2 * h"}, "close to"),
    Wrong("d06.c3", "the wrong way round", {_STEP: "return (fn(x - h) - fn(x + h)) / (2 * h)"}, "sign turned round"),
    Wrong(
        "d06.c3",
        "h is ignored",
        {_STEP: "h = 1e-5\n    return (fn(x + h) - fn(x - h)) / (2 * h)"},
        "h makes no difference",
    ),
    Wrong(
        "d06.c3",
        "one slope for a whole array",
        {_STEP: "return np.mean(fn(x + h) - fn(x - h)) / (2 * h) + 0 * x"},
        "for the array x =",
    ),
    Wrong("d06.c4", "the slope of x²", {"return 3 * x**2": "return 2 * x"}, "df_analytic("),
    Wrong("d06.c4", "power not lowered", {"return 3 * x**2": "return 3 * x**3"}, "go down by one"),
    Wrong("d06.c4", "3x for x³", {"return x**3": "return 3 * x"}, "that is 3x"),
    Wrong(
        "d06.s1",
        "the last use replaces the others",
        {},
        "only one of the uses",
        cells={"stretch": STRETCH.replace("parent.grad += ", "parent.grad = ")},
    ),
    Wrong(
        "d06.s1",
        "handed on before it is complete",
        {},
        "before all shares were in",
        cells={
            "stretch": STRETCH.replace(
                _WALK,
                "        self.grad = self.grad or 1.0\n        for parent, slope in self.parents:\n"
                "            parent.grad += self.grad * slope\n            if parent.parents:\n"
                "                parent.backward()\n",
            )
        },
    ),
    Wrong(
        "d06.s1",
        "each slope is its own factor",
        {},
        "the other factor",
        cells={
            "stretch": STRETCH.replace(
                "(self, other.data), (other, self.data)", "(self, self.data), (other, other.data)"
            )
        },
    ),
]
