/* The plates, a page of them at a time: which groups are in which well, and the worst of what has become of them. */
import { keepFocus, logButton } from "./attempts.js";
import { ask, element, lost, make, showPager } from "./elements.js";
import { dress, markElement, worst } from "./states.js";

/* A letter for each group: that of its state, a capital when the group was tried again. */
let marks = [];

const plates = { page: 0, cells: [], ofGroup: new Map(), chosen: null, asked: 0, stale: true };

/* Takes the states of all groups, such as 12c1f83w; answers whether anything changed. */
export function readStates(text) {
  const before = marks.length;
  const changes = [];
  let group = 0;
  for (const [, count, letter] of text.matchAll(/(\d+)([a-zA-Z])/g)) {
    for (let i = Number(count); i > 0; i--) {
      changes.push([++group, letter]);
    }
  }
  marks.length = group;
  plates.stale = plates.stale || before !== group;
  return change(changes);
}

/* Takes what changed, such as 3c 17F; answers whether anything did. */
export function readChanges(text) {
  return change([...text.matchAll(/(\d+)([a-zA-Z])/g)].map(([, group, letter]) => [Number(group), letter]));
}

function change(letters) {
  const cells = new Set();
  let changed = false;
  for (const [group, letter] of letters) {
    if (marks[group - 1] !== letter) {
      marks[group - 1] = letter;
      changed = true;
      (plates.ofGroup.get(group) || []).forEach((cell) => cells.add(cell));
    }
  }
  cells.forEach(showCell);
  if (cells.has(plates.chosen)) {
    describe(plates.chosen).catch(lost);
  }
  return changed;
}

function rowName(row) {
  const last = String.fromCharCode(65 + (row % 26));
  return row < 26 ? last : rowName(Math.floor(row / 26) - 1) + last;
}

function showCell(cell) {
  const [state, again] = worst(cell.groups.map((group) => marks[group - 1]));
  if (state !== cell.state || again !== cell.again) {
    cell.state = state;
    cell.again = again;
    dress(cell.mark, state, again);
    cell.td.setAttribute("aria-label", cell.name + " " + state + (again ? ", tried again" : ""));
  }
}

function plateElement(plate) {
  const box = make("div", "hummingbird-plate" + (plate.columns > 24 ? " hummingbird-dense" : ""));
  const table = make("table");
  table.setAttribute("role", "grid");
  table.append(make("caption", "", plate.title));
  const head = make("tr");
  head.append(make("td"));
  for (let column = 0; column < plate.columns; column++) {
    const name = make("th", "", column + 1);
    name.scope = "col";
    head.append(name);
  }
  table.append(make("thead"));
  table.tHead.append(head);
  const body = make("tbody");
  const grid = [];
  let reachable = false;
  for (let row = 0; row < plate.rows; row++) {
    const line = make("tr");
    const name = make("th", "", rowName(row));
    name.scope = "row";
    line.append(name);
    grid.push([]);
    for (let column = 0; column < plate.columns; column++) {
      const own = plate.wells[row * plate.columns + column];
      const groups = plate.everywhere.concat(own === null ? [] : own);
      const td = make("td");
      td.tabIndex = -1;
      line.append(td);
      const cell = { td, groups, row, column, grid, plate: plate.title };
      cell.name = rowName(row) + String(column + 1).padStart(2, "0");
      grid[row].push(cell);
      td.hummingbirdCell = cell;
      if (groups.length === 0) {
        td.className = "hummingbird-none";
        td.setAttribute("aria-label", cell.name + " without images");
        continue;
      }
      if (!reachable) {
        td.tabIndex = 0;
        reachable = true;
      }
      cell.mark = markElement("waiting", false);
      td.append(cell.mark);
      plates.cells.push(cell);
      for (const group of groups) {
        if (!plates.ofGroup.has(group)) {
          plates.ofGroup.set(group, []);
        }
        plates.ofGroup.get(group).push(cell);
      }
    }
    body.append(line);
  }
  table.append(body);
  box.append(table);
  return box;
}

/* Loads the plates, unless they are there. */
export async function freshenPlates() {
  if (plates.stale) {
    await loadPlates(plates.page);
  }
}

/* What fails to load is stale, and loaded when the page freshens. */
async function loadPlates(page) {
  const asked = ++plates.asked;
  plates.page = page;
  plates.stale = true;
  const answer = await ask("plates", { page });
  if (asked !== plates.asked) {
    return;
  }
  plates.stale = false;
  plates.page = answer.page;
  plates.cells = [];
  plates.ofGroup = new Map();
  plates.chosen = null;
  element("well").replaceChildren();
  element("plates").replaceChildren(...answer.plates.map(plateElement));
  plates.cells.forEach(showCell);
  showPager(element("plates-pager"), "plates", answer.page, answer.pages, loadPlates);
}

function choose(cell) {
  if (plates.chosen) {
    plates.chosen.td.tabIndex = -1;
    plates.chosen.td.setAttribute("aria-selected", "false");
  }
  for (const row of cell.grid) {
    for (const other of row) {
      other.td.tabIndex = -1;
    }
  }
  plates.chosen = cell;
  cell.td.tabIndex = 0;
  cell.td.setAttribute("aria-selected", "true");
  cell.td.focus();
  describe(cell).catch(lost);
}

async function describe(cell) {
  const lines = [make("p", "", cell.plate + ", " + cell.name + (cell.groups.length === 0 ? ": without images" : ""))];
  if (cell.groups.length > 0) {
    const answer = await ask("group", { numbers: cell.groups.slice(0, 20).join(",") });
    lines.push(...answer.rows.map(groupLine));
    if (cell.groups.length > 20) {
      lines.push(make("p", "", "and " + (cell.groups.length - 20) + " more groups"));
    }
  }
  if (plates.chosen === cell) {
    keepFocus(element("well"), () => element("well").replaceChildren(...lines), cell.td);
  }
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

element("plates").addEventListener("keydown", (event) => {
  const td = event.target.closest("td");
  const cell = td && td.hummingbirdCell;
  const step = STEPS[event.key];
  if (!cell || (!step && event.key !== "Enter" && event.key !== " ")) {
    return;
  }
  event.preventDefault();
  const [down, right] = step || [0, 0];
  const row = cell.grid[clamp(cell.row + down, cell.grid.length - 1)];
  choose(row[clamp(cell.column + right, row.length - 1)]);
});

element("plates").addEventListener("click", (event) => {
  const td = event.target.closest("td");
  if (td && td.hummingbirdCell) {
    choose(td.hummingbirdCell);
  }
});

element("plates").addEventListener("mouseover", (event) => {
  const td = event.target.closest("td");
  if (td && td.hummingbirdCell) {
    td.title = td.getAttribute("aria-label");
  }
});
