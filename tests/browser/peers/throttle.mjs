// A slow line: so many bytes a second over all connections together, and a delay before each answer.

import { setTimeout as wait } from "node:timers/promises";

/** Small enough that answers on several connections share the line. */
const PIECE = 8_192;

/** What may have been saved up, in ms: it makes up for timers that come late. */
const SAVED = 25;

export class Throttle {
  /** When all that was let through so far has gone over the line. */
  #free = 0;

  constructor({ megabits, delay }) {
    this.bytesPerMs = megabits * 125;
    this.delay = delay;
  }

  /** Waits as long as the server is away. */
  reach() {
    return wait(this.delay);
  }

  /** `bytes` in pieces, each when the line has carried it. */
  async *pieces(bytes) {
    for (let at = 0; at < bytes.length; at += PIECE) {
      const piece = bytes.subarray(at, at + PIECE);
      this.#free = Math.max(this.#free, performance.now() - SAVED) + piece.length / this.bytesPerMs;
      const left = this.#free - performance.now();
      if (left > 0) await wait(left);
      yield piece;
    }
  }
}
