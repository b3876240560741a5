// The line that says where things stand, and the live region that says it aloud, once it is settled.

import { el, fill } from "./dom.js";
import { answerOf, current } from "./folder.js";
import { hasText } from "./state.js";
import { hasBOM, lineEndings } from "./text.js";

/** @typedef {import("./state.js").State} State */

const endings = { none: "", lf: "LF line endings", crlf: "CRLF line endings", mixed: "mixed line endings, kept as they are" };

/**
 * What the page says about itself now.
 *
 * @param {State} state
 * @returns {{tone: "info" | "busy" | "error" | "done", text: string, action: "stop" | "stopReading" | "retry" | "rerun" | null}}
 */
export function statusOf(state) {
  const { engine, run } = state;
  if (state.reading) return { tone: "busy", text: readingOf(state.reading), action: state.reading.total > 0 ? "stopReading" : null };
  if (engine.phase === "failed") {
    return { tone: "error", text: `The engine does not run: ${engine.cause}. Your text is kept.`, action: "retry" };
  }
  if (run === "failed") {
    return { tone: "error", text: `No answer: ${state.failure}. Your text is kept.`, action: "rerun" };
  }
  if (engine.phase !== "ready") {
    const starting = engine.phase === "starting" ? "The engine is starting" : `The engine stopped (${engine.cause}) and is starting again`;
    const taken = hasText(state) ? "; your text is taken and is answered as soon as it can be" : "; you can paste already";
    return { tone: "busy", text: `${starting}${taken}.`, action: null };
  }
  if (run === "slow") return { tone: "busy", text: "This takes longer than usual.", action: "stop" };
  if (state.result && run === "answered") return { tone: "done", text: state.result.report.summary, action: null };
  if (run === "running" || run === "waiting") return { tone: "busy", text: "Working…", action: null };
  return { tone: "info", text: "Ready. Paste a text, drop a folder, or start from an example.", action: null };
}

/** @param {NonNullable<State["reading"]>} reading */
function readingOf({ done, total }) {
  if (total === 0) return "Reading…";
  return `Reading file ${done.toLocaleString("en")} of ${total.toLocaleString("en")}…`;
}

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} live
 * @param {{stop(): void, stopReading(): void, retry(): void, rerun(): void}} actions
 */
export function mountStatus(root, live, actions) {
  let spoken = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const labels = { stop: "Stop it", stopReading: "Stop reading", retry: "Start it again", rerun: "Try again" };

  return {
    /** @param {State} state */
    render(state) {
      const status = statusOf(state);
      const action = status.action;
      root.className = `status ${status.tone} ${status.tone === "done" ? outcomeOf(state) : ""}`;
      fill(root,
        el("span", {}, status.text),
        action && el("button", { type: "button", "data-key": "status action", onclick: actions[action] }, labels[action]));
      if (status.tone === "busy") return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (status.text === spoken) return;
        spoken = status.text;
        live.textContent = status.text;
      }, 700);
    },
  };
}

/**
 * What an answer did to the text: only a change that the text proves looks like success.
 *
 * @param {State} state
 * @returns {"changed" | "assumed" | "unchanged"}
 */
export function outcomeOf({ result }) {
  const report = result?.report;
  if (!report?.files.some((file) => file.changed)) return "unchanged";
  const assumed = report.findings.some((one) => one.explain.includes("assumed-length") && one.fixes.some((fix) => fix.chosen));
  return assumed ? "assumed" : "changed";
}

/** The text in the editor, in figures. @param {State} state */
export function figuresOf(state) {
  const { text, name } = current(state);
  if (text.length === 0) return "empty";
  const format = answerOf(state)?.file.format;
  return [
    state.folder ? null : name,
    `${text.lines.toLocaleString("en")} ${text.lines === 1 ? "line" : "lines"}`,
    endings[lineEndings(text)],
    hasBOM(text) && "byte order mark",
    format && `read as ${format.title} because ${format.why}`,
  ].filter(Boolean).join(" · ");
}
