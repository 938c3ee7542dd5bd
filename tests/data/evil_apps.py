"""Web applications that do not do what an application of day 20 does: each a text of `api.py`."""

from dataclasses import dataclass

PLAIN = """
async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": message["type"] + ".complete"})
            if message["type"] == "lifespan.shutdown":
                return
    body = await answer(scope, receive)
    await send({"type": "http.response.start", "status": STATUS, "headers": HEADERS})
    await send({"type": "http.response.body", "body": body})


STATUS, HEADERS = 200, [(b"content-type", b"application/json")]


async def answer(scope, receive):
    return b'{"status": "ok"}'
"""
"""One that answers everything with status 200; the others change it."""


@dataclass(frozen=True, slots=True)
class Evil:
    """An application and what is said of it."""

    source: str
    """The text of `api.py`."""
    says: str
    """Words of the refusal."""


NEVER_UP = {
    "sleeps while it is imported": Evil("import time\ntime.sleep(600)\n" + PLAIN, "no answer within"),
    "is a syntax error": Evil("def app(:\n", "SyntaxError"),
    "raises while it is imported": Evil("raise RuntimeError('no model here')\n", "no model here"),
    "ends at once": Evil(
        "import os\nprint('good bye', flush=True)\nos._exit(0)\n", "ended before it answered: good bye"
    ),
    "leaves with sys.exit": Evil("import sys\nsys.exit('done')\n", "ended before it answered: done"),
    "has no app": Evil(PLAIN.replace("def app", "def application"), 'Attribute "app" not found'),
    "starts a server of its own, elsewhere": Evil(
        PLAIN + "import socket, time\nown = socket.create_server(('0.0.0.0', 0))\ntime.sleep(600)\n",
        "it listens on 0.0.0.0:",
    ),
    "calls uvicorn.run while it is imported": Evil(
        PLAIN + "import uvicorn\nuvicorn.run(app, port=0)\n", "it listens on 127.0.0.1:"
    ),
    "fails in its start-up": Evil(
        "from contextlib import asynccontextmanager\nfrom fastapi import FastAPI\n@asynccontextmanager\n"
        "async def lifespan(app):\n    open('model.skops')\n    yield\napp = FastAPI(lifespan=lifespan)\n",
        "FileNotFoundError",
    ),
    "answers slowly": Evil(
        PLAIN.replace("    return b", "    import time\n    time.sleep(60)\n    return b"), "no answer"
    ),
    "answers a byte a second": Evil(
        PLAIN.replace(
            """    await send({"type": "http.response.body", "body": body})""",
            """    import asyncio
    while True:
        await asyncio.sleep(0.3)
        await send({"type": "http.response.body", "body": b" ", "more_body": True})""",
        ),
        "no answer",
    ),
    "stops itself": Evil("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\n", "no answer"),
}
"""Applications that never give a usable answer."""
