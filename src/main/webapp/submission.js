/*
 * The page of a submission. It asks "data" every few seconds and is told only what changed since the last answer; the
 * plates and the tables of groups and wells come from "plates", "groups" and "wells", a page at a time, the values of a
 * column from "values", and why the attempts of a group failed from "attempts". What people wrote, such as the name of a plate, becomes text and never markup.
 */
import { ask, drawBar, element, lost, make, showHidden, showText } from "./elements.js";
import { showSample } from "./forecast.js";
import { freshenGroups } from "./groups.js";
import { freshenMeasured } from "./measured.js";
import { freshenPlates, readChanges, readStates } from "./plates.js";
import { repeat } from "./repeat.js";
import { markElement, WORDS } from "./states.js";
import { showTables } from "./tables.js";
import { showUsage } from "./usage.js";

const SOON = 2000;
const LATER = 3000;
const AFTER_FAILURE = 10000;

let version = "";
let over = false;
let counted = "";

/* ---- how it stands ---- */

function showHead(data) {
  showText(element("status"), data.status);
  const pace = [];
  if (data.eta) {
    pace.push("done at about " + data.eta);
  }
  if (data.rate) {
    pace.push(data.rate);
  }
  showText(element("pace"), pace.length ? "\u00b7 " + pace.join(" \u00b7 ") : "");
  showText(element("message"), data.message || "");
  showHidden(element("message"), !data.message);
  showText(element("waiting"), data.waiting || "");
  showHidden(element("waiting"), !data.waiting);
  showText(element("transferred"), data.transfer || "");
  showHidden(element("transfer"), !data.transfer);
  showHidden(element("artifacts"), !data.archived);
  const counts = JSON.stringify([data.counts, data.retried]);
  if (counts !== counted) {
    counted = counts;
    showBar(data);
    showLegend(data);
  }
}

function showBar(data) {
  const counts = WORDS.filter((state) => data.counts && data.counts[state]).map((state) => data.counts[state] + " " + state);
  drawBar(element("bar"), data.bar || [], counts.join(", ") || "no groups yet");
}

function showLegend(data) {
  if (!data.groups) {
    return;
  }
  const entries = WORDS.map((state) => [state, false, data.counts[state] + " " + state]);
  entries.push(["waiting", true, data.retried + " tried again"]);
  element("legend").replaceChildren(
    ...entries.map(([state, again, text]) => {
      const entry = make("li");
      entry.append(markElement(state, again), make("span", "", text));
      return entry;
    }),
  );
}

/* ---- what changes ---- */

async function take(data) {
  showHead(data);
  version = data.version || "";
  over = Boolean(data.over);
  if (!data.groups) {
    return false;
  }
  const changed = data.states === undefined ? readChanges(data.changes) : readStates(data.states);
  showSample(data.sample || "", data.forecast || []);
  showHidden(element("plates-section"), data.plates === 0);
  showHidden(element("groups-section"), false);
  showTables(data.tables || [], data.moreTables || 0);
  showUsage(data.usage || {});
  await Promise.all([
    data.plates > 0 ? freshenPlates(data.layout) : null,
    freshenGroups(changed),
    freshenMeasured(data, changed),
  ]);
  return changed;
}

repeat(async () => {
  try {
    const changed = await take(await ask("data", { since: version }));
    return over ? null : changed ? SOON : LATER;
  } catch (e) {
    // whoever logs in elsewhere meanwhile finds the page going on
    lost(e);
    return AFTER_FAILURE;
  }
});
