// The samples as one table of medians, with what is wanted beside them.

export const COLUMNS = ["interleave", "pyodide", "micropython", "cpython"];

const NAMES = ["Interleave", "Pyodide", "MicroPython", "CPython"];

/** `most`: of the ratio to Pyodide where it has no unit, else of our own figure. */
const ROWS = [
  { row: "cold.output", name: "first output, cold", unit: "ms", most: 0.25 },
  { row: "warm.output", name: "first output, warm", unit: "ms", most: 0.2 },
  { row: "slow.output", name: "first output, cold, 10 Mbit/s + 40 ms", unit: "ms" },
  { row: "cold.editor", name: "usable editor, cold", unit: "ms", most: "200 ms" },
  { row: "warm.editor", name: "usable editor, warm", unit: "ms", most: "200 ms" },
  { row: "cold.bytes", name: "sent until the first output", unit: "KB", most: 0.5 },
  { row: "cold.page", name: "the same without Python", unit: "KB", most: "300 KB" },
  { row: "run.tasks", name: "1,000 tasks x 100 sleep(0)", unit: "ms", most: 0.25 },
  { row: "run.handovers", name: "50,000 hand-overs by a queue", unit: "ms", most: 0.5 },
  { row: "run.additions", name: "1,000,000 additions", unit: "ms", most: 1.2 },
  { row: "run.fib", name: "fib(24)", unit: "ms", most: 2 },
  { row: "run.response", name: "Run to first output, Python ready", unit: "ms", most: "16 ms" },
];

/** Of the samples of one row in one column; undefined where there are none. */
export function median(samples) {
  if (!samples?.length) return undefined;
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The table's text. `samples[row][column]` is a list. */
export function table(samples) {
  const lines = ROWS.map(({ row, name, unit, most }) => {
    const medians = COLUMNS.map((column) => median(samples[row]?.[column]));
    const [ours, pyodide] = medians;
    // What is taken off a run of ours may be more than it took, where other work loads the machine.
    const ratio = ours > 0 && pyodide ? (ours / pyodide).toFixed(2) : "";
    return [name, unit, ...medians.map((figure) => shown(figure, unit)), ratio, wanted(most)];
  });
  const all = [["", "", ...NAMES, "/ Pyodide", "wanted"], ...lines];
  const widths = all[0].map((_, at) => Math.max(...all.map((line) => line[at].length)));
  // Words stand to the left, figures to the right.
  return all.map((line) => line
    .map((cell, at) => (at < 2 ? cell.padEnd(widths[at]) : cell.padStart(widths[at])))
    .join("  ")).join("\n");
}

function wanted(most) {
  if (most === undefined) return "";
  return `≤ ${typeof most === "number" ? most.toFixed(2) : most}`;
}

function shown(figure, unit) {
  if (figure === undefined) return "";
  const scaled = unit === "KB" ? figure / 1_000 : figure;
  return scaled < 100 ? scaled.toFixed(1) : Math.round(scaled).toLocaleString("en");
}
