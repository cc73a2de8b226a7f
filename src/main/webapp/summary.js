/* What the build's own page says of its submissions, kept up to date while they run. */
import { ask, drawBar, isRefused, showText } from "./elements.js";
import { repeat } from "./repeat.js";

const LATER = 5000;
const AFTER_FAILURE = 10000;

function show(box, data) {
  for (const at of box.querySelectorAll("[data-text]")) {
    showText(at, data[at.dataset.text] || "");
  }
  const bar = box.querySelector("svg");
  const drawn = JSON.stringify(data.bar);
  if (box.hummingbirdDrawn !== drawn) {
    box.hummingbirdDrawn = drawn;
    drawBar(bar, data.bar, data.counts);
  }
}

for (const box of document.querySelectorAll(".hummingbird-summary[data-over='false']")) {
  repeat(async () => {
    try {
      const data = await ask(box.dataset.address + "summary", {});
      show(box, data);
      return data.over ? null : LATER;
    } catch (e) {
      // what is there stays
      return isRefused(e) ? null : AFTER_FAILURE;
    }
  });
}
