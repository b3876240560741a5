// How the page's editors look and what colours their words have. Colours are the page's custom
// properties, which reach into the shadow root, so light and dark need nothing here.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const words = HighlightStyle.define([
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.atom, tags.bool], color: "var(--code-number)" },
  { tag: [tags.keyword, tags.definitionKeyword], color: "var(--code-keyword)" },
  { tag: [tags.propertyName, tags.attributeName], color: "var(--code-property)" },
  { tag: [tags.function(tags.variableName), tags.standard(tags.variableName)], color: "var(--code-keyword)" },
]);

const look = EditorView.theme({
  "&": { color: "var(--text)", backgroundColor: "var(--field)", fontSize: "var(--code-size)", height: "100%" },
  "&.cm-focused": { outline: "none" }, // the box around it shows the focus, where no gutter hides it
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--text)", padding: "6px 0" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--dim)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine": { backgroundColor: "var(--active)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--active)", color: "var(--text)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--selection) !important",
  },
  ".cm-sign": {
    fontSize: "0.75em",
    color: "var(--dim)",
    border: "1px solid var(--line)",
    borderRadius: "3px",
    padding: "0 2px",
  },
  ".cm-hidden": { backgroundColor: "var(--mark)", borderRadius: "3px", cursor: "pointer" },
  ".cm-placeholder": { color: "var(--dim)" },
  ".cm-lintRange": { backgroundImage: "none", textDecoration: "underline wavy 1.5px", textUnderlineOffset: "3px" },
  ".cm-lintRange-error": { textDecorationColor: "var(--error)" },
  ".cm-lintRange-warning": { textDecorationColor: "var(--warning)" },
  ".cm-lintRange-info": { textDecorationColor: "var(--info)" },
  ".cm-lintPoint:after": { borderBottomColor: "var(--warning)" },
  ".cm-tooltip": { backgroundColor: "var(--panel)", color: "var(--text)", border: "1px solid var(--line)" },
  ".cm-diagnostic": { borderLeftColor: "var(--accent)", fontFamily: "var(--sans)", whiteSpace: "normal", maxWidth: "36em" },
  ".cm-panels": { backgroundColor: "var(--panel)", color: "var(--text)", borderColor: "var(--line)" },
  ".cm-textfield": { backgroundColor: "var(--field)", color: "var(--text)", borderColor: "var(--line-strong)" },
  ".cm-button": { backgroundImage: "none", backgroundColor: "var(--button)", color: "var(--text)", borderColor: "var(--line-strong)" },
  ".cm-searchMatch": { backgroundColor: "var(--mark)" },
  "@media (prefers-reduced-motion: reduce)": {
    ".cm-cursorLayer": { animation: "none !important" },
  },
  "@media (forced-colors: active)": {
    ".cm-selectionBackground": { background: "Highlight !important" },
  },
});

export const editorLook = [look, syntaxHighlighting(words)];
