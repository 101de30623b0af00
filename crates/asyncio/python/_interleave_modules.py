"""Modules that the platform has to offer, beside those frozen into the interpreter."""

import sys
from importlib import _bootstrap, _bootstrap_external, machinery

import _interleave


class _Loader:
    """The text of one module."""

    def __init__(self, path, data):
        self._path = path
        self._data = data

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.__file__ = self._path
        source = _bootstrap_external.decode_source(self._data)
        code = _bootstrap._call_with_frames_removed(compile, source, self._path, "exec", dont_inherit=True)
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
        found = _interleave.find_module(name)
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


sys.meta_path.append(_Finder)
