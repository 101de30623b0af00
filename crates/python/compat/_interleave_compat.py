"""Lets the library of Python 3.14 behave as CPython 3.13's does; see `compat.rs` beside this file."""

import traceback

import _interleave_keywords
import _interleave_unraisable

traceback.__all__.remove("print_list")
