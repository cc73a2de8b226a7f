/*
 * The wells of the plates in the colours of a column's values. Values come from "values" for a page of plates, and again
 * whenever "data" says that more was measured; cells that say the same are left alone.
 */
import { keep, kept } from "./address.js";
import { columnTitle, countedThings, isCount, statisticText } from "./columns.js";
import { ask, element, lost, showHidden, showText } from "./elements.js";
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
  loading: false,
  stale: false,
  version: "",
  plates: [],
  labels: 0,
  listeners: [],
};

export const shownColumn = () => heat.column;
export const hasSeveralPlates = () => heat.plates.length > 1;
const inZ = () => kept("show") === "z";
const ownScales = () => kept("scale") === "own";
const isOn = () => heat.answer !== null && heat.answer.page === heat.platesPage && fits(heat.answer.plates);

/* Whether values are those of plates as they are now: plates change when groups turn out to be in other wells. */
const fits = (given) =>
  given.length === heat.plates.length &&
  heat.plates.every((plate, i) => given[i].values.length === plate.rows * plate.columns);

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
  const { column } = heat.answer;
  const what = isCount(column)
    ? numberText(cell.value) + " " + countedThings(column)
    : column + " " + numberText(cell.value);
  return cell.name + ": " + what + ", plate median " + numberText(cell.plate.values.median) + ", z " + zText(cell.z);
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
    plate.values = heat.answer.plates[i];
    giveCells(plate);
  });
}

function giveCells(plate) {
  const { values, median, mad } = plate.values;
  eachWell(plate, (cell) => {
    cell.value = values[cell.row * plate.columns + cell.column];
    cell.z = zOf(cell.value, median, mad);
  });
}

const shownValues = ({ values }) =>
  inZ() ? values.values.map((value) => zOf(value, values.median, values.mad)) : values.values;

/* Sets the scale of each plate. */
function setScales() {
  const { answer, plates } = heat;
  const of = (some, low, high) => (inZ() ? scaleOfZ(some.flatMap(shownValues)) : scaleOf("value", low, high));
  const shared = ownScales() ? null : of(plates, answer.low, answer.high);
  for (const plate of plates) {
    plate.scale = shared || of([plate], plate.values.low, plate.values.high);
  }
}

function showLegends() {
  const box = element("scale");
  showText(element("statistic"), columnTitle(heat.answer.column) + ": " + statisticText(heat.answer.statistic));
  const known = heat.plates.filter((plate) => plate.values.wells > 0);
  heat.plates.forEach((plate) => plate.legend.replaceChildren());
  if (known.length === 0) {
    showNoLegend(box, "No well has a value yet.");
  } else if (ownScales()) {
    known.forEach((plate) => showLegend(plate.legend, plate.scale, shownValues(plate)));
    box.replaceChildren();
  } else {
    showLegend(box, known[0].scale, known.flatMap(shownValues));
  }
}

/* Draws plates that have cells; all are measured before any is drawn, so that the browser lays the page out once. */
function draw(plates) {
  const places = plates.map(measure);
  plates.forEach((plate, i) => {
    drawPlate(plate, places[i], plate.scale);
    showStrips(plate, plate.values, plate.scale);
  });
}

/* Draws what is known. */
function paint() {
  const on = isOn();
  element("plates").classList.toggle("hummingbird-heat", on);
  showHidden(element("scale"), !on);
  showHidden(element("statistic"), !on);
  if (on) {
    setScales();
    draw(heat.plates.filter(hasCells));
    showLegends();
  }
  refreshLabels();
}

const hasCells = (plate) => plate.grid.length > 0;

/* Takes note that a plate has got its cells. */
export function plateFilled(plate) {
  if (isOn()) {
    giveCells(plate);
    draw([plate]);
  }
  refreshLabels();
}

export function repaint() {
  if (isOn()) {
    paint();
  }
}

/* ---- what is asked for ---- */

/* Loads the values for a page of plates, unless they were asked for before any plates were there. */
export async function wantValues(page) {
  const early = heat.platesPage === -1 && heat.answer !== null && heat.answer.page === page;
  if (!early && !(heat.loading && heat.page === page)) {
    await loadValues(page);
  }
}

/* Loads the values of the shown column on a page of plates. */
async function loadValues(page) {
  const asked = ++heat.asked;
  heat.page = page;
  if (heat.column === "") {
    return;
  }
  heat.stale = false;
  heat.loading = true;
  let answer;
  try {
    answer = await ask("values", { column: heat.column, page });
  } catch (e) {
    heat.stale = heat.stale || asked === heat.asked;
    throw e;
  } finally {
    heat.loading = heat.loading && asked !== heat.asked;
  }
  if (asked !== heat.asked) {
    return;
  }
  heat.answer = answer.plates ? answer : null;
  heat.stale = heat.answer !== null && heat.answer.page === heat.platesPage && !isOn();
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

/* Loads the values again if others were measured by now, or what was asked for did not come. */
export async function freshenValues(version) {
  const other = heat.answer === null ? version !== heat.version : version !== heat.answer.version;
  heat.version = version;
  if (heat.column !== "" && !heat.loading && (heat.stale || (other && version !== ""))) {
    await loadValues(heat.page);
  }
}

/* Takes the plates that are shown from now on. */
export function takePlates(plates, page) {
  heat.plates = plates;
  heat.page = heat.platesPage = page;
  heat.stale = heat.stale || (heat.answer !== null && heat.answer.page === page && !isOn());
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
    heat.loading = heat.stale = false;
    heat.answer = null;
    showValues();
  } else {
    await loadValues(heat.page);
  }
}

/* A column that the address names is asked for before all else. */
loadValues(Number(kept("page")) || 0).catch(lost);

/* ---- what it depends on besides ---- */

new ResizeObserver(() => repaint()).observe(element("plates"));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
new MutationObserver(repaint).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
