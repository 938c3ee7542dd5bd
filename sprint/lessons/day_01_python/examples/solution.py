"""Day 1: what several examples change in the solution, text by text."""

SIEVE = """import math


def primes_below(n):
    prime = [False, False] + [True] * (n - 2)
    for k in range(2, math.isqrt(n) + 1):
        if prime[k]:
            for multiple in range(k * k, n, k):
                prime[multiple] = False
    return [k for k in range(n) if prime[k]]
"""
