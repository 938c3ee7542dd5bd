"""What several tasks of day 1 know: the five functions and how they are called for the timings."""

CALLS = {
    "fizzbuzz": (1_000,),
    "is_prime": (1_000_003,),
    "fibonacci": (300,),
    "gcd": (832_040, 514_229),
    "is_palindrome": ("Never odd or even! " * 50,),
}
FUNCTIONS = tuple(CALLS)
