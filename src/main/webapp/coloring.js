/* What the wells are coloured by: the list of columns above the plates, and how their values are shown. */
import { keep, kept, onAddress } from "./address.js";
import { element, lost, make, showHidden } from "./elements.js";
import { hasSeveralPlates, onValues, repaint, showColumn, shownColumn } from "./heatmap.js";
import { followAddress } from "./plates.js";
import { columnSelector } from "./selector.js";
import { describe } from "./well.js";

const tools = element("coloring");
const selector = columnSelector("Color wells by", ["", "State"], (column) => showColumn(column).catch(lost));

function makeShow() {
  const label = make("label", "", "Show");
  const select = make("select", "jenkins-select__input");
  select.id = "hummingbird-show";
  label.htmlFor = select.id;
  select.append(new Option("Value", ""), new Option("Robust z of the plate", "z"));
  select.addEventListener("change", () => {
    keep({ show: select.value });
    repaint();
  });
  const frame = make("div", "jenkins-select");
  frame.append(select);
  const box = make("div", "hummingbird-selector");
  box.append(label, frame);
  return { box, select };
}

function makeScale() {
  const label = make("label", "hummingbird-own");
  const input = make("input");
  input.type = "checkbox";
  input.id = "hummingbird-own";
  input.addEventListener("change", () => {
    keep({ scale: input.checked ? "own" : "" });
    repaint();
  });
  label.append(input, " A scale of its own for each plate");
  return { label, input };
}

const show = makeShow();
const scale = makeScale();
tools.append(selector.box, show.box, scale.label);

function showTools() {
  selector.show(shownColumn());
  show.select.value = kept("show");
  scale.input.checked = kept("scale") === "own";
  showHidden(show.box, shownColumn() === "");
  showHidden(scale.label, shownColumn() === "" || !hasSeveralPlates());
}

/* Takes the columns that there are. */
export function offerColumns(columns) {
  showHidden(tools, columns.length === 0 && shownColumn() === "");
  selector.offer(columns);
  showTools();
}

onValues(() => {
  showTools();
  describe().catch(lost);
});

onAddress(() => {
  showTools();
  const other = kept("column") !== shownColumn();
  (other ? showColumn(kept("column")) : Promise.resolve(repaint())).then(followAddress).catch(lost);
});

showTools();
