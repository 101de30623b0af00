import warnings

warnings.warn("look out")
warnings.warn("old", DeprecationWarning)


def shown_once():
    warnings.warn("once a place", UserWarning)


shown_once()
shown_once()
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("kept", RuntimeWarning)
    print(len(caught), caught[0].category.__name__, caught[0].message)
