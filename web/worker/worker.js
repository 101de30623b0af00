// The web worker: Python's host. It runs one program in its life.
//
// Its first messages are plain: it posts "listening", is posted
// {module: WebAssembly.Module}, and posts "up". From then on both sides post
// ArrayBuffers with the messages of crates/protocol. {fault: string} is posted
// where something of ours breaks.

import init, { receive } from "./interleave-worker.js";

let drive;

const fault = (error) => self.postMessage({ fault: String(error?.stack ?? error) });

async function start(module) {
  const wasm = await init({ module_or_path: module });
  // The stack of a promising export can be suspended by the import in jspi.js.
  drive = WebAssembly.promising && WebAssembly.Suspending ? WebAssembly.promising(wasm.drive) : wasm.drive;
  self.postMessage("up");
}

self.onmessage = async ({ data }) => {
  try {
    if (data instanceof ArrayBuffer) {
      // true: a program is ready to be driven.
      if (receive(new Uint8Array(data))) await drive();
    } else {
      await start(data.module);
    }
  } catch (error) {
    fault(error);
  }
};

self.addEventListener("unhandledrejection", ({ reason }) => fault(reason));
self.postMessage("listening");
