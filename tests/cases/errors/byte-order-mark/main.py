print("after a mark")
if True:
    print("CRLF")
