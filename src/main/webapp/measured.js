/* What was measured: which columns there are, and what is odd about the plates. */
import { offerColumns as offerToPlates } from "./coloring.js";
import { ask, element, make, showHidden } from "./elements.js";
import { freshenValues } from "./heatmap.js";
import { freshenWells, offerColumns as offerToWells } from "./wells.js";

/* The names of columns seldom change while values come: they are asked for no more often than this, in milliseconds. */
const NAMES = 30000;

const measured = { version: "", found: "", names: -Infinity, noted: "" };

/* Takes what "data" says of it, and loads what has changed. */
export async function freshenMeasured(data, changed) {
  showFindings(data.findings || []);
  const version = data.measured || "";
  const more = version !== measured.version;
  if (version !== "" && (more || measured.names === -Infinity)) {
    const soon = performance.now() - measured.names < NAMES && !data.over;
    await Promise.all([soon ? null : freshenNames(), freshenValues(version)]);
  } else {
    await freshenValues(version);
  }
  measured.version = version;
  await freshenWells(more || changed);
}

async function freshenNames() {
  const answer = await ask("columns", {});
  const names = (answer.columns || []).map((column) => column.name);
  measured.names = performance.now();
  offerToPlates(names);
  offerToWells(names);
  showNotes(answer.notes || []);
}

function showList(box, sentences, before) {
  const text = sentences.join("\n");
  if (text !== before) {
    box.replaceChildren(...sentences.map((sentence) => make("li", "", sentence)));
    showHidden(box, sentences.length === 0);
  }
  return text;
}

function showFindings(findings) {
  measured.found = showList(element("findings"), findings, measured.found);
}

function showNotes(notes) {
  measured.noted = showList(element("notes"), notes, measured.noted);
}
