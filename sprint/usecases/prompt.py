"""`sprint hook bash`: the function for a shell's prompt, and the line that brings it into each new terminal."""

import shlex
from pathlib import Path

from sprint.usecases.origin import program

SETTINGS = {"bash": "~/.bashrc", "zsh": "~/.zshrc", "fish": "~/.config/fish/config.fish"}
"""Shell to the file that a new terminal reads."""
_SHELL = Path(__file__).with_name("shell")


def prompt_function(shell: str) -> str:
    """Return the function, under a comment with the line for the shell's settings."""
    return f"# In {SETTINGS[shell]}: {settings_line(shell)}\n{(_SHELL / f'prompt.{shell}').read_text('utf-8')}"


def settings_line(shell: str) -> str:
    """Return the line for the shell's settings: this `sprint` by its full path, and no word once it is gone."""
    words = program()
    there, call = shlex.quote(words[0]), shlex.join([*words, "hook", shell])
    if shell == "fish":
        return f"test -x {there}; and {call} | source"
    return f'[ ! -x {there} ] || eval "$({call})"'
