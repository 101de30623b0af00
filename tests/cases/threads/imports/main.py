# Threads import modules, and show them.
import threading


def work():
    import colorsys
    import html.parser
    from urllib import parse

    print(colorsys.rgb_to_hsv(1, 0, 0), html.escape("<"), parse.quote("a b"))
    print(repr(threading).split()[1])
    try:
        import no_such_module
    except ImportError as error:
        print(error)
    import warnings

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.warn("look")
    print(caught[0].message)


thread = threading.Thread(target=work)
thread.start()
thread.join()
