"""IPython's shell as a Jupyter kernel has it, without the server: same names, same hooks, same moments of output.

ipykernel's own classes would bring what talks over sockets with them, which takes as long to import as everything
else here together. So these have the names that libraries look for to know a notebook, and do the same in few lines.
"""

import contextlib
import importlib.machinery
import importlib.util
import os
import sys
from types import ModuleType
from typing import Any

import traitlets
from IPython.core import page
from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from sprint.lab.worker.outputs import Outputs


class _Publisher(DisplayPublisher):
    shell: Any

    def publish(
        self, data: Any, metadata: Any = None, *_old: Any, transient: Any = None, update: bool = False, **_more: Any
    ) -> None:
        self._validate_data(data, metadata)  # type: ignore[no-untyped-call]  # IPython has none
        display_id = (transient or {}).get("display_id")
        if update:
            self.shell.outputs.update(display_id, data, metadata)
        else:
            self.shell.outputs.data("display_data", data, metadata, display_id)

    def clear_output(self, wait: bool = False) -> None:
        self.shell.outputs.clear(wait=wait)


class _Hook(DisplayHook):
    shell: Any
    shows = False
    """Whether a result is being shown."""

    def start_displayhook(self) -> None:
        self.shows = True

    def write_output_prompt(self) -> None:
        """Write none: the notebook shows the number."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        self.shell.outputs.data("execute_result", format_dict, md_dict, execution_count=self.prompt_count)

    def finish_displayhook(self) -> None:
        self.shows = False


class _Compiler(CachingCompiler):
    """Names the code of the running cell after its place; code that a cell runs has IPython's own names."""

    source = file = ""

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        return self.file if raw_code == self.source else super().get_code_name(raw_code, transformed_code, number)


class ZMQInteractiveShell(InteractiveShell):
    """The shell of a kernel: what goes wrong is put out, and remembered for whoever runs the cell."""

    kernel = traitlets.Any()
    """None: there is no kernel behind it. Libraries ask whether there is such a trait."""

    def __init__(self, outputs: Outputs, **settings: Any) -> None:
        self.outputs = outputs
        self.errors: list[BaseException] = []
        """What was shown as an error since the cell began."""
        self.result_failed = False
        """Whether one of them came up while the cell's result was shown."""
        config = Config()
        config.HistoryManager.enabled = False
        config.IPKernelApp.without_sockets = True
        super().__init__(  # type: ignore[no-untyped-call]  # IPython has none
            config=config,
            compiler_class=_Compiler,
            display_pub_class=_Publisher,
            displayhook_class=_Hook,
            **settings,
        )

    def begin(self, source: str, file: str) -> None:
        """Begin a cell whose code stands in tracebacks under a file name."""
        self.compile.source, self.compile.file = source, file  # type: ignore[attr-defined]  # it is ours
        self.errors, self.result_failed = [], False
        self.displayhook.shows = False  # type: ignore[attr-defined]  # it is ours

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        self.errors.append(evalue)
        self.result_failed = self.result_failed or self.displayhook.shows  # type: ignore[attr-defined]  # it is ours
        self.outputs.error(str(etype.__name__), str(evalue), [str(line) for line in stb])

    def enable_gui(self, gui: Any = None) -> None:
        """Start no event loop: figures are inline."""

    def init_environment(self) -> None:
        """Tell what is started that it is shown where colours are, and that nobody turns pages."""
        os.environ.update(
            TERM="xterm-color", CLICOLOR="1", FORCE_COLOR="1", CLICOLOR_FORCE="1", PAGER="cat", GIT_PAGER="cat"
        )

    def init_virtualenv(self) -> None:
        """Look for none: the environment is the one that this runs in."""

    def init_hooks(self) -> None:
        """Send pages nowhere: a notebook shows them beside its cells, and does not save them."""
        super().init_hooks()  # type: ignore[no-untyped-call]  # IPython has none
        self.set_hook("show_in_pager", page.as_hook(lambda *_text, **_more: None), 99)  # type: ignore[no-untyped-call]  # the same

    def _tee(self, channel: str) -> Any:  # noqa: ARG002  IPython's signature
        """Keep no second copy of everything printed, which IPython 9 does without a bound."""
        return contextlib.nullcontext()

    def ask_exit(self) -> None:
        """End the cell that calls `exit()`."""
        raise SystemExit("exit() ends a notebook's kernel")


ZMQInteractiveShell.__module__ = "ipykernel.zmqshell"  # pandas, tqdm and others read it to know a notebook


def announce_ipykernel() -> None:
    """Let ipykernel be among the imported modules, as in a kernel; its code is run when something of it is used."""
    for name in ("ipykernel", "ipykernel.zmqshell"):
        if name not in sys.modules and (spec := importlib.util.find_spec(name)) is not None:
            sys.modules[name] = _importable(spec)


def _importable(spec: importlib.machinery.ModuleSpec) -> ModuleType:
    """Return a module whose code is not yet run."""
    module = importlib.util.module_from_spec(spec)

    def load(name: str) -> Any:
        if name.startswith("__") or spec.loader is None:
            raise AttributeError(name)
        del module.__dict__["__getattr__"]
        spec.loader.exec_module(module)
        return getattr(module, name)

    module.__dict__["__getattr__"] = load  # a module's own, as PEP 562 has it
    return module
