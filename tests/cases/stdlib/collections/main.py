from collections import ChainMap, Counter, OrderedDict, UserDict, defaultdict, deque, namedtuple

Point = namedtuple("Point", "x y", defaults=[0])
print(Point(1), Point(1, 2)._replace(x=5), Point._fields)
words = Counter("abracadabra")
print(words.most_common(2), words["z"], sorted((words - Counter("aab")).items()), words.total())
groups = defaultdict(list)
for word in ("bee", "ant", "bat", "cat", "ape"):
    groups[word[0]].append(word)
print(dict(groups), groups)
line = deque([1, 2, 3], maxlen=4)
line.extend((4, 5))
line.appendleft(0)
line.rotate(1)
print(line, line.popleft(), line.pop())
order = OrderedDict(a=1, b=2, c=3)
order.move_to_end("a")
print(order, order.popitem(last=False))
print(ChainMap({"a": 1}, {"a": 2, "b": 3})["b"], UserDict(x=1))
