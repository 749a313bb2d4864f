// Starts what Wagtail's admin would start by scripts in the page, which our Content Security Policy forbids. A widget
// says what it wants in an empty template: <template data-start="PageChooser" data-id="id_page" data-options="{…}">.
import { leave } from "../ui/kept.js";

const KNOWN = /^(init(Date|Time|DateTime)Chooser|createTaskChooser|[A-Z]\w*Chooser|InlinePanel|MultipleChooserPanel)$/;

function start(template) {
  const { start: name, id, options } = template.dataset;
  template.remove();
  if (!KNOWN.test(name) || typeof window[name] !== "function") return;
  const given = [id, options && JSON.parse(options)].filter((one) => one !== undefined);
  if (/^[A-Z]/.test(name)) new window[name](...given);
  else window[name](...given);
}

function startWithin(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  if (node.matches("template[data-start]")) start(node);
  else node.querySelectorAll("template[data-start]").forEach(start);
}

startWithin(document.documentElement);
new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(startWithin))).observe(
  document.documentElement,
  { childList: true, subtree: true },
);

// Its sidebar draws its own form for signing out: like ours, that leaves no text behind in this browser.
document.addEventListener(
  "submit",
  ({ target }) => {
    if (target.getAttribute("action")?.endsWith("/admin/logout/")) leave();
  },
  true,
);
