"""Syntax errors without guesses at mistyped keywords, which are new in 3.14."""

import traceback

traceback.TracebackException._find_keyword_typos = lambda self: None
