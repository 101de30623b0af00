// Several wasm stacks, of which one runs at a time: JavaScript Promise Integration.
// crates/worker imports this as a raw wasm module.
//
// The browser keeps a suspended stack. The module's own part of it, the shadow stack in
// its memory, is at the same place for all: what lies there of the one that is left is
// put aside, and put back where it goes on.

import { can_suspend } from "./jspi.js";

/** What is put aside of a stack. */
class Stack {
  /** Where its shadow ends, and what it held: the buffer may be longer. */
  pointer = 0;
  shadow = new Uint8Array();
  /** Lets it go on where it parked. */
  go = null;
  /** Hands control back to whoever resumed it: whether it is only parked. */
  back = null;
}

let memory, pointer, top, enter;
const stacks = new Map();
let running = new Stack();

/** Takes the exports of the module whose stacks these are. */
export function connect(wasm) {
  ({ memory, __stack_pointer: pointer } = wasm);
  top = pointer.value;
  if (can_suspend()) enter = WebAssembly.promising(wasm.run_stack);
}

function leave(stack) {
  stack.pointer = pointer.value;
  const size = top - stack.pointer;
  if (stack.shadow.length < size) stack.shadow = new Uint8Array(2 * size);
  stack.shadow.set(new Uint8Array(memory.buffer, stack.pointer, size));
}

function take(stack) {
  const size = top - stack.pointer;
  new Uint8Array(memory.buffer, stack.pointer, size).set(stack.shadow.subarray(0, size));
  pointer.value = stack.pointer;
  running = stack;
}

function resume_stack(id) {
  const from = running;
  leave(from);
  return new Promise((resolve, reject) => {
    const back = (parked) => { take(from); resolve(Number(parked)); };
    let stack = stacks.get(id);
    if (stack) {
      stack.back = back;
      take(stack);
      stack.go();
      return;
    }
    stack = new Stack();
    stack.back = back;
    stacks.set(id, stack);
    running = stack;
    pointer.value = top;
    enter(id).then(
      () => { stacks.delete(id); stack.back(false); },
      // It went deeper than the browser's stack, or our code failed.
      (error) => { take(from); reject(error); },
    );
  });
}

function park_stack() {
  const stack = running;
  leave(stack);
  return new Promise((resolve) => {
    stack.go = resolve;
    stack.back(true);
  });
}

const suspending = (call) => (can_suspend() ? new WebAssembly.Suspending(call) : () => 0);

const resume = suspending(resume_stack);
const park = suspending(park_stack);

/** Runs a stack until it parks (1) or ends (0). A new one begins in the export `run_stack`. */
export { resume as resume_stack };

/** Parks the running stack until it is resumed. */
export { park as park_stack };
