/* What the colours mean: how many wells have which value, and where the scale is cut off. */
import { make, makeSvg } from "./elements.js";
import { numberText } from "./scale.js";

const BINS = 32;
const WIDTH = 320;
const HEIGHT = 36;
const END = 14;

/* How many values lie in each part of the scale; the first and the last count those below and above it. */
export function histogram(values, scale) {
  const counts = new Array(BINS + 2).fill(0);
  const span = scale.high - scale.low;
  for (const value of values) {
    if (value !== null) {
      const place = span > 0 ? (value - scale.low) / span : 0.5;
      counts[place < 0 ? 0 : place > 1 ? BINS + 1 : 1 + Math.min(BINS - 1, Math.floor(place * BINS))]++;
    }
  }
  return counts;
}

function bar(count, most, x, width, fill) {
  const height = count === 0 ? 0 : Math.max(1, (count / most) * HEIGHT);
  const rect = makeSvg("rect", { x, y: HEIGHT - height, width, height });
  rect.style.fill = fill;
  return rect;
}

/* Triangles that point beyond the ends, with a line where the scale is cut off. */
function clip(x, tip) {
  return [
    makeSvg("path", { d: "M" + x + " 40L" + tip + " 45L" + x + " 50Z", class: "hummingbird-clip" }),
    makeSvg("path", { d: "M" + x + " 0V52", class: "hummingbird-cut" }),
  ];
}

/* Shows a scale with the histogram of values in a box. */
export function showLegend(box, scale, values) {
  const counts = histogram(values, scale);
  const most = Math.max(1, ...counts);
  const svg = makeSvg("svg", { viewBox: "0 0 " + WIDTH + " 66", class: "hummingbird-legend-scale", role: "img" });
  const inner = WIDTH - 2 * END;
  const step = inner / BINS;
  const colour = (part) => scale.colours[Math.round(part * 255)].fill;
  svg.append(bar(counts[0], most, 0, END - 2, colour(0)));
  for (let bin = 0; bin < BINS; bin++) {
    const x = END + bin * step;
    const fill = colour((bin + 0.5) / BINS);
    svg.append(bar(counts[bin + 1], most, x, step - 0.5, fill));
    const part = makeSvg("rect", { x, y: 40, width: step + 0.5, height: 10 });
    part.style.fill = fill;
    svg.append(part);
  }
  svg.append(bar(counts[BINS + 1], most, WIDTH - END + 2, END - 2, colour(1)));
  svg.append(...clip(END, 3), ...clip(WIDTH - END, WIDTH - 3));
  const below = counts[0] > 0 ? "\u2264 " : "";
  const above = counts[BINS + 1] > 0 ? "\u2265 " : "";
  const middle = scale.kind === "z" ? "0" : numberText((scale.low + scale.high) / 2);
  const texts = [
    [END, "start", below + numberText(scale.low)],
    [WIDTH / 2, "middle", middle],
    [WIDTH - END, "end", above + numberText(scale.high)],
  ];
  for (const [x, anchor, text] of texts) {
    const label = makeSvg("text", { x, y: 63, "text-anchor": anchor });
    label.textContent = text;
    svg.append(label);
  }
  const wells = counts.reduce((sum, count) => sum + count, 0);
  const name =
    wells + (wells === 1 ? " well" : " wells") + ", colours from " + numberText(scale.low) + " to " +
    numberText(scale.high) + "; " + counts[0] + " below and " + counts[BINS + 1] + " above have those of the ends";
  svg.setAttribute("aria-label", name);
  box.replaceChildren(svg);
}

/* Says in a box that there is nothing to show yet. */
export function showNoLegend(box, text) {
  box.replaceChildren(make("p", "", text));
}
