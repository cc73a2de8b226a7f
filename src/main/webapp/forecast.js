/* That only a sample of the groups runs, and what it says of all of them. */
import { element, make, showHidden, showText } from "./elements.js";

let shown = "[]";

/* Takes what "data" says of it: a sentence, and names with their values. */
export function showSample(sentence, forecast) {
  showHidden(element("sample-section"), !sentence);
  showText(element("sample"), sentence);
  const rows = JSON.stringify(forecast);
  if (rows !== shown) {
    shown = rows;
    element("forecast").replaceChildren(...forecast.flatMap(([name, value]) => [make("dt", "", name), make("dd", "", value)]));
  }
}
