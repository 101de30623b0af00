// Serves the built site, as any static host does: below a path, nothing else.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = process.env.INTERLEAVE_DIST ?? fileURLToPath(new URL("../../../dist", import.meta.url));

/** The site must work wherever it lies. */
const BELOW = "/some/path/";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".wasm": "application/wasm",
};

/** Serves `dist` on a free port. Returns `{address, close}`. */
export async function serve() {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(404).end());
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}${BELOW}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
  if (!path.startsWith(BELOW)) throw new Error(`${path} is not below ${BELOW}`);
  const name = normalize(path.slice(BELOW.length)) || ".";
  const file = join(DIST, name === "." ? "index.html" : name);
  const { size, mtimeMs } = await stat(file);
  const tag = `"${size}-${mtimeMs}"`;
  const headers = {
    "content-type": TYPES[extname(file)] ?? "application/octet-stream",
    "cache-control": "no-cache",
    etag: tag,
  };
  if (request.headers["if-none-match"] === tag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, "content-length": size });
  createReadStream(file).pipe(response);
}
