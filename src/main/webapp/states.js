/*
 * The states of groups and their marks. What there is to know of a state is defined on the server, by GroupState; the
 * options of the filter have it.
 */
import { element, make } from "./elements.js";

const STATES = [...element("filter").querySelectorAll("option[data-letter]")].map((option) => ({
  word: option.value,
  letter: option.dataset.letter,
  label: option.dataset.label || "",
  severity: Number(option.dataset.severity),
  bad: option.dataset.bad === "true",
}));

export const WORDS = STATES.map((state) => state.word);

export const stateOf = (word) => STATES.find((state) => state.word === word);

const OF_LETTER = Object.fromEntries(STATES.map((state) => [state.letter, state]));

/* The worst state of some marks, and whether any of them was tried again; a mark that is not known yet is waiting. */
export function worst(marks) {
  let state = null;
  let again = false;
  for (const mark of marks) {
    const here = mark ? OF_LETTER[mark.toLowerCase()] : stateOf("waiting");
    again = again || Boolean(mark && mark !== mark.toLowerCase());
    if (state === null || here.severity > state.severity) {
      state = here;
    }
  }
  return [state.word, again];
}

export function dress(mark, word, again) {
  mark.className = "hummingbird-mark hummingbird-" + word + (again ? " hummingbird-retried" : "");
  mark.textContent = stateOf(word).label;
}

export function markElement(word, again) {
  const mark = make("span");
  mark.setAttribute("aria-hidden", "true");
  dress(mark, word, again);
  return mark;
}
