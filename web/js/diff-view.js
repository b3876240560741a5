// The correction as a diff: unified, side by side, or as a patch. Read-only; the marks inside a
// line are the engine's own edits.

import { standardKeymap } from "@codemirror/commands";
import { Change, MergeView, unifiedMergeView } from "@codemirror/merge";
import { EditorState, Prec, RangeSetBuilder } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, keymap, lineNumbers } from "@codemirror/view";
import { carriageReturns } from "./carriage-returns.js";
import { pairOf } from "./corrected.js";
import { diffLook } from "./diff-look.js";
import { el, fill } from "./dom.js";
import { editorLook } from "./editor-look.js";
import { MOST, excerptOf, lineOf, numberOf, wholeOf, withoutLongParts } from "./excerpt.js";
import { answerOf } from "./folder.js";
import { languageOf } from "./language.js";
import { BIG, textOf } from "./text.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./wire.js").Hunk} Hunk */

/** UTF-16 units of a patch that are shown. */
const LONGEST_PATCH = 200_000;

/** @param {HTMLElement} root holds the diff and nothing else */
export function mountDiffView(root) {
  /** @type {{destroy(): void} | null} */
  let view = null;
  let shown = /** @type {any} */ ({});

  return {
    /** @param {State} state */
    render(state) {
      const { result, layout, whole } = state;
      const answer = answerOf(state);
      const file = answer?.file ?? null;
      if (shown.result === result && shown.file === file && shown.layout === layout && shown.whole === whole) return;
      const scroll = shown.file === file ? (root.querySelector(".diff-box")?.scrollTop ?? 0) : 0;
      view?.destroy();
      view = null;
      shown = { result, file, layout, whole };
      if (!result || !answer || !file) return fill(root);
      if (layout === "patch") return fill(root, patchView(result.report.patch));
      const pair = pairOf(result, answer.index);
      if (!pair.changed) return fill(root);
      const big = pair.before.length > BIG && pair.changes !== null;
      const around = big ? excerptOf(pair) : wholeOf(pair);
      const excerpt = whole ? around : { ...around, pair: withoutLongParts(around.pair) };
      const cut = excerpt.pair !== around.pair;
      const box = el("div", { class: `diff-box ${layout}` });
      fill(root,
        big && el("p", { class: "hint" }, excerptHint(pair)),
        cut && el("p", { class: "hint" }, "Long lines are cut where nothing changes in them. What you copy or download is whole."),
        box);
      const shadow = box.attachShadow({ mode: "open" });
      const hunks = result.report.hunks.filter((hunk) => hunk.file === file.name);
      const make = layout === "split" ? splitView : unifiedView;
      const language = cut ? null : languageOf(file.name, file.format.id); // colours would be wrong behind a cut
      view = make(shadow, excerpt, hunks, language ?? [], !whole);
      box.scrollTop = scroll;
    },

    /** Makes a diff for nobody, so that the first one that somebody waits for finds code and styles warm. */
    warmUp() {
      const shadow = el("div").attachShadow({ mode: "open" });
      const pair = { before: textOf("a = 1\n"), after: textOf("a = 2\n"), changed: true, changes: [{ fromA: 4, toA: 5, fromB: 4, toB: 5 }] };
      unifiedView(shadow, wholeOf(pair), [], languageOf("a.tf", "") ?? [], true).destroy();
    },
  };
}

/** @param {string} patch of all files */
function patchView(patch) {
  const cut = patch.length > LONGEST_PATCH ? patch.lastIndexOf("\n", LONGEST_PATCH) + 1 : patch.length;
  return [
    cut < patch.length && el("p", { class: "hint" }, "The patch is large: only its beginning is shown. What you copy or download is whole."),
    el("pre", { class: "patch", tabindex: "0", "aria-label": "Patch" }, patch.slice(0, cut)),
  ];
}

/** @param {import("./corrected.js").Pair} pair */
function excerptHint({ changes }) {
  const count = changes?.length ?? 0;
  const which = count > MOST ? `the first ${MOST} of ${count} changes` : "the lines around the changes";
  return `The text is large: only ${which} are shown. What you copy or download is whole.`;
}

