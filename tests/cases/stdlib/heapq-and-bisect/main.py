import bisect
import heapq

heap = [5, 1, 8, 3]
heapq.heapify(heap)
heapq.heappush(heap, 2)
print([heapq.heappop(heap) for _ in range(len(heap))])
print(heapq.nlargest(2, [4, 9, 1, 7]), heapq.nsmallest(2, ["bb", "a", "ccc"], key=len))
print(list(heapq.merge([1, 4], [2, 3], [0, 5])), heapq.heappushpop([3, 4], 1))
scores = [10, 20, 20, 30]
print(bisect.bisect(scores, 20), bisect.bisect_left(scores, 20))
bisect.insort(scores, 25)
print(scores)
