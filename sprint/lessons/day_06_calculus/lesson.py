# %% title [markdown]
# # Day 6 · Calculus for ML
#
# ## Goal
#
# Tonight you find the slope of a curve three ways: by hand, by small steps, and with an *autograd* that you build yourself and
# that works for any function. It is the small sister of what runs inside PyTorch.
#
# By the end you know why training a model needs slopes, and how a computer gets them exactly without knowing any calculus.

# %% why [markdown]
# **Why it matters.** A model has knobs, and a number that says how wrong it is. To improve it, you ask for each knob: if I turn it
# a little, does the error go up or down, and how fast? That rate is the **slope**, or derivative. Training is nothing but turning
# each knob downhill, again and again. A large network has billions of knobs, so nobody derives anything by hand.
#
# **A small example.** You roll a ball; after t seconds it has come t² metres. How fast is it after 3 seconds?
#
# | from | to | metres in that time | metres per second |
# |---|---|---|---|
# | 3 s | 4 s | 16 − 9 = 7 | 7 |
# | 3 s | 3.1 s | 0.61 | 6.1 |
# | 3 s | 3.01 s | 0.0601 | 6.01 |
#
# The numbers settle at 6: that is the derivative of t² at 3. By hand the rule is 2t, and 2 · 3 = 6.
#
# Here is the trick of tonight. Write 3 + ε, where ε is so small that its square counts as nothing. Then
# (3 + ε)² = 9 + 6ε + ε² = 9 + 6ε. The 9 is the value and the 6 is the slope, and both came out of plain multiplication. So let the
# computer calculate with **pairs** (value, slope). Such a pair is called a *dual number*.

# %% setup-text [markdown]
# ## Setup
#
# Nothing is downloaded, and PyTorch is not needed.

# %% setup
import matplotlib.pyplot as plt
import numpy as np

for step in (1, 0.1, 0.01):
    print(f"from 3 to {3 + step:<5}: {((3 + step) ** 2 - 3**2) / step:.4f} metres per second")

# %% hand-text [markdown]
# ## Model
#
# ### 1 · By hand
#
# The rule for powers: the derivative of xⁿ is n · xⁿ⁻¹.
#
# **Write** `f(x)`, which returns x³, and `df_analytic(x)`, which returns its derivative by that rule. Both take a number or an
# array. `f(4.0)` gives `64.0`, `df_analytic(4.0)` gives `48.0`.


# %% hand
def f(x):
    """Return x to the power of three."""
    # BEGIN SOLUTION
    return x**3
    # END SOLUTION


def df_analytic(x):
    """Return the derivative of f at x, by the rule for powers."""
    # BEGIN SOLUTION
    return 3 * x**2
    # END SOLUTION


# %% steps-text [markdown]
# ### 2 · By small steps
#
# As with the ball: go a small step h to both sides and divide the change by the way, (fn(x + h) − fn(x − h)) / 2h. It needs no
# rule at all, so `fn` can be any function.
#
# **Write** `numerical_derivative(fn, x, h)`. `numerical_derivative(np.sin, 1.0, 0.1)` gives `0.5394`; the exact value is
# cos 1 = 0.5403. With h = 0.01 the error is a hundred times smaller.
#
# *A pitfall:* smaller is better only for a while. At h = 10⁻¹¹ the two values of sin agree in their first ten digits, which cancel
# when you subtract, and the result is a hundred thousand times worse than at 10⁻⁵.


# %% steps
def numerical_derivative(fn, x, h=1e-5):
    """Return the slope of fn at x, estimated from values a step h away."""
    # BEGIN SOLUTION
    return (fn(x + h) - fn(x - h)) / (2 * h)
    # END SOLUTION


# %% dual-text [markdown]
# ### 3 · Numbers that carry their slope
#
# A number of the class `Dual` below is a pair. When two are added, the values add up and so do the slopes: `__add__` is what
# Python calls for `+`. Here are the rules for the rest, for two numbers u and v with slopes u' and v':
#
# | operation | value | slope |
# |---|---|---|
# | `u + v` | u + v | u' + v' |
# | `u * v` | u · v | u' · v + u · v' |
# | `u / v` | u / v | (u' · v − u · v') / v² |
# | `u ** n`, n a plain number | uⁿ | n · uⁿ⁻¹ · u' |
# | `u.exp()` | eᵘ | eᵘ · u' |
# | `u.sin()` | sin u | cos u · u' |
#
# Each slope ends in u', the slope of what is *inside*: that is the chain rule, and it is why any depth of formula works.
#
# **Fill in** the five methods that are open. A plain number such as the 2 in `2 * u` has slope 0; `as_dual` turns it into a pair. The
# methods with an `r` are for when the plain number stands on the left. With this, `np.exp(u)` and `np.sin(u)` work as well: NumPy
# asks an object it does not know for its method of that name.
#
# *What good looks like:* with `u = Dual(2.0, 1.0)`, the pair `u * u * 3` is value 12, slope 12 (the derivative of 3x² is 6x).


# %% dual
def as_dual(number):
    """Return a number as a pair: a plain one has slope 0."""
    return number if isinstance(number, Dual) else Dual(number, 0.0)


