/*
 * The wells of the plates in the colours of a column's values. Values come from "values" for a page of plates, and again
 * whenever "data" says that more was measured; cells that say the same are left alone.
 */
import { keep, kept } from "./address.js";
import { countedThings, isCount } from "./columns.js";
import { ask, element, make, showHidden } from "./elements.js";
import { showLegend, showNoLegend } from "./legend.js";
import { drawAgain, drawPlate, measure, showStrips } from "./paint.js";
import { eachWell, setLabel, stateLabel } from "./plate.js";
import { numberText, scaleOf, scaleOfZ, zOf, zText } from "./scale.js";

/* So long are cells given their texts, in milliseconds, before the browser may do something else. */
const SLICE = 8;

/* page: whose values are asked for; platesPage: the one of the plates that are there. */
const heat = {
  column: kept("column"),
  page: 0,
  platesPage: -1,
  answer: null,
  asked: 0,
  stale: false,
  plates: [],
  labels: 0,
  listeners: [],
};

export const shownColumn = () => heat.column;
export const hasSeveralPlates = () => heat.plates.length > 1;
const inZ = () => kept("show") === "z";
const ownScales = () => kept("scale") === "own";
const isOn = () => heat.answer !== null && heat.answer.page === heat.platesPage;

/* Calls when another column is shown, or its values have changed. */
export function onValues(listener) {
  heat.listeners.push(listener);
}

/* What a cell is called: its value where values are shown, else its state. */
function labelOf(cell) {
  if (!isOn()) {
    return stateLabel(cell);
  }
  if (cell.value === null) {
    return cell.name + ": no value, " + cell.state;
  }
  const what = isCount(heat.column)
    ? numberText(cell.value) + " " + countedThings(heat.column)
    : heat.column + " " + numberText(cell.value);
  return cell.name + ": " + what + ", plate median " + numberText(cell.plate.given.median) + ", z " + zText(cell.z);
}

export const refreshLabel = (cell) => setLabel(cell, labelOf(cell));

/* Takes note that a cell's state is another one. */
export function stateChanged(cell) {
  refreshLabel(cell);
  if (isOn() && cell.value === null && cell.plate.drawn) {
    drawAgain(cell);
  }
}

/* The texts of ten thousand cells come bit by bit, after the colours. */
function refreshLabels() {
  const turn = ++heat.labels;
  const cells = heat.plates.flatMap((plate) => plate.grid.flat().filter((cell) => cell.mark));
  const later = window.requestIdleCallback || ((call) => setTimeout(call, 1));
  let next = 0;
  const some = () => {
    const end = performance.now() + SLICE;
    while (turn === heat.labels && next < cells.length && performance.now() < end) {
      refreshLabel(cells[next++]);
    }
    if (turn === heat.labels && next < cells.length) {
      later(some, { timeout: 100 });
    }
  };
  later(some, { timeout: 100 });
}

/* ---- colours ---- */

function takeValues() {
  heat.plates.forEach((plate, i) => {
    const given = heat.answer.plates[i];
    plate.given = given;
    eachWell(plate, (cell) => {
      const value = given.values[cell.row * plate.columns + cell.column];
      cell.value = value;
      cell.z = zOf(value, given.median, given.mad);
    });
  });
}

const valuesOf = (plate) => {
  const found = [];
  eachWell(plate, (cell) => found.push(inZ() ? cell.z : cell.value));
  return found;
};

function scales() {
  const { answer, plates } = heat;
  if (ownScales()) {
    return plates.map((plate) =>
      inZ() ? scaleOfZ(valuesOf(plate)) : scaleOf("value", plate.given.low, plate.given.high),
    );
  }
  const one = inZ() ? scaleOfZ(plates.flatMap(valuesOf)) : scaleOf("value", answer.low, answer.high);
  return plates.map(() => one);
}

function legends(found) {
  const shared = element("scale");
  const own = ownScales();
  const known = heat.answer.plates.some((plate) => plate.wells > 0);
  heat.plates.forEach((plate, i) => {
    if (own && plate.given.wells > 0) {
      showLegend(plate.legend, found[i], valuesOf(plate));
    } else {
      plate.legend.replaceChildren();
    }
  });
  if (!known) {
    showNoLegend(shared, "No well has a value yet.");
  } else if (own) {
    shared.replaceChildren();
  } else {
    showLegend(shared, found[0], heat.plates.flatMap(valuesOf));
  }
}

/* Draws what is known; all is measured before anything is drawn, so that the browser lays the page out once. */
function paint() {
  const on = isOn();
  element("plates").classList.toggle("hummingbird-heat", on);
  showHidden(element("scale"), !on);
  if (on) {
    const found = scales();
    const places = heat.plates.map(measure);
    heat.plates.forEach((plate, i) => {
      drawPlate(plate, places[i], found[i]);
      showStrips(plate, plate.given, found[i]);
    });
    legends(found);
  }
  refreshLabels();
}

export function repaint() {
  if (isOn()) {
    paint();
  }
}

/* ---- what is asked for ---- */

/* Loads the values of the shown column on a page of plates. */
export async function loadValues(page) {
  const asked = ++heat.asked;
  heat.page = page;
  if (heat.column === "") {
    return;
  }
  heat.stale = true;
  const answer = await ask("values", { column: heat.column, page });
  if (asked !== heat.asked) {
    return;
  }
  heat.stale = false;
  heat.answer = answer.plates ? answer : null;
  if (heat.plates.length > 0) {
    showValues();
  }
}

function showValues() {
  if (isOn()) {
    takeValues();
  }
  paint();
  heat.listeners.forEach((listener) => listener());
}

/* Loads the values again if more was measured, or what was asked for did not come. */
export async function freshenValues(changed) {
  if (heat.column !== "" && (changed || heat.stale)) {
    await loadValues(heat.page);
  }
}

/* Takes the plates that are shown from now on. */
export function takePlates(plates, page) {
  heat.plates = plates;
  heat.page = heat.platesPage = page;
  if (isOn()) {
    showValues();
  } else {
    paint();
  }
}

/* Shows the values of another column; none for the states. */
export async function showColumn(column) {
  heat.column = column;
  keep({ column });
  if (column === "") {
    heat.asked++;
    heat.stale = false;
    heat.answer = null;
    showValues();
  } else {
    await loadValues(heat.page);
  }
}

/* ---- what it depends on besides ---- */

new ResizeObserver(() => repaint()).observe(element("plates"));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
new MutationObserver(repaint).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
