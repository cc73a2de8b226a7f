/*
 * The page of a submission. It asks "data" every few seconds and is told only what changed since the last answer; the
 * plates and the table of groups come from "plates" and "groups", a page at a time, and why the attempts of a group
 * failed from "attempts". What people wrote, such as the name of a plate, becomes text and never markup.
 */
import { ask, element, lost, make, markElement, showHidden, showText, WORDS } from "./elements.js";
import { freshenGroups } from "./groups.js";
import { freshenPlates, readChanges, readStates } from "./plates.js";

const SOON = 2000;
const LATER = 5000;
const AFTER_FAILURE = 10000;
const SVG = "http://www.w3.org/2000/svg";

let version = "";
let over = false;
let timer = null;
let asking = false;
let counted = "";

/* ---- how it stands ---- */

function showHead(data) {
  showText(element("status"), data.status);
  const pace = [];
  if (data.eta) {
    pace.push("done at about " + data.eta);
  }
  if (data.perHour) {
    pace.push(data.perHour + " groups an hour");
  }
  showText(element("pace"), pace.length ? "\u00b7 " + pace.join(" \u00b7 ") : "");
  showText(element("message"), data.message || "");
  showHidden(element("message"), !data.message);
  showHidden(element("artifacts"), !data.archived);
  const counts = JSON.stringify([data.counts, data.retried]);
  if (counts !== counted) {
    counted = counts;
    showBar(data);
    showLegend(data);
  }
}

function showBar(data) {
  const bar = element("bar");
  bar.replaceChildren(
    ...(data.bar || []).map((part) => {
      const rect = document.createElementNS(SVG, "rect");
      rect.setAttribute("class", "hummingbird-" + part.state);
      rect.setAttribute("x", part.start);
      rect.setAttribute("width", part.width);
      rect.setAttribute("height", "100%");
      return rect;
    }),
  );
  const counts = WORDS.filter((state) => data.counts && data.counts[state]).map((state) => data.counts[state] + " " + state);
  bar.setAttribute("aria-label", counts.join(", ") || "no groups yet");
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
  showHidden(element("plates-section"), data.plates === 0);
  showHidden(element("groups-section"), false);
  await Promise.all([data.plates > 0 ? freshenPlates() : null, freshenGroups(changed)]);
  return changed;
}

async function poll() {
  timer = null;
  asking = true;
  let next = LATER;
  try {
    if (await take(await ask("data", { since: version }))) {
      next = SOON;
    }
  } catch (e) {
    next = AFTER_FAILURE;
    over = false;
    lost(e);
  }
  asking = false;
  if (!over && !document.hidden) {
    timer = setTimeout(poll, next);
  }
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    clearTimeout(timer);
    timer = null;
  } else if (timer === null && !asking && !over) {
    timer = setTimeout(poll, 0);
  }
});

poll();
