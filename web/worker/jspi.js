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

/** Lets the suspended stack go on; does nothing where none is suspended. */
export function wake() {
  const go = resume;
  resume = null;
  go?.();
}

const { port1, port2 } = new MessageChannel();
let breathed = null;
port1.onmessage = () => breathed?.();
const breath = () => new Promise((resolve) => { breathed = resolve; port2.postMessage(null); });

/** Suspends the calling wasm stack for a turn of the worker's event loop, so that messages are heard. */
export const breathe = can_suspend() ? new WebAssembly.Suspending(breath) : () => {};
