// Suspending the wasm stack while the program waits: JavaScript Promise
// Integration. crates/worker imports this as a raw wasm module.

let resume = null;

const sleeping = () => new Promise((resolve) => { resume = resolve; });

/** 1 where this browser can suspend a wasm stack, else 0. */
export const can_suspend = () => Number("Suspending" in WebAssembly && "promising" in WebAssembly);

/**
 * Suspends the wasm stack that calls it until `wake` is called. Where that is
 * impossible it returns at once; nobody should have called it there.
 */
export const suspend = can_suspend() ? new WebAssembly.Suspending(sleeping) : () => {};

/** Resumes the suspended stack, if there is one. */
export function wake() {
  const go = resume;
  resume = null;
  go?.();
}

const { port1, port2 } = new MessageChannel();
let yielded = null;
port1.onmessage = () => yielded?.();
const turn = () => new Promise((resolve) => { yielded = resolve; port2.postMessage(null); });

/** Suspends the calling wasm stack for one turn of the worker's event loop, which delivers messages. */
export const yield_to_host = can_suspend() ? new WebAssembly.Suspending(turn) : () => {};
