/* The plates, a page of them at a time: which groups are in which well, and the worst of what has become of them. */
import { keep, kept } from "./address.js";
import { ask, element, lost, showPager } from "./elements.js";
import { plateFilled, refreshLabel, stateChanged, takePlates, wantValues } from "./heatmap.js";
import { eachWell, fillPlate, makePlate, setLabel, showState, stateLabel } from "./plate.js";
import { chosenCell, choose, describe, forget } from "./well.js";

/* A letter for each group: that of its state, a capital when the group was tried again. */
let marks = [];

/* So many wells are shown at once, on any number of plates. */
const AT_ONCE = 2000;

const plates = { page: Number(kept("page")) || 0, shown: [], ofGroup: new Map(), asked: 0, stale: true, layout: "" };

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
  for (const cell of cells) {
    if (showState(cell, marks)) {
      stateChanged(cell);
    }
  }
  if (cells.has(chosenCell())) {
    describe().catch(lost);
  }
  return changed;
}

/* Loads the plates, unless they are there; the layout changes when groups turn out to be in other wells. */
export async function freshenPlates(layout) {
  plates.stale = plates.stale || layout !== plates.layout;
  plates.layout = layout;
  if (plates.stale) {
    await loadPlates(plates.page);
  }
}

/* What fails to load is stale, and loaded when the page freshens. */
async function loadPlates(page) {
  const asked = ++plates.asked;
  plates.page = page;
  plates.stale = true;
  wantValues(page).catch(lost);
  const answer = await ask("plates", { page });
  if (asked !== plates.asked) {
    return;
  }
  plates.stale = false;
  plates.page = answer.page;
  plates.shown = answer.plates.map((plate, i) => makePlate(plate, answer.first + i));
  plates.ofGroup = new Map();
  forget();
  const first = plates.shown.findIndex((plate, i) => i > 0 && wellsUpTo(i) > AT_ONCE);
  plates.shown.slice(0, first < 0 ? plates.shown.length : first).forEach(fill);
  element("plates").replaceChildren(...plates.shown.map((plate) => plate.box));
  takePlates(plates.shown, answer.page);
  showPager(element("plates-pager"), "plates", answer.page, answer.pages, turnTo);
  restoreWell();
  fillLater(asked);
}

const wellsUpTo = (last) =>
  plates.shown.slice(0, last + 1).reduce((sum, plate) => sum + plate.rows * plate.columns, 0);

function fill(plate) {
  fillPlate(plate);
  eachWell(plate, (cell) => {
    note(cell);
    showState(cell, marks);
    setLabel(cell, stateLabel(cell));
  });
}

/* The plates that are not in sight get their wells one after the other, so that the first ones are there at once. */
function fillLater(asked) {
  const next = plates.shown.find((plate) => plate.grid.length === 0);
  if (next) {
    setTimeout(() => {
      if (asked === plates.asked) {
        if (next.grid.length === 0) {
          fill(next);
          plateFilled(next);
        }
        fillLater(asked);
      }
    }, 1);
  }
}

function note(cell) {
  for (const group of cell.groups) {
    if (!plates.ofGroup.has(group)) {
      plates.ofGroup.set(group, []);
    }
    plates.ofGroup.get(group).push(cell);
  }
}

async function turnTo(page) {
  keep({ page: page === 0 ? "" : String(page), plate: "", well: "" });
  await loadPlates(page);
}

/* Chooses the well that the address names, if it is on this page. */
function restoreWell() {
  const plate = plates.shown.find((one) => one.index === Number(kept("plate")) - 1);
  if (plate && plate.grid.length === 0) {
    fill(plate);
    plateFilled(plate);
  }
  const cell = plate && plate.grid.flat().find((one) => one.name === kept("well"));
  if (cell && cell !== chosenCell()) {
    refreshLabelOf(cell);
    choose(cell, false);
  }
}

function refreshLabelOf(cell) {
  if (cell.mark) {
    refreshLabel(cell);
  }
}

/* Shows what the address says now. */
export async function followAddress() {
  const page = Number(kept("page")) || 0;
  if (page === plates.page) {
    restoreWell();
  } else {
    await loadPlates(page);
  }
}
