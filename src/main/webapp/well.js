/* The well that somebody has chosen: what was measured in it, and what has become of its groups. */
import { keep } from "./address.js";
import { keepFocus, logButton } from "./attempts.js";
import { columnTitle, countedThings, isCount, statisticWord } from "./columns.js";
import { ask, element, lost, make } from "./elements.js";
import { refreshLabel, shownColumn } from "./heatmap.js";
import { makeReachable } from "./plate.js";
import { numberText, zText } from "./scale.js";

const MOST_GROUPS = 20;

const well = { cell: null, asked: 0 };
const box = element("well");

export const chosenCell = () => well.cell;

/* Chooses nothing any more: other plates are shown. */
export function forget() {
  well.cell = null;
  box.replaceChildren();
}

/* Chooses a cell; focus: whether it is to be the one that keys work on. */
export function choose(cell, focus) {
  if (well.cell) {
    well.cell.td.removeAttribute("aria-selected");
  }
  well.cell = cell;
  makeReachable(cell);
  cell.td.setAttribute("aria-selected", "true");
  keep({ plate: String(cell.plate.index + 1), well: cell.name });
  if (focus) {
    cell.td.focus();
  } else {
    cell.td.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  describe().catch(lost);
}

/* Says again what there is to say of the chosen well. */
export async function describe() {
  const { cell } = well;
  const asked = ++well.asked;
  if (!cell) {
    return;
  }
  const none = cell.groups.length === 0;
  const [measured, answer] = await Promise.all([
    none || shownColumn() === "" ? {} : askForValue(cell),
    none ? { rows: [] } : ask("group", { numbers: cell.groups.slice(0, MOST_GROUPS).join(",") }),
  ]);
  if (well.cell !== cell || asked !== well.asked) {
    return;
  }
  const lines = [make("p", "hummingbird-well-name", cell.plate.title + ", " + cell.name + (none ? ": without images" : ""))];
  if (measured.name) {
    lines.push(...valueLines(measured, shownColumn()));
  }
  lines.push(...answer.rows.map(groupLine));
  if (cell.groups.length > MOST_GROUPS) {
    lines.push(make("p", "", "and " + (cell.groups.length - MOST_GROUPS) + " more groups"));
  }
  keepFocus(box, () => box.replaceChildren(...lines), cell.td);
}

function askForValue(cell) {
  const { plate, row, column } = cell;
  return ask("well", { plate: plate.index, row, column, name: shownColumn() });
}

function valueLines(measured, column) {
  if (measured.value === null) {
    return [make("p", "", columnTitle(column) + ": no value")];
  }
  const of = numberText(measured.n) + " " + (measured.n === 1 ? measured.unit.slice(0, -1) : measured.unit);
  const what = isCount(column)
    ? numberText(measured.value) + " " + countedThings(column) + " in " + of
    : column + " " + numberText(measured.value) + ", " + statisticWord(measured.statistic) + " of " + of;
  const facts = ["plate median " + numberText(measured.median), "z " + zText(measured.z)];
  facts.push("rank " + measured.rank + " of " + measured.of + " wells");
  if (measured.leftOut) {
    facts.push(numberText(measured.leftOut) + " without a value left out");
  }
  const lines = [make("p", "", what + "; " + facts.join(", "))];
  if (measured.sites.length > 0) {
    const list = make("ul", "hummingbird-sites");
    list.setAttribute("aria-label", "Sites");
    list.append(...measured.sites.map((site) => make("li", "", siteText(site, measured.unit))));
    lines.push(list);
  }
  return lines;
}

function siteText(site, unit) {
  const of = unit === "objects" ? " (" + numberText(site.n) + ")" : "";
  return site.name + ": " + numberText(site.value) + of;
}

function groupLine(row) {
  const again = row.retries === 1 ? ", tried again" : row.retries ? ", tried again " + row.retries + " times" : "";
  const line = make("p", "", row.name + ": " + row.state + again + (row.reason ? ": " + row.reason : ""));
  line.append(...logButton(row));
  const facts = [];
  if (row.took) {
    facts.push("took " + row.took + (row.node ? " on " + row.node : "") + ", ended " + row.ended);
  }
  if (row.files !== undefined) {
    facts.push(row.files + (row.files === 1 ? " file" : " files"));
  }
  if (row.path) {
    facts.push(row.path);
  }
  if (facts.length) {
    line.append(make("br"), make("span", "hummingbird-facts", facts.join(" \u00b7 ")));
  }
  return line;
}

const STEPS = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -Infinity],
  End: [0, Infinity],
};

function clamp(number, most) {
  return Math.max(0, Math.min(most, number));
}

function cellOf(event) {
  const td = event.target.closest("td");
  return td && td.hummingbirdCell;
}

element("plates").addEventListener("keydown", (event) => {
  const cell = cellOf(event);
  const step = STEPS[event.key];
  if (!cell || (!step && event.key !== "Enter" && event.key !== " ")) {
    return;
  }
  event.preventDefault();
  const [down, right] = step || [0, 0];
  const row = cell.plate.grid[clamp(cell.row + down, cell.plate.rows - 1)];
  choose(row[clamp(cell.column + right, row.length - 1)], true);
});

element("plates").addEventListener("click", (event) => {
  const cell = cellOf(event);
  if (cell) {
    choose(cell, true);
  }
});

/* The text of a cell comes late when there are thousands; not for one that somebody points at or moves to. */
for (const type of ["mouseover", "focusin"]) {
  element("plates").addEventListener(type, (event) => {
    const cell = cellOf(event);
    if (cell) {
      if (cell.mark) {
        refreshLabel(cell);
      }
      cell.td.title = cell.label;
    }
  });
}
