// What a person wants hidden or kept beyond what the rules find. It lives in the page's memory only.

import { el, fill } from "./dom.js";

/** The engine takes no shorter ones: they occur in every text. */
const SHORTEST = 3;

/** @typedef {import("./state.js").Hiding} Hiding */

/**
 * @param {HTMLElement} root
 * @param {(action: any) => void} dispatch
 */
export function mountHiding(root, dispatch) {
  /** @type {Hiding | null} */
  let shown = null;
  const field = el("input", { type: "text", id: "term", "data-key": "term", autocomplete: "off", spellcheck: "false", placeholder: "company or code name" });
  const names = el("input", { type: "checkbox", "data-key": "names" });
  names.addEventListener("change", () => change({ names: names.checked }));

  /** @param {Partial<Hiding>} hiding */
  function change(hiding) {
    dispatch({ type: "hiding-changed", hiding });
  }

  /** @param {SubmitEvent} event */
  function submit(event) {
    event.preventDefault();
    if (hide(field.value)) field.value = "";
  }

  /** Hides a term from now on. @param {string} text @returns {boolean} */
  function hide(text) {
    const term = text.trim();
    if (!shown) return false;
    const bytes = new TextEncoder().encode(term).length;
    if (bytes < SHORTEST || term.includes("\n")) {
      dispatch({ type: "noticed", tone: "error", text: `Hide a term of at least ${SHORTEST} characters on one line: shorter ones stand in every text.` });
      return false;
    }
    if (!shown.terms.includes(term)) change({ terms: [...shown.terms, term] });
    return true;
  }

  return {
    hide,
    /** Leaves a value in the text from now on. @param {string} value */
    keep(value) {
      if (!shown || value === "") return;
      // A term of one's own is no find of the rules: it is taken off the list.
      const terms = shown.terms.filter((term) => term.toLowerCase() !== value.toLowerCase());
      if (terms.length < shown.terms.length) change({ terms });
      else if (!shown.keep.includes(value)) change({ keep: [...shown.keep, value] });
    },
    /** @param {Hiding} hiding */
    render(hiding) {
      if (hiding === shown) return;
      shown = hiding;
      names.checked = hiding.names;
      const chip = (/** @type {string} */ text, /** @type {string} */ label, /** @type {() => void} */ undo) =>
        el("li", {}, el("code", {}, text), el("button", { type: "button", "aria-label": label, title: label, onclick: undo }, "×"));
      const chips = (/** @type {"terms" | "keep"} */ list, /** @type {string} */ title, /** @type {string} */ label) =>
        hiding[list].length > 0 && el("ul", { class: "chips", "aria-label": title },
          el("li", {}, title),
          hiding[list].map((text) => chip(text, `${label} ${text}`, () => change({ [list]: hiding[list].filter((other) => other !== text) }))));
      fill(
        root,
        el("form", { class: "hiding", onsubmit: submit },
          el("label", { for: "term" }, "Always hide"), field, el("button", { type: "submit", "data-key": "hide" }, "Hide"),
          el("label", {}, names, "names of resources in ARNs too")),
        chips("terms", "Always hidden", "Stop hiding"),
        chips("keep", "Kept", "Hide again"),
      );
    },
  };
}
