// What the person knows that the paste does not say.

import { el, fill } from "./dom.js";
import { lengthField } from "./length-field.js";

/** @typedef {import("./state.js").State} State */

const strategies = [
  ["auto", "whatever the text proves"],
  ["reduce", "shorten the request"],
  ["raise", "raise the role's maximum"],
];
const chains = [
  ["auto", "look for signs"],
  ["yes", "yes: the caller is a role"],
  ["no", "no: a user or a first role"],
];

/**
 * @param {HTMLElement} root
 * @param {(action: any) => void} dispatch
 */
export function mountOptions(root, dispatch) {
  const change = (/** @type {any} */ options) => dispatch({ type: "options-changed", options });
  const requested = lengthField({
    id: "requested", label: "Length wanted", picks: [1, 2, 4, 8, 12],
    help: "How long a session should last. Needed only when the text does not say.",
    onChange: (seconds) => change({ requested: seconds }),
  });
  const roleMax = lengthField({
    id: "role-max", label: "Role's maximum, if known",
    help: "MaxSessionDuration as IAM shows it, when the role is not in the text.",
    onChange: (seconds) => change({ roleMax: seconds }),
  });
  const orgLimit = lengthField({
    id: "org-limit", label: "Limit of your organisation",
    help: "No role's maximum is raised above this.",
    onChange: (seconds) => change({ orgLimit: seconds }),
  });
  const strategy = choice("strategy", "Prefer to", strategies, (value) => change({ strategy: value }));
  const chained = choice("chained", "Role chaining", chains, (value) => change({ chained: value }));
  const format = choice("format", "Read as", [["", "whatever is found"]], (value) => change({ format: value }));
  const target = choice("target", "Role meant", [["", "any"]], (value) => change({ target: value }));
  root.append(
    requested.root,
    el("details", { class: "more" },
      el("summary", {}, "More about the role and the caller"),
      el("div", { class: "grid" }, roleMax.root, orgLimit.root, strategy.root, chained.root, format.root)),
    target.root,
  );
  let rolesShown = "";
  let formatsShown = /** @type {State["about"]} */ (null);

  return {
    /** Opens the list of notations. */
    askFormat() {
      root.querySelector("details.more")?.setAttribute("open", "");
      format.select.focus();
    },

    /** @param {State} state */
    render({ options, result, about }) {
      if (about !== formatsShown) {
        formatsShown = about;
        const titles = (about?.formats ?? []).map(({ id, title }) => el("option", { value: id }, `only ${title}`));
        fill(format.select, el("option", { value: "" }, "whatever is found"), titles);
      }
      format.select.value = options.format;
      requested.render(options.requested);
      roleMax.render(options.roleMax);
      orgLimit.render(options.orgLimit);
      strategy.select.value = options.strategy;
      chained.select.value = options.chained;
      const roles = rolesOf(result, options.target);
      target.root.hidden = roles.length < 2 && options.target === "";
      if (roles.join("\n") !== rolesShown) {
        rolesShown = roles.join("\n");
        fill(target.select, el("option", { value: "" }, "any"), roles.map((role) => el("option", { value: role }, role)));
      }
      target.select.value = options.target;
    },
  };
}

/**
 * The roles to choose from, each once, the chosen one always among them.
 *
 * @param {State["result"]} result
 * @param {string} target
 */
export function rolesOf(result, target) {
  const roles = new Set((result?.report.settings ?? []).map((setting) => setting.role).filter(Boolean));
  if (target !== "") roles.add(target);
  return [...roles].sort();
}

/**
 * @param {string} id
 * @param {string} label
 * @param {string[][]} values
 * @param {(value: string) => void} onChange
 */
function choice(id, label, values, onChange) {
  const select = el("select", { id: `option-${id}` }, values.map(([value, text]) => el("option", { value }, text)));
  select.addEventListener("change", () => onChange(select.value));
  const root = el("div", { class: "choice" }, el("label", { for: `option-${id}`, class: "label" }, label), select);
  return { root, select };
}
