// What a frame of the timeline costs the page's main thread.

/** A program whose recording holds about so many spans in so many lanes. */
export const spansIn = (lanes, spans) => `import asyncio

async def work():
    for _ in range(${Math.round(spans / lanes / 2)}):
        await asyncio.sleep(0)

async def main():
    await asyncio.gather(*(work() for _ in range(${lanes - 1})))

asyncio.run(main())
`;

/** Runs in the page, before anything of its own: keeps the page's wasm at hand. */
export function keepMemory() {
  addEventListener("TrunkApplicationStarted", ({ detail }) => (globalThis.pageMemory = detail.wasm.memory));
}

/** The page's wasm memory, in bytes. */
export const memory = (page) => page.evaluate(() => globalThis.pageMemory.buffer.byteLength);

/**
 * Moves about, a movement a frame: `about` zooms in, pans, scrolls and zooms out
 * again, `scroll` scrolls through the lanes, `scrub` moves the cursor to and fro.
 * Returns what each frame cost in ms: from the first callback of the frame, by way
 * of all that the page does in it, style, layout and painting, until the main
 * thread is free.
 */
export const frames = (page, how = "about") => page.evaluate(async (how) => {
  const canvas = document.querySelector('[data-testid="timeline"] .timeline-lanes canvas');
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const wheel = (options) => canvas.dispatchEvent(new WheelEvent("wheel", {
    clientX: left + width * 0.6, clientY: top + height / 2, bubbles: true, cancelable: true, ...options,
  }));
  const zoom = (deltaY) => () => wheel({ deltaY, ctrlKey: true });
  const pan = (deltaX) => () => wheel({ deltaX });
  const scroll = (deltaY) => () => wheel({ deltaY });
  const scrubber = document.querySelector('[data-testid="scrubber"]');
  const seek = (part) => () => {
    scrubber.value = scrubber.max * part;
    scrubber.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  const repeat = (count, move) => Array.from({ length: count }, () => move);
  const moves = {
    about: () => [
      ...repeat(40, zoom(-20)), ...repeat(30, pan(40)), ...repeat(30, scroll(60)),
      ...repeat(30, pan(-40)), ...repeat(30, scroll(-60)), ...repeat(40, zoom(20)),
    ],
    scroll: () => [...repeat(100, scroll(600)), ...repeat(100, scroll(-600))],
    scrub: () => Array.from({ length: 200 }, (_, index) => seek(0.5 - 0.45 * Math.cos(index / 16))),
  }[how]();
  const costs = [];
  const { port1, port2 } = new MessageChannel();
  for (const move of moves) {
    await new Promise((done) => requestAnimationFrame(() => {
      const begun = performance.now();
      move();
      // Comes after the frame was rendered.
      port2.onmessage = () => {
        costs.push(performance.now() - begun);
        done();
      };
      port1.postMessage(null);
    }));
  }
  return costs;
}, how);

/** The value below which this part of the values is. */
export function quantile(values, part) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}
