// What the tests know of the page's inside: how to find things by their names, through shadow
// roots, and how to hand the page a paste or a file. Runs before the page's own scripts.

globalThis.sandbox = (() => {
  const violations = [];
  document.addEventListener("securitypolicyviolation", (event) =>
    violations.push(`${event.effectiveDirective} ${event.blockedURI}`));

  /** Everything that matches, in shadow roots too, in document order of the roots. */
  function all(selector, root = document) {
    const found = [...root.querySelectorAll(selector)];
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) found.push(...all(selector, element.shadowRoot));
    }
    return found;
  }
  const clean = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  /** Near enough to the accessible name: label, aria-label, text. */
  function nameOf(element) {
    const label = element.getAttribute("aria-label");
    if (label) return clean(label);
    if (element.labels?.length) return clean(element.labels[0].textContent);
    return clean(element.innerText ?? element.textContent);
  }
  const shows = (element) => element.checkVisibility({ visibilityProperty: true });
  /** The first thing in view that matches and whose name starts so; an error names what there is. */
  function find(selector, name, within = document) {
    const candidates = all(selector, within).filter(shows);
    const found = candidates.find((one) => nameOf(one) === name) ?? candidates.find((one) => nameOf(one).startsWith(name));
    if (!found) throw new Error(`no ${selector} "${name}" among ${JSON.stringify(candidates.map(nameOf))}`);
    return found;
  }
  const has = (selector, name) => all(selector).some((one) => shows(one) && nameOf(one).startsWith(name));

  const editor = () => all('[role=textbox][aria-label="Text to correct"]')[0];
  const text = (id) => clean(document.getElementById(id)?.innerText);
  /** The redacted text's box, and what stands in it. */
  const redactedBox = () => all('[role=textbox][aria-label="Redacted text"]').filter(shows)[0];
  const redacted = () => [...(redactedBox()?.querySelectorAll(".cm-line") ?? [])].map((line) => line.textContent).join("\n");
  /** Selects a word of the redacted text, as a drag of the mouse does. */
  function selectRedacted(word) {
    const walker = document.createTreeWalker(redactedBox(), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(word);
      if (at < 0) continue;
      redactedBox().focus();
      getSelection().setBaseAndExtent(node, at, node, at + word.length);
      return true;
    }
    return false;
  }
  const fromBase64 = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

  /** Hands the editor a paste, as the browser does. */
  function paste(string) {
    const data = new DataTransfer();
    data.setData("text/plain", string);
    editor().focus();
    editor().dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true, cancelable: true }));
  }
  /** Drops files on the page, as the browser does. */
  function dropFiles(files, on = document.body) {
    const data = new DataTransfer();
    for (const file of files) data.items.add(file);
    for (const type of ["dragenter", "dragover", "drop"]) {
      on.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, composed: true, cancelable: true }));
    }
  }
  /** Makes a folder that a drop gives: files by path, as the browser's own entries. Their content is text, or a File. */
  function folderEntry(name, files) {
    const children = new Map();
    for (const [path, content] of Object.entries(files)) {
      const [first, ...rest] = path.split("/");
      if (rest.length === 0) children.set(first, content);
      else children.set(first, { ...(children.get(first) ?? {}), [rest.join("/")]: content });
    }
    const entries = [...children].map(([child, content]) =>
      typeof content === "string" || content instanceof File ? fileEntry(child, content) : folderEntry(child, content));
    return {
      isDirectory: true, isFile: false, name,
      createReader: () => ({ readEntries: (done) => setTimeout(() => done(entries.splice(0, 100))) }),
    };
  }
  const fileEntry = (name, content) => ({
    isDirectory: false, isFile: true, name,
    file: (done) => setTimeout(() => done(content instanceof File ? content : new File([content], name))),
  });
  /** Drops a folder. A script cannot make a real one, so the items say that they are one, as real ones do. */
  function dropFolder(name, files) {
    const data = new DataTransfer();
    data.items.add(new File([], name));
    const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, composed: true, cancelable: true });
    const entry = folderEntry(name, files);
    const was = DataTransferItem.prototype.webkitGetAsEntry;
    DataTransferItem.prototype.webkitGetAsEntry = () => entry;
    document.body.dispatchEvent(event);
    DataTransferItem.prototype.webkitGetAsEntry = was;
  }
  /** The tree as it shows: a row each, with its marks, indented by its level; ">" before the one in view. */
  const rows = () => all("#tree [role=treeitem]").filter(shows).map((row) =>
    (row.getAttribute("aria-selected") === "true" ? ">" : "") + "  ".repeat(row.getAttribute("aria-level") - 1) +
    [...row.children].map((part) => clean(part.textContent)).filter(Boolean).join(" "));

  const drop = (files) => dropFiles(files.map(({ name, base64 }) => new File([fromBase64(base64)], name)), editor());

  /** The editor's whole text, as its own copy gives it. */
  function editorText() {
    const content = editor();
    content.focus();
    content.dispatchEvent(new KeyboardEvent("keydown", { key: "a", code: "KeyA", keyCode: 65, ctrlKey: true, bubbles: true, composed: true, cancelable: true }));
    const data = new DataTransfer();
    content.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, composed: true, cancelable: true }));
    return data.getData("text/plain");
  }

  /** The lines of the diff in view, each side: what goes, what comes. CodeMirror's classes. */
  function diff() {
    const box = document.getElementById("diff");
    const side = (selector) => all(selector, box).map((line) => line.textContent);
    return {
      gone: side(".cm-deletedChunk .cm-deletedLine, .cm-merge-a .cm-changedLine"),
      come: side(".cm-merge-b .cm-changedLine"),
      hunks: side(".cm-hunk"),
    };
  }

  /** A result's list as the page words it: one string an item, under its heading. */
  function items(heading) {
    const title = all("#findings h3").find((one) => nameOf(one).startsWith(heading));
    const list = title && document.querySelector(`#findings ul[aria-labelledby="${title.id}"]`);
    return list ? [...list.children].map((one) => clean(one.innerText)) : [];
  }

  /** Where to press, in view. A label stands for its radio button. */
  function point(selector, name) {
    const found = find(selector, name);
    const target = found.closest("label") ?? found;
    target.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top, width, height } = target.getBoundingClientRect();
    return { x: left + Math.min(width / 2, 200), y: top + height / 2 };
  }

  /** Selects what a field holds. */
  const selectAll = (name) => find("input", name).select();
  /** Picks an option of a select by its text. */
  function choose(name, option) {
    const select = find("select", name);
    const wanted = [...select.options].find((one) => clean(one.textContent) === option);
    if (!wanted) throw new Error(`no option "${option}" in "${name}"`);
    select.value = wanted.value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** What makes the page scroll sideways. */
  function overflow() {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = all("*").filter((one) => shows(one) && one.getBoundingClientRect().right > width + scrollX + 1);
    return wide.slice(0, 6).map((one) => `${one.tagName} ${one.id} ${one.className} to ${Math.round(one.getBoundingClientRect().right)} of ${width}`);
  }

  /** What has the keyboard, and whether one can see it. */
  function focused() {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body) return { name: "", tag: "", outlined: true };
    const near = [element, element.closest(".cm-editor"), element.nextElementSibling, element.getRootNode().host];
    const outlined = near.some((one) => {
      if (!one) return false;
      const { outlineStyle, outlineWidth, opacity } = getComputedStyle(one);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 && Number(opacity) > 0;
    });
    return { name: nameOf(element), tag: element.tagName.toLowerCase(), id: element.id, outlined };
  }

  return {
    violations, redacted, selectRedacted, find, has, point, paste, drop, dropFiles, dropFolder, rows, editorText, diff, items, focused, text, selectAll, choose, all,
    value: (name) => find("input", name).value,
    picked: () => all("#findings input[type=radio]:checked").map(nameOf),
    status: () => text("status"),
    busy: () => document.querySelector("#status.busy") !== null || !text("status"),
    notice: () => (document.getElementById("notice").hidden ? "" : text("notice-text")),
    live: () => document.getElementById("live").textContent,
    hidden: (id) => document.getElementById(id).closest("[hidden]") !== null,
    overflow,
  };
})();
