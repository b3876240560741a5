// One length of a session, shown and taken in hours and in seconds, both in step.

import { el } from "./dom.js";

/** @param {number} seconds */
export function hoursOf(seconds) {
  return String(Math.round((seconds / 3600) * 10000) / 10000);
}

/**
 * What was typed, in seconds: null for nothing, NaN for what is no whole number of seconds above 0.
 *
 * @param {string} typed
 * @param {number} unit seconds per unit
 */
export function secondsOf(typed, unit) {
  if (typed.trim() === "") return null;
  // Hours are shown with four decimals, a third of a second: the nearest second is the one meant.
  const seconds = unit === 1 ? Number(typed) : Math.round(Number(typed) * unit);
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds : NaN;
}

/**
 * @param {object} parts
 * @param {string} parts.id
 * @param {string} parts.label
 * @param {string} parts.help
 * @param {number[]} [parts.picks] hours
 * @param {(seconds: number | null) => void} parts.onChange
 */
export function lengthField({ id, label, help, picks = [], onChange }) {
  const problem = el("span", { class: "problem", id: `${id}-problem`, role: "status" });
  const field = (/** @type {string} */ unit, /** @type {number} */ size) => {
    const input = el("input", {
      id: `${id}-${unit}`, inputmode: "decimal", autocomplete: "off", size: unit === "hours" ? 5 : 7,
      "aria-label": `${label}, in ${unit}`, "aria-describedby": `${id}-help ${id}-problem`,
    });
    input.addEventListener("input", () => {
      const seconds = secondsOf(input.value, size);
      const wrong = Number.isNaN(seconds);
      input.setAttribute("aria-invalid", String(wrong));
      problem.textContent = wrong ? "a number above 0, in whole seconds" : "";
      if (!wrong) onChange(seconds);
    });
    return input;
  };
  const hours = field("hours", 3600);
  const seconds = field("seconds", 1);
  const buttons = picks.map((pick) =>
    el("button", { type: "button", class: "pick", "aria-pressed": "false", onclick: () => onChange(pick * 3600) }, `${pick} h`));
  const root = el("div", { class: "length", role: "group", "aria-label": label },
    el("span", { class: "label" }, label),
    el("span", { class: "pair" }, hours, el("span", { class: "unit" }, "h ="), seconds, el("span", { class: "unit" }, "s")),
    buttons.length > 0 && el("span", { class: "picks" }, buttons),
    problem,
    el("span", { class: "hint", id: `${id}-help` }, help),
  );
  return {
    root,
    /** @param {number | null} value */
    render(value) {
      show(hours, value, 3600, value === null ? "" : hoursOf(value));
      show(seconds, value, 1, value === null ? "" : String(value));
      if (value !== null) problem.textContent = "";
      buttons.forEach((button, index) => button.setAttribute("aria-pressed", String(value === picks[index] * 3600)));
    },
  };
}

/** Leaves alone what already says the same, e.g. "1." on the way to "1.5". */
function show(/** @type {HTMLInputElement} */ input, /** @type {number | null} */ value, /** @type {number} */ unit, /** @type {string} */ text) {
  const typed = secondsOf(input.value, unit);
  if (typed === value) return;
  if (Number.isNaN(typed) && /** @type {any} */ (input.getRootNode()).activeElement === input) return;
  input.value = text;
  input.setAttribute("aria-invalid", "false");
}
