from itertools import (
    accumulate, batched, chain, combinations, compress, count, cycle, dropwhile, groupby,
    islice, pairwise, permutations, product, repeat, starmap, takewhile, tee, zip_longest,
)

print(list(islice(count(5, 3), 4)), list(islice(cycle("ab"), 5)), list(repeat("x", 2)))
print(list(chain("ab", [1])), list(chain.from_iterable(["cd", "e"])), list(accumulate([1, 2, 3, 4])))
print(list(combinations("abc", 2)), list(permutations([1, 2, 3], 2)), list(product("ab", repeat=2)))
print([(key, len(list(group))) for key, group in groupby("aaabbc")])
print(list(pairwise("abcd")), list(batched("abcdefg", 3)), list(zip_longest("ab", "c", fillvalue="-")))
print(list(takewhile(lambda n: n < 3, count())), list(dropwhile(str.islower, "abCd")))
print(list(starmap(pow, [(2, 3), (3, 2)])), list(compress("abcd", [1, 0, 1, 0])))
left, right = tee([1, 2])
print(list(left), list(right))