class Dual:
    """A value together with its slope."""

    def __init__(self, value, slope):
        self.value = value
        self.slope = slope

    def __repr__(self):
        return f"Dual(value={self.value}, slope={self.slope})"

    def __add__(self, other):
        other = as_dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __radd__(self, other):
        return self + other

    def __neg__(self):
        return Dual(-self.value, -self.slope)

    def __sub__(self, other):
        return self + (-as_dual(other))

    def __rsub__(self, other):
        return as_dual(other) - self

    def __mul__(self, other):
        # BEGIN SOLUTION
        other = as_dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)
        # END SOLUTION

    def __rmul__(self, other):
        return self * other

    def __truediv__(self, other):
        # BEGIN SOLUTION
        other = as_dual(other)
        slope = (self.slope * other.value - self.value * other.slope) / other.value**2
        return Dual(self.value / other.value, slope)
        # END SOLUTION

    def __rtruediv__(self, other):
        return as_dual(other) / self

    def __pow__(self, n):
        # BEGIN SOLUTION
        return Dual(self.value**n, n * self.value ** (n - 1) * self.slope)
        # END SOLUTION

    def exp(self):
        # BEGIN SOLUTION
        return Dual(np.exp(self.value), np.exp(self.value) * self.slope)
        # END SOLUTION

    def sin(self):
        # BEGIN SOLUTION
        return Dual(np.sin(self.value), np.cos(self.value) * self.slope)
        # END SOLUTION


# %% derivative-text [markdown]
# ### 4 · Autograd
#
# What is the slope of x itself? It climbs 1 for each 1 you go. So hand `fn` the pair (x, 1) in place of x, let it calculate, and read
# the slope off what comes out.
#
# **Write** `derivative(fn, x)`: the exact slope at x of *any* function that calculates with `+ - * /`, `**` with a plain number, `exp`
# and `sin`. Here x is a float or an array of floats (then the slope is wanted at each of them, in an array of the same shape).
# `derivative(lambda x: 1 / x, 2.0)` gives `-0.25`.
#
# *What good looks like:* `derivative(f, x)` equals `df_analytic(x)` to the last digits, also where small steps fail, as for
# x³ + 10¹² at x = 1.
#
# If you have PyTorch and are curious: it does the same with tensors (`requires_grad=True`, `.backward()`, `.grad`), and a `derivative`
# written with it is welcome here, too. Then the class `Dual` can go.


# %% derivative
def derivative(fn, x):
    """Return the exact slope of fn at x, a float or an array of floats."""
    # BEGIN SOLUTION
    return as_dual(fn(Dual(x, np.ones_like(x)))).slope
    # END SOLUTION


# BEGIN SOLUTION
print("three ways at x = 2:", df_analytic(2.0), numerical_derivative(f, 2.0), derivative(f, 2.0))
# END SOLUTION

# %% view-text [markdown]
# ## View
#
# Draw f and its gradient (its derivative at each x) over the same x from −2 to 2, with a label for each line, a title, and a thin
# line at height 0. Mark the point where the slope is zero.
#
# Read it from left to right: where the gradient is above 0, f climbs; where the gradient is large, f is steep.

# %% view
# BEGIN SOLUTION fig
x = np.linspace(-2, 2, 201)
fig, ax = plt.subplots(figsize=(7, 4))
ax.axhline(0, color="lightgrey")
ax.plot(x, f(x), label="f(x) = x³")
ax.plot(x, derivative(f, x), label="its gradient, 3x²")
ax.plot([0], [0], "o", color="black", label="slope zero")
ax.set(xlabel="x", ylabel="value", title="A function and its gradient")
ax.legend()
plt.show()
# END SOLUTION

# %% analysis-text [markdown]
# ## Analysis
#
# Compare x³ with x² in your head: both have slope 0 somewhere, and only one of them has its lowest point there.
#
# Where is the slope 0, and is that a minimum? What does the shape of the gradient tell about the shape of f?

# %% analysis [markdown]
# <!-- BEGIN SOLUTION -->
# The slope of x³ is 0 only at x = 0, and that is no minimum: f climbs before it, rests for a moment, and climbs on. The gradient 3x²
# touches zero there without changing its sign. For a minimum it would have to go from below zero to above, as 2x does for x².
# The gradient is a parabola, small near the middle and large at both ends, and that is where f is flat and where it is
# steep. A training run that only looks for slope zero could get stuck in such a place.
# <!-- END SOLUTION -->

# %% check-text [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It runs this notebook from the top in a clean process. Stuck? `sprint hint`.
#
# *Stretch, for the fast:* a `Dual` follows one knob at a time. PyTorch goes the other way: it remembers each operation, and then walks
# back from the result to all knobs at once. **Write** a class `Value` that does this for `+` and `*` between two of its kind; forty
# lines are enough. `Value(3.0)` keeps its number in `data`, and `result.backward()` sets `grad` of everything that `result` was
# made of: how much `result` climbs for each 1 that this number goes. With `a = Value(3.0)`, `b = Value(4.0)` and
# `result = a * b + a`, `result.data` is 15; after `result.backward()` the slopes `a.grad` and `b.grad` are 5 and 3. *A pitfall:* `a`
# is used twice here, and both uses count.

# %% stretch
# Your stretch goes here, if you like.

# %% diary-text [markdown]
# ## Diary
#
# Then `sprint diary`: what you built, what you saw, what it means. Read on: [how PyTorch records
# operations](https://docs.pytorch.org/docs/stable/notes/autograd.html),
# [numpy.gradient](https://numpy.org/doc/stable/reference/generated/numpy.gradient.html).
