// When the page's own wasm has ended (a panic, a trap, no memory left) nothing of the page
// answers any longer. This plain script says so, keeps the program, and offers a reload.

(() => {
  /** Of a longer text only the beginning is shown. */
  const SHOWN = 100_000;

  let told = false;

  const make = (name, text, fields) => Object.assign(document.createElement(name), { textContent: text }, fields);

  /** Kind, message and place of an error. Firefox's `stack` is the place alone. */
  const report = (error) => error?.stack?.includes(String(error)) ? error.stack
    : [error, error?.stack].filter(Boolean).join("\n");

  /** Whether nothing that was called in the page's wasm can be relied on after this. */
  const isEnd = (error) => error instanceof WebAssembly.RuntimeError
    || (/\bwasm\b/.test(error?.stack ?? "") && /call stack|recursion|allocation|out of memory/i.test(error.message));

  /** The files of a stored program. */
  const filesOf = (key) => JSON.parse(localStorage[key].split("\n")[1]);

  /**
   * Keeps the open file as the editor has it, in a program of its own, unless it is kept
   * already. Returns where to go on: the address.
   */
  function keep({ name, text, edited }) {
    const here = new URL(location.href);
    if (!edited) return here;
    if (here.searchParams.get("embed") === "1") throw new Error("An embedded page keeps nothing.");
    const programs = Object.keys(localStorage).filter((key) => key.startsWith("interleave.program."));
    if (programs.some((key) => filesOf(key).some(([, kept]) => kept === text))) return here;

    const before = `interleave.program.${localStorage["interleave.open"]?.match(/^draft:(\d+)$/)?.[1]}`;
    const files = new Map(programs.includes(before) ? filesOf(before) : [["main.py", ""]]);
    files.set(name, text);
    const id = Date.now();
    const head = { title: "Rescued program", example: null, changed: id };
    localStorage.setItem(`interleave.program.${id}`, `${JSON.stringify(head)}\n${JSON.stringify([...files])}`);
    here.searchParams.delete("example");
    here.searchParams.set("program", id);
    here.hash = "";
    return here;
  }

  function tell(reason) {
    // Before the page is there, start.js says so.
    if (told || document.querySelector("#app > .skeleton")) return;
    told = true;
    const open = globalThis.interleaveEditor?.open?.() ?? { name: "main.py", text: "", edited: false };
    let address = null;
    try {
      address = keep(open);
    } catch {
      // The browser has no room for it, or keeps nothing at all.
    }
    const reload = make("button", "Reload", { className: "go", autofocus: true });
    reload.dataset.testid = "reload";
    reload.addEventListener("click", () => {
      if (address && address.href !== location.href) location.replace(address);
      else location.reload();
    });
    const copy = make("button", "Copy the program");
    copy.addEventListener("click", async () => {
      const copied = navigator.clipboard.writeText(open.text);
      copy.textContent = await copied.then(() => "Copied", () => "The clipboard is blocked: select the text below");
    });
    const choices = make("p", "", { className: "choices" });
    choices.append(reload, copy);
    const details = make("details");
    details.append(make("summary", "What went wrong: please report it"), make("pre", reason, { tabIndex: 0 }));
    const text = open.text.length > SHOWN ? `${open.text.slice(0, SHOWN)}…` : open.text;

    const dialog = make("dialog", "", { className: "broken", role: "alertdialog" });
    dialog.dataset.testid = "broken";
    dialog.setAttribute("aria-labelledby", "broken-title");
    dialog.append(
      make("h2", "Interleave has stopped. The fault is in the page, not in your program.", { id: "broken-title" }),
      make("p", address ? "Your program is kept in this browser. Reload the page to go on."
        : "Your program could not be kept in this browser: copy it before you reload the page."),
      choices, details, make("h3", `Your program: ${open.name}`), make("pre", text, { tabIndex: 0 }),
    );
    // Escape changes nothing: there is no page to go back to.
    dialog.addEventListener("close", () => dialog.showModal());
    document.body.append(dialog);
    dialog.showModal();
  }

  // A panic calls this; the trap that follows tells nothing more.
  globalThis.interleaveBroken = tell;
  const failed = (error) => {
    if (isEnd(error)) tell(report(error));
  };
  addEventListener("error", ({ error }) => failed(error));
  addEventListener("unhandledrejection", ({ reason }) => failed(reason));
})();
