import json

data = {"name": "Zoë", "list": [1, 2.5, None, True], "nested": {"a": {"b": []}}, "big": 10**20}
print(json.dumps(data))
print(json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False))
print(json.loads('{"x": [1, 2, {"y": "\\u00e9"}], "z": -1.5e3}'))
print(json.dumps((1, "a\n\"b\""), separators=(",", ":")), json.loads(json.dumps(data)) == data)
for text in ("{bad}", "[1, 2", '{"a": 1,}', ""):
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        print(error)
try:
    json.dumps({1, 2})
except TypeError as error:
    print(error)
print(json.dumps({1: "int key"}, default=str), json.loads("[NaN, Infinity]"))
