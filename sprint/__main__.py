"""The only exit."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from sprint.cli.error_handler import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    del sys.path[0]  # `python -m` puts the folder it is run in first, and a learner's json.py there is not ours
    main()
