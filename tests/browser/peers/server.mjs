// Serves the built site and its peers, all in the same way, and counts what it sends.

import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { packed } from "./packed.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** What lies where. */
const FOLDERS = {
  interleave: process.env.INTERLEAVE_DIST ?? here("../../../dist"),
  pyodide: here("node_modules/pyodide"),
  micropython: here("node_modules/@micropython/micropython-webassembly-pyscript"),
  page: here("page"),
};

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};

/** The hash that the build puts into names. */
const HASHED = /-[0-9a-f]{12,16}(_bg)?\.\w+$/;

/** A server on a free port. `sent` lists what bodies it has sent: `{name, at, bytes}`, `at` in ms since 1970. */
export class Server {
  sent = [];

  #server = createServer((request, response) => {
    this.#answer(request, response).catch(() => {
      // A browser that is closed has let go of its answers.
      if (response.headersSent) response.destroy();
      else response.writeHead(404).end();
    });
  });

  constructor(throttle = null) {
    this.throttle = throttle;
  }

  async start() {
    await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.address = `http://127.0.0.1:${this.#server.address().port}`;
    return this;
  }

  close() {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request, response) {
    const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
    const [, folder, rest] = normalize(path).split(/^\/([^/]+)\//);
    if (!FOLDERS[folder]) throw new Error(`${path} is nowhere`);
    const name = rest || "index.html";
    const { bytes, tag, packed: isPacked } = await packed(join(FOLDERS[folder], name));
    // The peers' makers serve theirs below a version, which is as good as a hash.
    const lasting = HASHED.test(name) || folder === "pyodide" || folder === "micropython";
    const headers = {
      "content-type": TYPES[extname(name)] ?? "application/octet-stream",
      "cache-control": lasting ? "public, max-age=31536000, immutable" : "no-cache",
      etag: `"${tag}"`,
    };
    if (isPacked) headers["content-encoding"] = "br";
    await this.throttle?.reach();
    if (request.headers["if-none-match"] === headers.etag) {
      response.writeHead(304, headers).end();
      return;
    }
    response.writeHead(200, { ...headers, "content-length": bytes.length });
    const pieces = this.throttle ? this.throttle.pieces(bytes) : [bytes];
    await pipeline(Readable.from(this.#counted(name, pieces)), response);
  }

  async *#counted(name, pieces) {
    for await (const piece of pieces) {
      this.sent.push({ name, at: performance.timeOrigin + performance.now(), bytes: piece.length });
      yield piece;
    }
  }
}
