/* What the tests ask of the page, run before its own scripts. */
(function () {
  "use strict";

  // Its pauses are seconds: a test has no time for them.
  const later = window.setTimeout;
  window.setTimeout = (what, pause) => later(what, pause / 20);

  function channels(colour) {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  }

  /* Relative luminance and contrast as WCAG 2.2 defines them. */
  function luminance(colour) {
    const [r, g, b] = [...channels(colour)].slice(0, 3).map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function contrast(one, other) {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  /* Half transparent ones are seen through, down to the page. */
  function background(element) {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const behind = ["white"];
    for (let at = element; at; at = at.parentElement) {
      behind.splice(1, 0, getComputedStyle(at).backgroundColor);
    }
    for (const colour of behind) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return "rgb(" + [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).join(" ") + ")";
  }

  window.probes = {
    /* What a well shows: its letter and the outline of its mark, which are the same for no two states. */
    looks(td) {
      const mark = td.querySelector(".hummingbird-mark");
      const style = getComputedStyle(mark);
      return mark.textContent + "|" + style.borderRadius + "|" + style.clipPath + "|" + style.outlineStyle;
    },

    /* What has a letter or a word and less contrast than that, each as a line. */
    unreadable(selector, least) {
      return [...document.querySelectorAll(selector)]
        .filter((element) => element.textContent.trim())
        .map((element) => [contrast(getComputedStyle(element).color, background(element)), element])
        .filter(([found]) => found < least)
        .map(([found, element]) => found.toFixed(2) + " " + element.outerHTML.slice(0, 100));
    },

    /* The elements below #hummingbird that change from here on, by what is said of them. */
    watch() {
      const changed = new Set();
      const name = (node) => {
        const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
        const label = element.closest("td")?.getAttribute("aria-label");
        const row = element.closest("#hummingbird-groups tbody tr");
        return row
          ? row.cells[0].textContent
          : label ? label.split(" ")[0] : element.closest("[id]").id;
      };
      const same = (record) =>
        record.type === "attributes" && record.oldValue === record.target.getAttribute(record.attributeName);
      new MutationObserver((records) => records.filter((record) => !same(record)).forEach((record) => {
        const touched = record.type === "childList" ? [...record.addedNodes] : [record.target];
        touched.filter((node) => node.isConnected).forEach((node) => changed.add(name(node)));
      })).observe(document.getElementById("hummingbird"), {
        subtree: true, childList: true, attributes: true, attributeOldValue: true, characterData: true,
      });
      window.probes.changed = changed;
    },

    /* The violations of axe-core's rules, each as a line; all rules are on. */
    async violations() {
      const found = await axe.run(document, { resultTypes: ["violations"] });
      return found.violations.map(
        (rule) => rule.id + ": " + rule.help + ": " + rule.nodes.slice(0, 3).map((node) => node.html).join(" "),
      );
    },

    contrast,

    /* What a plate's canvas has in the upper left corner of a well, as red, green, blue and alpha. */
    pixel(plate, row, column) {
      return [...window.probes.well(plate, row, column, 3, 1)].map(String);
    },

    /* The part of a well that is drawn on, from 0 to 1. */
    opaque(plate, row, column) {
      const data = window.probes.well(plate, row, column, 1, 10);
      return [...data].filter((value, i) => i % 4 === 3 && value > 60).length / (data.length / 4);
    },

    /* The pixels of a square within a well, beside its text. */
    well(plate, row, column, at, size) {
      const box = document.querySelectorAll(".hummingbird-plate")[plate];
      const canvas = box.querySelector("canvas").getBoundingClientRect();
      const td = box.querySelector("tbody").rows[row].cells[column + 1].getBoundingClientRect();
      const drawn = box.querySelector("canvas");
      const copy = new OffscreenCanvas(drawn.width, drawn.height).getContext("2d", { willReadFrequently: true });
      copy.drawImage(drawn, 0, 0);
      const x = (td.left - canvas.left + at) * devicePixelRatio;
      return copy.getImageData(x, (td.top - canvas.top + at) * devicePixelRatio, size, size).data;
    },

    cells(column) {
      return [...document.querySelectorAll("#hummingbird-groups tbody tr:not(.hummingbird-log-row)")].map(
        (row) => row.cells[column].textContent,
      );
    },
  };
})();
