/*
 * Colours the wells of plates. They are drawn on a canvas below each plate's table, so that thousands of them take
 * milliseconds; what is read and reached by keys is the table above it.
 */
import { eachWell } from "./plate.js";
import { numberText, shortText, zOf, zText } from "./scale.js";
import { stateOf } from "./states.js";

/* Narrower wells have no text, and a letter for their state only, which is no smaller than that. */
const ROOM_FOR_TEXT = 22;
const SMALLEST_LETTER = 9;
const WIDTH_OF_LETTER = 0.58;

/* Where the wells of a plate are on its canvas, in CSS pixels. */
export function measure(plate) {
  const box = plate.box.getBoundingClientRect();
  const first = plate.grid[0][0].td.getBoundingClientRect();
  const right = plate.grid[0][1].td.getBoundingClientRect();
  const below = plate.grid[1][0].td.getBoundingClientRect();
  return {
    left: first.left - box.left + plate.box.scrollLeft,
    top: first.top - box.top,
    across: right.left - first.left,
    down: below.top - first.top,
    width: first.width,
    height: first.height,
  };
}

function hatch(context, colour) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 6;
  const lines = tile.getContext("2d");
  lines.strokeStyle = colour;
  for (const at of [-3, 3, 9]) {
    lines.moveTo(at - 3, 6);
    lines.lineTo(at + 3, 0);
  }
  lines.stroke();
  return context.createPattern(tile, "repeat");
}

/* The text within a well: as long as there is room for it; empty where there is none. */
function wellText(value, z, kind, place, font) {
  if (place.width < ROOM_FOR_TEXT) {
    return "";
  }
  const fits = (text) => text.length * font * WIDTH_OF_LETTER <= place.width - 2;
  const long = kind === "z" ? zText(z) : numberText(value);
  const short = kind === "z" ? shortText(z) : shortText(value);
  return fits(long) ? long : fits(short) ? short : "";
}

function pencil(plate, place) {
  const style = getComputedStyle(plate.box);
  const page = getComputedStyle(document.body);
  const context = plate.canvas.getContext("2d");
  const font = Math.min(12, Math.floor(place.width / 3));
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "middle";
  return {
    context,
    font,
    family: style.fontFamily,
    text: style.color,
    paper: page.backgroundColor,
    lines: hatch(context, "rgba(128, 128, 128, 0.7)"),
  };
}

function drawWell(cell, place, scale, pen) {
  const { context } = pen;
  const x = cell.column * place.across;
  const y = cell.row * place.down;
  const middleX = x + place.width / 2;
  const middleY = y + place.height / 2 + 0.5;
  const shown = scale.kind === "z" ? cell.z : cell.value;
  context.clearRect(x, y, place.width, place.height);
  if (shown === null) {
    context.fillStyle = pen.lines;
    context.fillRect(x, y, place.width, place.height);
    const letter = stateOf(cell.state).label;
    if (letter) {
      const size = Math.max(pen.font, SMALLEST_LETTER);
      const side = Math.min(size + 2, place.width);
      context.font = size + "px " + pen.family;
      context.fillStyle = pen.paper;
      context.fillRect(middleX - side / 2, middleY - side / 2, side, side);
      context.fillStyle = pen.text;
      context.fillText(letter, middleX, middleY, side);
    }
    return;
  }
  const colour = scale.at(shown);
  context.fillStyle = colour.fill;
  context.fillRect(x, y, place.width, place.height);
  const text = wellText(cell.value, cell.z, scale.kind, place, pen.font);
  if (text) {
    context.font = pen.font + "px " + pen.family;
    context.fillStyle = colour.ink;
    context.fillText(text, middleX, middleY);
  }
}

/* Draws all wells of a plate; place: where they are, as measured before anything was drawn. */
export function drawPlate(plate, place, scale) {
  const { canvas } = plate;
  const width = Math.ceil(place.across * plate.columns);
  const height = Math.ceil(place.down * plate.rows);
  const where = [place.left, place.top, width, height, devicePixelRatio].join(" ");
  if (!plate.drawn || plate.drawn.where !== where) {
    canvas.style.left = place.left + "px";
    canvas.style.top = place.top + "px";
    canvas.style.width = width + "px";
    canvas.style.height = height + "px";
    canvas.width = Math.round(width * devicePixelRatio);
    canvas.height = Math.round(height * devicePixelRatio);
  }
  plate.drawn = { place, where, scale, pen: pencil(plate, place) };
  eachWell(plate, (cell) => drawWell(cell, place, scale, plate.drawn.pen));
}

/* Draws a well once more, of a plate that was drawn. */
export function drawAgain(cell) {
  const { place, scale, pen } = cell.plate.drawn;
  drawWell(cell, place, scale, pen);
}

/* Colours the medians of a plate's rows and columns. */
export function showStrips(plate, given, scale) {
  const show = (td, value, name) => {
    const shown = scale.kind === "z" ? zOf(value, given.median, given.mad) : value;
    const text = name + ": median " + (value === null ? "none" : numberText(value));
    td.style.backgroundColor = shown === null ? "" : scale.at(shown).fill;
    if (td.title !== text) {
      td.title = text;
      td.setAttribute("aria-label", text);
    }
  };
  plate.rowStrips.forEach((td, row) => show(td, given.rowMedians[row], "row " + rowOf(plate, row)));
  plate.columnStrips.forEach((td, column) => show(td, given.columnMedians[column], "column " + (column + 1)));
}

const rowOf = (plate, row) => plate.grid[row][0].name.slice(0, -2);
