"""A crawler over a made-up site: bounded by a semaphore, by depth, and by time."""

import asyncio
from urllib.parse import urldefrag, urljoin, urlsplit

SITE = {
    "http://site.test/": ["a.html", "/b/", "#top", "http://other.test/"],
    "http://site.test/a.html": ["./b/", "a.html#part", "missing.html"],
    "http://site.test/b/": ["../", "deep/er.html", "slow.html"],
    "http://site.test/b/slow.html": [],
    "http://site.test/b/deep/er.html": ["../../a.html", "est.html"],
    "http://site.test/b/deep/est.html": ["/"],
}


class Crawler:
    def __init__(self, width, depth):
        self.limit = asyncio.Semaphore(width)
        self.depth = depth
        self.seen, self.active, self.most = set(), 0, 0

    async def fetch(self, url):
        async with self.limit:
            self.active += 1
            self.most = max(self.most, self.active)
            try:
                await asyncio.sleep(2 if "slow" in url else 0.05)
                return SITE[url]
            finally:
                self.active -= 1

    async def crawl(self, group, url, depth=0):
        url, _ = urldefrag(url)
        if url in self.seen or urlsplit(url).hostname != "site.test" or depth > self.depth:
            return
        self.seen.add(url)
        try:
            links = await asyncio.wait_for(self.fetch(url), 0.3)
        except KeyError as error:
            print("404", error)
        except TimeoutError:
            print("gave up on", url)
        else:
            print(f"{depth} {url} {len(links)} links")
            for link in links:
                group.create_task(self.crawl(group, urljoin(url, link), depth + 1))

    async def run(self, start):
        async with asyncio.TaskGroup() as group:
            group.create_task(self.crawl(group, start))
        return self


async def main():
    for width, depth in (1, 9), (3, 2):
        crawler = await Crawler(width, depth).run("http://site.test/")
        print(f"{len(crawler.seen)} pages, {crawler.most} at once, {crawler.limit.locked()}")


asyncio.run(main())
