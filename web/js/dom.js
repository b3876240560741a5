// Elements are built here and nowhere else: text becomes text nodes, never markup.

/**
 * Makes an element. A property that starts with "on" is an event listener, "class" is the class,
 * a boolean sets or leaves out an attribute, everything else is an attribute.
 *
 * @param {string} tag
 * @param {Record<string, any> | null} [properties]
 * @param {...(Node | string | number | null | undefined | false | any[])} children
 * @returns {any}
 */
export function el(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

/** @param {Element} parent @param {any[]} children */
function append(parent, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(parent, child);
    else parent.append(child instanceof Node ? child : String(child));
  }
}

/** A path that may break onto the next line behind each "/", and elsewhere only if it must. @param {string} path */
export function breakable(path) {
  return path.split(/(?<=\/)/).flatMap((part, index) => (index === 0 ? [part] : [el("wbr"), part]));
}

/**
 * Puts children in place of what the element held, and keeps the keyboard where it was: the new
 * element with the same data-key as the focused one gets the focus.
 *
 * @param {Element} parent
 * @param {...any} children
 */
export function fill(parent, ...children) {
  const focused = parent.contains(document.activeElement)
    ? /** @type {HTMLElement} */ (document.activeElement).dataset.key
    : undefined;
  const open = new Set();
  for (const details of parent.querySelectorAll("details[open][data-key]")) {
    open.add(/** @type {HTMLElement} */ (details).dataset.key);
  }
  parent.replaceChildren();
  append(parent, children);
  for (const details of parent.querySelectorAll("details[data-key]")) {
    if (open.has(/** @type {HTMLElement} */ (details).dataset.key)) details.setAttribute("open", "");
  }
  if (focused === undefined) return;
  for (const candidate of parent.querySelectorAll("[data-key]")) {
    const element = /** @type {HTMLElement} */ (candidate);
    if (element.dataset.key === focused) return element.focus({ preventScroll: true });
  }
}

/**
 * The element with this id; the page's skeleton is fixed, so a missing one is a bug.
 *
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no element #${id}`);
  return element;
}
