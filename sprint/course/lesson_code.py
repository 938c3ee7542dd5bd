"""The programs of a lesson: `checks` and `examples`, each a file or a package of the lesson's folder."""

import sys
import threading
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, SourceFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType

from sprint.course.lesson import Lesson, LessonError
from sprint.course.trust import require_trust

_loading = threading.Lock()


class _SourceLoader(SourceFileLoader):
    """Compiles what stands in the file now: bytecode beside it can be older, or somebody else's."""

    def get_code(self, fullname: str) -> CodeType:
        """Return the code of a module, from its source and nothing else."""
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


def lesson_module(lesson: Lesson, name: str) -> ModuleType:
    """Import the `checks` or the `examples` of a lesson as they are now: `NAME.py`, or `NAME/` with its modules.

    The modules of a package import each other relatively (`from .common import fresh_problem`).

    Raises:
        NotTrustedError: the lesson did not come with the package and was not trusted.
        LessonError: there is neither the file nor the package.
    """
    loader = _SourceLoader if require_trust(lesson.folder) else SourceFileLoader
    package = lesson.folder / name
    whole = (package / "__init__.py").is_file()
    path = package / "__init__.py" if whole else lesson.folder / f"{name}.py"
    if not path.is_file():
        sentence = f"{lesson.name} has neither {name}.py nor {name}/__init__.py."
        raise LessonError(sentence, "A lesson needs one of them: CONTRIBUTING.md says what it holds.")
    with _loading:  # days are proved beside each other, and all of them share the table of modules
        return _imported(f"sprint_lesson_{lesson.name}_{name}", path, loader, package if whole else None)


def _imported(name: str, path: Path, loader: type[SourceFileLoader], package: Path | None) -> ModuleType:
    for old in [module for module in sys.modules if f"{module}.".startswith(f"{name}.")]:
        del sys.modules[old]
    for folder in _folders(package) if package else ():  # a finder that has not listed these folders before
        sys.path_importer_cache[str(folder)] = FileFinder(str(folder), (loader, SOURCE_SUFFIXES))
    source, inside = loader(name, str(path)), [str(package)] if package else None
    spec = spec_from_file_location(name, path, loader=source, submodule_search_locations=inside)
    if spec is None:
        raise ValueError("there is a spec for a loader that is given")
    module = sys.modules[name] = module_from_spec(spec)
    source.exec_module(module)
    return module


def _folders(package: Path) -> list[Path]:
    return [package, *filter(Path.is_dir, package.rglob("*"))]
