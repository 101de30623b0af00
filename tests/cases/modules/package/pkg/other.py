from . import mod as up; up = up.__name__
