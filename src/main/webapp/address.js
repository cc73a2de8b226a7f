/* What is shown, kept in the part of the address after #: a link leads to the same plate, column and well. */

const listeners = [];
let current = read();

function read() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

export const kept = (name) => current[name] || "";

/* Keeps values; empty ones are left out. */
export function keep(values) {
  current = { ...current, ...values };
  const text = new URLSearchParams(Object.entries(current).filter(([, value]) => value !== "")).toString();
  if (text !== location.hash.slice(1)) {
    history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
  }
}

/* Calls when somebody has changed the address, or followed a link to another place of the page. */
export function onAddress(listener) {
  listeners.push(listener);
}

window.addEventListener("hashchange", () => {
  current = read();
  listeners.forEach((listener) => listener());
});
