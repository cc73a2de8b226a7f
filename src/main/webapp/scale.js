/* Numbers as colours and as texts: the two scales of colours, what is cut off at their ends, and how numbers are written. */
import { element } from "./elements.js";

/* From the lowest value to the highest; the same as in the pictures among the artifacts. */
const VALUES = element("plates-section").dataset.colors.split(" ");

/* Blue below, orange above, which all eyes tell apart; white in the middle. */
const DEVIATIONS = ["#00324f", "#0072b2", "#86bde0", "#f4f4f4", "#f2b48a", "#c95a00", "#5f2500"];

const STEPS = 256;

/* A robust standard deviation of normal values: so many times the median absolute deviation. */
const ROBUST = 1.4826;

/* The largest z that has a colour of its own, and the smallest that the scale reaches at least. */
const MOST_Z = 10;
const LEAST_Z = 3;

function channels(colour) {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}

/* Black or white, whichever can be read better: at least 4.5 to 1 on any colour, by WCAG 2.2's relative luminance. */
export function inkOn(rgb) {
  const [r, g, b] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#000" : "#fff";
}

function ramp(stops) {
  const colours = stops.map(channels);
  return Array.from({ length: STEPS }, (_, step) => {
    const place = (step / (STEPS - 1)) * (colours.length - 1);
    const below = Math.min(Math.floor(place), colours.length - 2);
    const mixed = colours[below].map((low, i) => Math.round(low + (place - below) * (colours[below + 1][i] - low)));
    return { fill: "rgb(" + mixed.join(",") + ")", ink: inkOn(mixed) };
  });
}

const RAMPS = { value: ramp(VALUES), z: ramp(DEVIATIONS) };

/* A scale from low to high, which are null where there are no values. */
export function scaleOf(kind, low, high) {
  const colours = RAMPS[kind];
  const span = high - low;
  return {
    kind,
    low,
    high,
    colours,
    at: (value) => colours[span > 0 ? Math.max(0, Math.min(255, Math.round(((value - low) / span) * 255))) : 127],
  };
}

/* The scale of z is as wide on both sides, so that white is the median. */
export function scaleOfZ(zs) {
  const far = quantile(zs.filter((z) => z !== null).map(Math.abs), 0.98);
  const most = Math.min(MOST_Z, Math.max(LEAST_Z, far || 0));
  return scaleOf("z", -most, most);
}

function quantile(numbers, part) {
  const sorted = Float64Array.from(numbers).sort();
  return sorted.length ? sorted[Math.round(part * (sorted.length - 1))] : null;
}

/* How many robust standard deviations a value lies above the median; null where that is not defined. */
export function zOf(value, median, mad) {
  if (value === null || median === null) {
    return null;
  }
  return mad > 0 ? (value - median) / (ROBUST * mad) : value === median ? 0 : null;
}

const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const ROUGH = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });
const SHORT = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 2 });
const SIGNED = new Intl.NumberFormat("en", {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  signDisplay: "negative",
});

/* As people read it: 1,204 or 0.03125; a number without a simple form as 1.2e-7. */
export function numberText(value) {
  if (value === null || value === undefined) {
    return "none";
  }
  const size = Math.abs(value);
  if (Number.isInteger(value) || size >= 10000) {
    return size < 1e9 ? WHOLE.format(value) : value.toExponential(2);
  }
  return size < 1e-3 ? value.toExponential(2) : ROUGH.format(value);
}

/* In four characters, for within a well: 340, 1.2k, 0.031. */
export function shortText(value) {
  const size = Math.abs(value);
  if (size > 0 && size < 0.01) {
    return value.toExponential(0);
  }
  return size >= 1000 ? SHORT.format(value).toLowerCase() : String(Number(value.toPrecision(size >= 100 ? 3 : 2)));
}

export function zText(z) {
  return z === null || z === undefined ? "none" : SIGNED.format(z);
}
