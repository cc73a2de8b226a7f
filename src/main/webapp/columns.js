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

const STATISTICS = {
  sum: "sum over the image sets of a well",
  mean: "mean over the image sets of a well",
  median: "median over the objects of a well",
  "median, weighted": "medians over the objects of each group, combined for a well by the number of objects",
};

/* What a value is of the image sets or objects of its well. */
export const statisticText = (statistic) => STATISTICS[statistic] || statistic;

/* As before "of 1,204 objects". */
export const statisticWord = (statistic) => (statistic === "median, weighted" ? "weighted median" : statistic);

/* What the columns of a table of CellProfiler have in common: Image, Nuclei. */
export function tableOf(column) {
  return isCount(column) ? "Counts" : column.split("_", 1)[0];
}
