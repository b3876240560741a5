// How changed lines look: a sign and a bar as well as a colour.

import { EditorView } from "@codemirror/view";

export const diffLook = EditorView.theme({
  "&": { height: "auto", maxHeight: "none" },
  ".cm-content": { padding: "0" },
  "&.cm-merge-b .cm-changedLine, &.cm-merge-b .cm-insertedLine": { backgroundColor: "var(--insert)" },
  "&.cm-merge-a .cm-changedLine, &.cm-merge-a .cm-deletedLine, .cm-deletedChunk": { backgroundColor: "var(--delete)" },
  "&.cm-merge-b .cm-changedText": { background: "var(--insert-mark)", fontWeight: "bold" },
  "&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText": { background: "var(--delete-mark)", fontWeight: "bold" },
  ".cm-insertedLine, .cm-deletedLine, .cm-deletedLine del, .cm-changedText": { textDecoration: "none" },
  ".cm-line": { paddingLeft: "1.6em" },
  ".cm-deletedChunk": { paddingLeft: "0" },
  ".cm-deletedChunk .cm-deletedLine": { paddingLeft: "1.6em", whiteSpace: "pre-wrap", overflowWrap: "anywhere" },
  ".cm-changedLine, .cm-deletedChunk .cm-deletedLine": { position: "relative" },
  "&.cm-merge-b .cm-changedLine::before": { content: "'+'", position: "absolute", left: "0.5em", color: "var(--insert-sign)" },
  "&.cm-merge-a .cm-changedLine::before, .cm-deletedChunk .cm-deletedLine::before": {
    content: "'−'", position: "absolute", left: "0.5em", color: "var(--delete-sign)",
  },
  "&.cm-merge-b .cm-changedLineGutter": { background: "var(--insert-sign)" },
  "&.cm-merge-a .cm-changedLineGutter, .cm-deletedLineGutter": { background: "var(--delete-sign)" },
  ".cm-hunk": {
    fontFamily: "var(--mono)", color: "var(--dim)", backgroundColor: "var(--panel)",
    borderTop: "1px solid var(--line)", borderBottom: "1px solid var(--line)", padding: "1px 8px",
  },
  ".cm-collapsedLines:before, .cm-collapsedLines:after": { content: "'⋯'" },
  ".cm-collapsedLines": { background: "var(--panel)", color: "var(--dim)", padding: "2px 8px", fontFamily: "var(--sans)" },
});
