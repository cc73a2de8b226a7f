/* A list of columns to choose from, with a field that searches in it: there may be thousands of them. */
import { make, showText } from "./elements.js";
import { columnTitle, tableOf } from "./columns.js";

let made = 0;

/*
 * Makes the list: a select of the browser's own, so that keys and screen readers do what they do everywhere.
 *
 * label: what is chosen; first: the option before the columns, as [value, text]; chosen: is called with a value.
 */
export function columnSelector(label, first, chosen) {
  const number = ++made;
  const box = make("div", "hummingbird-selector");
  const name = make("label", "", label);
  const select = make("select", "jenkins-select__input");
  select.id = "hummingbird-columns-" + number;
  name.htmlFor = select.id;
  const frame = make("div", "jenkins-select");
  frame.append(select);
  const search = make("input", "jenkins-input");
  search.type = "search";
  search.placeholder = "Search columns";
  search.setAttribute("aria-label", label + ": search columns");
  const found = make("span", "hummingbird-found");
  found.setAttribute("role", "status");
  box.append(name, frame, search, found);
  let columns = [];
  let value = first[0];

  function matching() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    return columns.filter((column) => {
      const text = (column + " " + columnTitle(column)).toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }

  /* What is chosen stays in the list, whatever is searched for. */
  function fill() {
    const shown = matching();
    const tables = new Map();
    for (const column of shown.includes(value) || !columns.includes(value) ? shown : [value, ...shown]) {
      if (!tables.has(tableOf(column))) {
        const group = make("optgroup");
        group.label = tableOf(column);
        tables.set(tableOf(column), group);
      }
      tables.get(tableOf(column)).append(new Option(columnTitle(column), column));
    }
    select.replaceChildren(new Option(first[1], first[0]), ...tables.values());
    select.value = value;
    showText(found, search.value ? shown.length + " of " + columns.length + " columns" : "");
    return shown;
  }

  function pick(column) {
    value = column;
    select.value = column;
    chosen(column);
  }

  select.addEventListener("change", () => pick(select.value));
  search.addEventListener("input", fill);
  search.addEventListener("keydown", (event) => {
    const shown = event.key === "Enter" ? matching() : [];
    if (shown.length > 0) {
      event.preventDefault();
      pick(shown[0]);
    }
  });
  fill();
  return {
    box,

    /* Takes the columns that there are; what is chosen stays chosen. */
    offer(names) {
      if (names.join("\n") !== columns.join("\n")) {
        columns = names;
        fill();
      }
    },

    /* Shows a choice that was made elsewhere. */
    show(column) {
      value = column;
      if (select.value !== column) {
        fill();
      }
    },
  };
}
