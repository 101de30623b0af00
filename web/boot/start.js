// Plain script, loaded before all else: it has to work where nothing else does.

// Before anything is drawn, so that no dark page flashes light.
// A page in a frame takes nothing of the reader's own.
try {
  const fields = new URLSearchParams(location.search);
  const theme = fields.get("embed") === "1" ? fields.get("theme") : localStorage["interleave.theme"];
  document.documentElement.dataset.theme = theme || "system";
} catch {}

// The address of a file of the site, whose name there has a hash in it (crates/xtask/site.mjs).
globalThis.interleaveFile = (name) => {
  const names = document.querySelector("meta[name=interleave-files]");
  return new URL(JSON.parse(names?.content ?? "{}")[name] ?? name, document.baseURI).href;
};

// Where the page can't start, this says why, and shows the program.
(() => {
  const SLOW = 30_000;

  /** An address holds no longer text. */
  const MOST = 1_000_000;

  /** The skeleton, until the page's wasm takes it away. */
  const skeleton = () => document.querySelector("#app > .skeleton");

  const make = (name, text) => Object.assign(document.createElement(name), { textContent: text });

  /** The text of a program in an address: base64url of raw deflate. Of a long one its beginning. */
  const unpack = async (code) => {
    const bytes = Uint8Array.from(atob(code.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
    const { writable, readable } = new DecompressionStream("deflate-raw");
    const [writer, reader] = [writable.getWriter(), readable.getReader()];
    let wanted = true;
    // In pieces, each when the one before was taken: little is unpacked beyond what is read.
    const feed = async () => {
      for (let at = 0; at < bytes.length && wanted; at += 1_000) {
        await writer.ready;
        writer.write(bytes.subarray(at, at + 1_000)).catch(() => {});
      }
      await (wanted ? writer.close() : writer.abort());
    };
    feed().catch(() => {});
    const decoder = new TextDecoder();
    let text = "";
    while (text.length < MOST) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
    wanted = false;
    return text;
  };

  /** Files as one text; a single one as it is. */
  const listed = (files) => files.length === 1 ? files[0][1]
    : files.map(([name, text]) => `# ${name}\n\n${text}`).join("\n\n");

  /** The program that the page would open; "" where only the page knows its text. */
  const program = async () => {
    const hash = new URLSearchParams(location.hash.slice(1));
    if (hash.has("code")) return unpack(hash.get("code"));
    if (hash.has("files")) {
      return listed(Object.entries(JSON.parse(await unpack(hash.get("files")))));
    }
    const search = new URLSearchParams(location.search);
    if (search.has("example") || search.get("embed") === "1") return "";
    const draft = search.get("program") ?? (localStorage["interleave.open"] ?? "").match(/^draft:(.+)$/)?.[1];
    // The title and its like are in the first line.
    const rest = (key) => (localStorage[key] ?? "").replace(/^.*\n?/, "");
    const kept = rest(`interleave.program.${draft}`);
    return kept ? listed(JSON.parse(kept)) : rest(`interleave.draft.${draft}`);
  };

  /** Replaces the skeleton by a sentence, the reason, Retry and the program. */
  const tell = async (sentence, reason) => {
    if (document.readyState === "loading") await new Promise((done) => addEventListener("DOMContentLoaded", done));
    const page = skeleton();
    if (!page || page.dataset.told === "failed") return;
    page.dataset.told = reason ? "failed" : "slow";
    page.querySelector(".status").textContent = reason ? "Failed to start" : "Loading the page…";
    if (reason) page.querySelector(".status").dataset.state = "failed";
    const retry = make("button", "Retry");
    retry.dataset.testid = "retry";
    retry.addEventListener("click", () => location.reload());
    const told = make("div");
    told.className = "unstarted";
    told.append(make("h2", sentence), ...(reason ? [make("p", reason)] : []), retry);
    told.firstChild.setAttribute("role", "alert");
    page.querySelector("main").replaceWith(told);
    const text = await program().catch(() => "");
    if (text.trim()) told.append(make("h2", "Your program"), make("pre", text));
    told.querySelector("pre")?.setAttribute("tabindex", "0");
  };

  /** A sandboxed frame is of no origin, so that most servers' files are not its own. */
  const sandboxed = () => globalThis.origin === "null" ? " This frame is sandboxed: it needs allow-same-origin." : "";

  const fail = (reason) => tell("Interleave couldn't start. Your program is safe.", reason + sandboxed());

  /** What the server refused, if the browser tells: Firefox does so a moment later. */
  const refused = async () => {
    for (let looks = 0; looks < 10; looks += 1) {
      const file = performance.getEntriesByType("resource").find(({ responseStatus }) => responseStatus >= 400);
      if (file) return `The server answered ${file.responseStatus} for ${new URL(file.name).pathname.split("/").pop()}.`;
      await new Promise((done) => setTimeout(done, 20));
    }
  };

  const failed = async (event) => {
    if (!skeleton() && document.readyState !== "loading") return;
    const file = event.target?.src ?? event.target?.href;
    const words = event.reason ?? event.error ?? event.message;
    fail(await refused() ?? (file ? `${file.split("/").pop()} couldn't be loaded.` : String(words ?? "A file of the page couldn't be loaded.")));
  };
  addEventListener("error", failed, true);
  addEventListener("unhandledrejection", failed);
  if (typeof WebAssembly !== "object") fail("This browser doesn't support WebAssembly, or it is turned off.");
  setTimeout(() => tell("This is taking unusually long."), SLOW);
})();
