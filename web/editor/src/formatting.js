// Format, as a command of the editor.

import { pythonLanguage } from "@codemirror/lang-python";
import { assist } from "./knowledge.js";

/** Makes the text tidy, in one step of Undo. `say` is called with a sentence about how it went. */
export async function tidy(view, say) {
  let format;
  try {
    ({ format } = await assist());
  } catch {
    say("Format could not be loaded. Check the connection and try again.");
    return;
  }
  const { changes, unread } = format(view.state.doc.toString(), (text) => pythonLanguage.parser.parse(text));
  if (unread) say(`Format can't read line ${unread}, so the program stays as it is.`);
  else if (changes.length === 0) say("The program is tidy already.");
  else view.dispatch({ changes, userEvent: "format", scrollIntoView: true });
}
