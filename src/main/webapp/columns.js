/* What the columns are called that were measured. */

const COUNT = "Count_";

export const isCount = (column) => column.startsWith(COUNT);

/* What is counted, as in a sentence: nuclei; a name that is no plain word stays as it is. */
export function countedThings(column) {
  const name = column.slice(COUNT.length);
  return /^[A-Z][a-z]+$/.test(name) ? name.toLowerCase() : name;
}

export function columnTitle(column) {
  return isCount(column) ? "Count of " + countedThings(column) : column;
}

/* What the columns of a table of CellProfiler have in common: Image, Nuclei. */
export function tableOf(column) {
  return isCount(column) ? "Counts" : column.split("_", 1)[0];
}
