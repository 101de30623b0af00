print("pkg starts"); from . import mod
