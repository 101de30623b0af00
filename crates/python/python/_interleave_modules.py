"""Where modules come from besides the library that is frozen into the interpreter:
the program's own files, which go first, and what the platform has to offer."""

import os
import sys
from importlib import _bootstrap, _bootstrap_external, machinery

import _interleave_io
import _interleave_missing
import _interleave_runtime
import _interleave_syntax

# The interpreter starts without the part of the import system that reads files.
_bootstrap_external._set_bootstrap_module(_bootstrap)
_bootstrap._bootstrap_external = _bootstrap_external

#: The program's folder; tracebacks and `__file__` name its files from there.
HOME = _interleave_io.HOME

#: Modules of which a Python that has just started has its own already.
_STARTED = frozenset(
    "_collections_abc _sitebuiltins abc codecs encodings genericpath importlib io ntpath os posixpath runpy site "
    "stat zipimport".split()
)


def _named(path):
    """A path as the program's author would write it."""
    return path.removeprefix(HOME + "/")


class _FileLoader(_bootstrap_external.SourceFileLoader):
    """The text of one of the program's modules."""

    def path_stats(self, path):
        return super().path_stats(os.path.join(HOME, path))

    def get_data(self, path):
        return super().get_data(os.path.join(HOME, path))

    def source_to_code(self, data, path, *, _optimize=-1):
        return _interleave_syntax.compiled(data, path, "exec", dont_inherit=True, optimize=_optimize)

    # Tracebacks leave out the import system's frames by this name.
    source_to_code.__code__ = source_to_code.__code__.replace(co_filename="<frozen importlib._bootstrap_external>")


class _FolderFinder(_bootstrap_external.FileFinder):
    """The modules of a folder."""

    def __init__(self, path):
        path = os.path.join(HOME, path)
        if not os.path.isdir(path):
            raise ImportError("only directories are supported", path=path)
        super().__init__(path, (_FileLoader, [".py"]))

    def find_spec(self, name, target=None):
        # A file may have been written in the microsecond of the last look.
        self.invalidate_caches()
        spec = super().find_spec(name, target)
        if spec is not None and spec.loader is None:
            spec.submodule_search_locations = [_named(place) for place in spec.submodule_search_locations]
        return spec

    def _get_spec(self, loader, name, path, places, target):
        path, places = _named(path), places and [_named(place) for place in places]
        spec = super()._get_spec(loader, name, path, places, target)
        spec.origin = path
        return spec


class _ProgramFinder:
    """Comes before the library, as a script's folder does: `random.py` hides `random`."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if path is not None or name in _STARTED:
            return None
        spec = machinery.PathFinder.find_spec(name, sys.path, target)
        # A folder without an `__init__.py` hides nothing.
        if spec is None or spec.loader is None:
            return None
        if name in sys.stdlib_module_names:
            _interleave_runtime.note(_HIDES.format(spec.origin, name))
        return spec


_HIDES = "{0} has the name of a module of Python's library, so `import {1}` finds this file and not the library's {1}"


class _Loader:
    """The text of one module of the platform's."""

    def __init__(self, path, data):
        self._path = path
        self._data = data

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.__file__ = self._path
        source = _bootstrap_external.decode_source(self._data)
        code = _interleave_syntax.compiled(source, self._path, "exec", dont_inherit=True)
        _bootstrap._call_with_frames_removed(exec, code, module.__dict__)

    # Tracebacks leave out the import system's frames by this name.
    exec_module.__code__ = exec_module.__code__.replace(co_filename="<frozen importlib._bootstrap_external>")

    def get_filename(self, name):
        return self._path

    def get_source(self, name):
        return _bootstrap_external.decode_source(self._data)


class _Finder:
    """Comes last in `sys.meta_path`: what is frozen goes first."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        found = _interleave_runtime.find_module(name)
        if found is None:
            return None
        path, data, is_package = found
        spec = machinery.ModuleSpec(name, _Loader(path, data), origin=path, is_package=is_package)
        if is_package:
            spec.submodule_search_locations.append(path.rpartition("/")[0])
        return spec

    @staticmethod
    def invalidate_caches():
        pass


def begin():
    """Lets the program find its own modules, in place of those that are loaded already."""
    sys.path[:] = [HOME]
    sys.path_hooks[:] = [_FolderFinder]
    sys.path_importer_cache.clear()
    sys.meta_path.insert(1, _ProgramFinder)
    sys.meta_path += [machinery.PathFinder, _Finder]
    _interleave_missing.begin()
    for name in list(sys.modules):
        first = name.partition(".")[0]
        if first in _STARTED or first in sys.builtin_module_names:
            continue
        if any(os.path.isfile(os.path.join(HOME, file)) for file in (f"{first}.py", f"{first}/__init__.py")):
            del sys.modules[name]
