import csv, io, json, pickle, logging
data = {"name": "Ada", "list": [1, 2.5, None, True], "ü": "é"}
with open("d.json", "w") as f: json.dump(data, f, indent=2, ensure_ascii=False)
print(open("d.json").read())
with open("d.json") as f: print(json.load(f) == data)
with open("d.csv", "w", newline="") as f:
    w = csv.writer(f); w.writerow(["a", "b"]); w.writerows([[1, "x,y"], [2, 'q"q']])
print(open("d.csv", newline="").read().encode())
with open("d.csv", newline="") as f: print(list(csv.reader(f)))
with open("d.csv", newline="") as f: print(list(csv.DictReader(f)))
with open("e.csv", "w", newline="") as f:
    w = csv.DictWriter(f, fieldnames=["x","y"]); w.writeheader(); w.writerow({"x":1,"y":2})
print(open("e.csv").read())
with open("p", "wb") as f: pickle.dump(data, f)
with open("p", "rb") as f: print(pickle.load(f) == data)
logging.basicConfig(filename="app.log", level=logging.INFO, format="%(levelname)s %(message)s")
logging.info("hello"); logging.warning("careful")
logging.shutdown()
print(open("app.log").read())
with io.open("z","w") as f: print("a", "b", sep="-", file=f)
print(io.open("z").read())
try:
    with open("z") as f: f.write("no")
except io.UnsupportedOperation as e: print(e, isinstance(e, OSError), isinstance(e, ValueError))