/**
 * @param {ShadowRoot} shadow
 * @param {import("./excerpt.js").Excerpt} excerpt
 * @param {Hunk[]} hunks
 * @param {any} language
 * @param {boolean} collapse
 */
function unifiedView(shadow, excerpt, hunks, language, collapse) {
  const { before, after } = excerpt.pair;
  return new EditorView({
    parent: shadow,
    root: shadow,
    state: EditorState.create({
      doc: after,
      extensions: [
        common(language, "Corrected text with the changes marked", excerpt.numbersB),
        headers(hunks.map((hunk) => ({ line: lineOf(excerpt.numbersB, hunk.newStart), hunk }))),
        unifiedMergeView({
          original: before,
          mergeControls: false,
          gutter: true,
          syntaxHighlightDeletions: true,
          ...mergeConfig(excerpt, collapse),
        }),
      ],
    }),
  });
}

/**
 * @param {ShadowRoot} shadow
 * @param {import("./excerpt.js").Excerpt} excerpt
 * @param {Hunk[]} hunks
 * @param {any} language
 * @param {boolean} collapse
 */
function splitView(shadow, excerpt, hunks, language, collapse) {
  const { before, after } = excerpt.pair;
  const old = hunks.map((hunk) => ({ line: lineOf(excerpt.numbersA, hunk.oldStart), hunk }));
  const made = hunks.map((hunk) => ({ line: lineOf(excerpt.numbersB, hunk.newStart), hunk }));
  return new MergeView({
    parent: shadow,
    root: shadow,
    a: { doc: before, extensions: [common(language, "Text before", excerpt.numbersA), headers(old)] },
    b: { doc: after, extensions: [common(language, "Corrected text", excerpt.numbersB), headers(made)] },
    ...mergeConfig(excerpt, collapse),
  });
}

/** @param {import("./excerpt.js").Excerpt} excerpt @param {boolean} collapse */
function mergeConfig({ pair }, collapse) {
  const { changes } = pair;
  return {
    // The library edits the list it is given, so it gets its own copy.
    diffConfig: changes === null ? { scanLimit: 500, timeout: 200 } : { override: () => changes.map(asChange) },
    collapseUnchanged: collapse ? { margin: 3, minSize: 4 } : undefined,
  };
}

/** @param {{fromA: number, toA: number, fromB: number, toB: number}} change */
function asChange({ fromA, toA, fromB, toB }) {
  return new Change(fromA, toA, fromB, toB);
}

/** @param {any} language @param {string} label @param {import("./excerpt.js").Numbering[]} numbers */
function common(language, label, numbers) {
  return [
    carriageReturns,
    EditorState.readOnly.of(true),
    EditorView.lineWrapping,
    lineNumbers({ formatNumber: (line) => String(numberOf(numbers, line)) }),
    language,
    diffLook,
    editorLook,
    keymap.of(standardKeymap),
    EditorView.contentAttributes.of({ "aria-label": label, "aria-readonly": "true", inputmode: "none", tabindex: "0" }),
  ];
}

class Header extends WidgetType {
  /** @param {Hunk} hunk */
  constructor(hunk) {
    super();
    this.text = `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`;
  }
  /** @param {Header} other */
  eq(other) {
    return this.text === other.text;
  }
  toDOM() {
    return el("div", { class: "cm-hunk" }, this.text);
  }
}

/** @param {{line: number, hunk: Hunk}[]} places in order */
function headers(places) {
  return Prec.high(
    EditorView.decorations.compute(["doc"], ({ doc }) => {
      /** @type {RangeSetBuilder<Decoration>} */
      const builder = new RangeSetBuilder();
      for (const { line, hunk } of places) {
        if (line < 1 || line > doc.lines) continue; // not in this excerpt
        const at = doc.line(line).from;
        builder.add(at, at, Decoration.widget({ widget: new Header(hunk), block: true, side: -2 }));
      }
      return builder.finish();
    }),
  );
}
