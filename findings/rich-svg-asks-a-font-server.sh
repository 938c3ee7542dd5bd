#!/usr/bin/env bash
# Guess: an SVG that Rich exports is whole in itself, so a page that embeds it asks nobody for anything.
# Seen, rich 15.0.0: the style sheet of the picture names four font files on a public server. Opened in a browser it
# sends requests there, offline it waits for them. `sprint status --svg` takes those rules out before it writes.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q rich==15.0.0
"$folder/venv/bin/python" - <<'PY'
import io
import re
from importlib.metadata import version

from rich.console import Console

console = Console(record=True, width=40, file=io.StringIO())
console.print("7 of 9 proved")
fonts = re.findall(r"url\(\"https://[^\"]+\.woff2?\"\)", console.export_svg(title="status"))
print(f"rich {version('rich')}: {len(fonts)} fonts are fetched from elsewhere, the first one is {fonts[0].rsplit('/', 1)[1]}")
assert len(fonts) == 4
PY
