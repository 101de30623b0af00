// Plain script in the document's head: Python's wasm and the worker's script are asked for beside
// the page's own wasm. They are read, and compiled, once the page is there: on two cores its
// editor would come half a second later, and the first line of output not sooner. It also keeps the image of a
// Python that has started, for the workers to come and for the next visit.
(() => {
  const WASM = "interleave-worker_bg.wasm";
  /** The worker's script. All others are in it: see crates/xtask/site.mjs. */
  const SCRIPT = "worker.js";
  /** Where the browser keeps the image. */
  const CACHE = "interleave";
  /** How often progress is told, in ms. */
  const PERIOD = 100;

  /** What was asked for ahead of time, by name. */
  const asked = {};
  const ask = (name) => fetch(interleaveFile(name), { priority: "low" });

  const get = async (name) => {
    const answer = asked[name] ?? ask(name);
    delete asked[name];
    const response = await answer.catch((error) => {
      throw `${name} could not be downloaded (${error}).`;
    });
    if (!response.ok) throw `The server answered ${response.status} for ${name}.`;
    return response;
  };

  /** Tells how much of a response has come, until all of it is there. */
  const watch = async (response, total, tell) => {
    const reader = response.body.getReader();
    let received = 0, told = -Infinity;
    for (;;) {
      if (performance.now() - told >= PERIOD || received === total) {
        told = performance.now();
        tell(received, total);
      }
      const { done, value } = await reader.read();
      if (done) return;
      received += value.byteLength;
    }
  };

  const compile = async (tell) => {
    const response = await get(WASM);
    const kind = response.headers.get("Content-Type");
    // The length of a compressed answer is not that of the file.
    const length = response.headers.has("Content-Encoding") ? null : response.headers.get("Content-Length");
    // A download that fails is told by whoever compiles it.
    watch(response.clone(), length ? Number(length) : undefined, tell).catch(() => {});
    try {
      // Some servers don't know the type; only streaming insists on it.
      if (kind === "application/wasm") return await WebAssembly.compileStreaming(response);
      return await WebAssembly.compile(await response.arrayBuffer());
    } catch (error) {
      const served = kind && kind !== "application/wasm" ? ` The server sent it as ${kind}.` : "";
      throw `${WASM} could not be compiled (${error}).${served}`;
    }
  };

  /** The address of a Blob of the script: good for as long as the page, without a server. */
  const script = async () => {
    const text = await (await get(SCRIPT)).text();
    return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  };

  /** An image is good for the wasm that it is of. */
  const key = () => `${interleaveFile(WASM)}?image`;

  /** What the last visit kept; nothing where the browser keeps nothing. */
  const kept = async () => {
    try {
      const found = await (await caches.open(CACHE)).match(key());
      return await found?.blob();
    } catch {}
  };

  const keep = async (image) => {
    try {
      const cache = await caches.open(CACHE);
      await cache.put(key(), new Response(image));
      // Those of other releases.
      for (const { url } of await cache.keys()) if (url !== key()) await cache.delete(url);
    } catch {}
  };

  /** What workers are made of. The page keeps it, so that it needs no server for later runs. */
  const fetchAll = async (tell) => {
    const [module, address, image] = await Promise.all([compile(tell), script(), kept()]);
    return {
      module,
      script: address,
      /** The image of a Python that has started, as a Blob; undefined as long as there is none. */
      image,
      /** Keeps the image that a worker has made. */
      keep(bytes) {
        if (this.image) return;
        this.image = new Blob([bytes]);
        keep(this.image);
      },
    };
  };

  // An embedded page fetches nothing before it is touched.
  if (new URLSearchParams(location.search).get("embed") !== "1") {
    for (const name of [WASM, SCRIPT]) {
      asked[name] = ask(name);
      // Who gets it tells why it failed.
      asked[name].catch(() => {});
    }
  }

  globalThis.interleavePython = {
    /** Resolves when Python is there; rejects with the reason, in a sentence, and can be called again. */
    load: (onProgress) => fetchAll(onProgress),
  };
})();
