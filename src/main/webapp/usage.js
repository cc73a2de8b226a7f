/* What the submission took, when it has ended: a row for each number, as the log has them. */
import { element, make, showHidden } from "./elements.js";

let shown = "";

/* Takes what "data" says of it: texts, by what they are. */
export function showUsage(rows) {
  const text = JSON.stringify(rows);
  if (text === shown) {
    return;
  }
  shown = text;
  showHidden(element("usage-section"), Object.keys(rows).length === 0);
  element("usage").tBodies[0].replaceChildren(...Object.entries(rows).map(makeRow));
}

function makeRow([what, value]) {
  const row = make("tr");
  const head = make("th", "", what.charAt(0).toUpperCase() + what.slice(1));
  head.scope = "row";
  row.append(head, make("td", "hummingbird-path", value));
  return row;
}
