"""Day 1: examples for checks/functions.py."""

from sprint.course.examples import Wrong

WRONG = (
    Wrong(
        "d01.c1",
        "1 is called prime",
        {"    if n < 2:\n        return False\n    divisor": "    divisor"},
        "nothing to try",
    ),
    Wrong(
        "d01.c1",
        "squares are called prime",
        {"divisor * divisor <= n": "divisor * divisor < n"},
        "is_prime(4) gives True",
    ),
    Wrong(
        "d01.c1",
        "a square root of negative numbers",
        {"    if n < 2:\n        return False\n": "    if int(n**0.5) == n:\n        return False\n"},
        "is_prime(-1) raises",
    ),
    Wrong("d01.c1", "0 and 1 in place of False and True", {"    return True\n": "    return 1\n"}, "not a bool"),
    Wrong("d01.c1", "2 is left out", {"    if n < 2:": "    if n < 3:"}, "even and prime"),
    Wrong(
        "d01.c1",
        "every number below is tried",
        {"while divisor * divisor <= n:": "while divisor < n:"},
        "divisors come in pairs",
    ),
    Wrong(
        "d01.c1",
        "a test that some composite numbers pass",
        {
            "    divisor = 2\n    while divisor * divisor <= n:\n        if n % divisor == 0:\n            return False\n        divisor += 1\n    return True": "    return n == 2 or pow(2, n - 1, n) == 1"
        },
        "is_prime(341) gives True",
    ),
    Wrong(
        "d01.c2",
        "a function that calls itself twice",
        {
            "    numbers = []\n    current, following = 0, 1\n    for _ in range(n):\n        numbers.append(current)\n        current, following = following, current + following\n    return numbers": "    def nth(k):\n        return k if k < 2 else nth(k - 1) + nth(k - 2)\n\n    return [nth(k) for k in range(n)]",
            "fibonacci(300)": "fibonacci(20)",
            "for n in (5_000, 10_000, 20_000)": "for n in (5, 10, 20)",
        },
        "call start two more calls",
    ),
    Wrong(
        "d01.c2",
        "the row starts with 1",
        {"current, following = 0, 1": "current, following = 1, 1"},
        "without its first number",
    ),
    Wrong(
        "d01.c2", "one number too many", {"    for _ in range(n):": "    for _ in range(n + 1):"}, "one number too many"
    ),
    Wrong(
        "d01.c2",
        "a formula with floats",
        {
            "    current, following = 0, 1\n    for _ in range(n):\n        numbers.append(current)\n        current, following = following, current + following\n": "    root = 5**0.5\n    for k in range(n):\n        numbers.append(round(((1 + root) / 2) ** k / root))\n"
        },
        "round long numbers",
    ),
    Wrong("d01.c2", "the number, not the row", {"    return numbers\n": "    return current\n"}, "single number"),
    Wrong(
        "d01.c3",
        "3 before 15",
        {
            '        word = "Fizz" * (number % 3 == 0) + "Buzz" * (number % 5 == 0)': '        word = "Fizz" if number % 3 == 0 else "Buzz" if number % 5 == 0 else ""'
        },
        "which case comes first",
    ),
    Wrong("d01.c3", "numbers among the texts", {"word or str(number)": "word or number"}, "holds texts only"),
    Wrong("d01.c3", "one short", {"range(1, n + 1)": "range(1, n)"}, "where does range"),
    Wrong(
        "d01.c3",
        "fizzbuzz prints and returns nothing",
        {"    return said\n": "    print(said)\n", '" ".join(fizzbuzz(15))': "fizzbuzz(15)"},
        "without `return`",
    ),
    Wrong(
        "d01.c3",
        "the smallest common multiple",
        {"    while b:\n        a, b = b, a % b\n    return a": "    import math\n\n    return math.lcm(a, b)"},
        "common multiple",
    ),
    Wrong(
        "d01.c3",
        "a divisor, not the greatest",
        {
            "    while b:\n        a, b = b, a % b\n    return a": "    return next((d for d in range(2, min(a, b) + 1) if a % d == b % d == 0), 1)"
        },
        "smallest common divisor",
    ),
    Wrong(
        "d01.c3",
        "0 is forgotten",
        {
            "    while b:\n        a, b = b, a % b\n    return a": "    return max(d for d in range(1, min(a, b) + 1) if a % d == b % d == 0)"
        },
        "gcd(0, 7) raises",
    ),
    Wrong(
        "d01.c3",
        "1 divides 0, and so does more",
        {"    while b:\n        a, b": "    if a == 0 or b == 0:\n        return 1\n    while b:\n        a, b"},
        "every number divides 0",
    ),
    Wrong("d01.c3", "only the ends are compared", {"kept == kept[::-1]": "kept[:1] == kept[-1:]"}, "further inside"),
    Wrong(
        "d01.c3",
        "the innermost pair is left out",
        {"return kept == kept[::-1]": "return all(kept[i] == kept[-1 - i] for i in range(len(kept) // 2 - 1))"},
        "is_palindrome(",
    ),
    Wrong("d01.c3", "capitals count", {"character.lower() for": "character for"}, "same case"),
    Wrong("d01.c3", "spaces count", {" if character.isalnum()]": "]"}, "letters and digits only"),
    Wrong("d01.c3", "digits are thrown away", {"character.isalnum()": "character.isalpha()"}, "digits count as well"),
)
