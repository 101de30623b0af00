// The web worker: Python's host. It runs one program in its life.
//
// Its first messages are plain: it posts "listening", is posted
// {module: WebAssembly.Module, lock: string, image: Blob?, keeps: boolean}, and posts "up". From
// then on both sides post ArrayBuffers with the messages of crates/protocol. Where it keeps,
// {image: ArrayBuffer} is posted once Python has started. {fault: string} is posted where
// something of ours breaks.

import { restore, take } from "./image.js";
import init, { receive } from "./interleave-worker.js";
import { connect } from "./stacks.js";

let drive;
/** Whether the image of the module is wanted, and how to take it. */
let keeps = false;
let image = () => null;
/** The place on the stack where a program begins. */
let stack, top;
let exhausted;

/** Firefox's `stack` tells the place alone, without the kind of the error and its message. */
const fault = (error) => self.postMessage({
  fault: error?.stack?.includes(String(error)) ? error.stack : [error, error?.stack].filter(Boolean).join("\n"),
});

/** Takes a lock that is free again when this worker is gone; resolves when it is held, or can't be. */
const hold = (lock) => new Promise((held) => {
  const locked = navigator.locks?.request(lock, () => {
    held();
    return new Promise(() => {});
  });
  if (locked) locked.catch(held);
  else held();
});

async function start({ module, lock, image: kept, ...options }) {
  // What can't be read is as if nothing had been kept.
  const [wasm, , found] = await Promise.all([
    init({ module_or_path: module }), hold(lock), kept?.arrayBuffer().catch(() => null),
  ]);
  if (!found || !restore(wasm, found)) keeps = options.keeps;
  image = () => take(wasm);
  // The stack of a promising export can be suspended by the import in jspi.js.
  stack = wasm.__stack_pointer;
  top = stack?.value;
  exhausted = wasm.exhausted;
  connect(wasm);
  drive = WebAssembly.promising && WebAssembly.Suspending ? WebAssembly.promising(wasm.drive) : wasm.drive;
  self.postMessage("up");
}

self.onmessage = async ({ data }) => {
  try {
    if (data instanceof ArrayBuffer) {
      // true: a program is ready to be driven.
      if (receive(new Uint8Array(data))) await drive();
      else if (keeps) sendImage();
    } else {
      await start(data);
    }
  } catch (error) {
    if (isExhaustion(error)) tellExhaustion(error);
    else fault(error);
  }
};

/** Sends the image of the module after its first message, which is to start Python. */
function sendImage() {
  keeps = false;
  const taken = image();
  if (taken) self.postMessage({ image: taken }, [taken]);
}

/** Whether calls went deeper than the browser's stack, or than the module's own. */
const isExhaustion = (error) =>
  error instanceof RangeError || error?.name === "InternalError"
    || (error instanceof WebAssembly.RuntimeError && /out.of.bounds/i.test(error.message));

/** The module still can tell what it has recorded, once it stands at the stack's beginning again. */
function tellExhaustion(error) {
  try {
    stack.value = top;
    exhausted();
  } catch {
    fault(error);
  }
}

self.addEventListener("unhandledrejection", ({ reason }) => fault(reason));
self.postMessage("listening");
