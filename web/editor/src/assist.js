// What the editor knows of Python: completion, documentation, Format. Pure functions of a
// text and its syntax tree, in a bundle of their own: the editor fetches it when it is up.

import { complete } from "./complete.js";
import { describe } from "./describe.js";
import { format } from "./format.js";
import { Source } from "./resolve.js";

export { Source, complete, describe, format };
