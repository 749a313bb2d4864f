// The toolbar over a Markdown textarea: bold, list, link, and a preview that the server makes.
const MARKS = {
  bold: (text) => [`**${text || "…"}**`, 2, 2],
  list: (text) => [(text || "…").replace(/^(?!- )/gm, "- "), 2, 0],
  link: (text) => [`[${text || "…"}](https://)`, 1, 11],
};

// insertText keeps the browser's own undo; setRangeText is for browsers that lack it.
function insert(area, text) {
  area.focus();
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function mark(area, name) {
  if (name === "list") {
    const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
    area.setSelectionRange(start, area.selectionEnd);
  }
  const from = area.selectionStart;
  const [text, before, after] = MARKS[name](area.value.slice(from, area.selectionEnd));
  insert(area, text);
  area.setSelectionRange(from + before, from + text.length - after);
}

async function preview(button, area, url, token) {
  const bar = button.parentElement;
  const shown = button.getAttribute("aria-pressed") === "true";
  button.words ??= button.textContent;
  const page = shown ? null : await drawn(area.value, url, token, button.dataset.failed);
  area.hidden = !shown;
  if (shown) area.nextElementSibling.remove();
  else area.after(page);
  button.setAttribute("aria-pressed", String(!shown));
  button.textContent = shown ? button.words : button.dataset.write;
  for (const other of bar.querySelectorAll("button")) other.disabled = !shown && other !== button;
  page?.focus({ preventScroll: true });
  if (bar.getBoundingClientRect().top < 0) bar.scrollIntoView(); // a small window would else stand past what is shown
}

async function drawn(text, url, token, failed) {
  const body = new URLSearchParams({ text });
  const headers = { "X-CSRFToken": token, "X-Requested-With": "preview" };
  const answer = await fetch(url, { method: "POST", body, headers }).catch(() => null);
  const page = document.createElement("div");
  page.className = "prose preview";
  page.tabIndex = -1;
  if (answer?.ok) page.innerHTML = await answer.text(); // made safe by the server, as on the page itself
  else page.textContent = failed;
  return page;
}

// One stop for the Tab key; the arrows move between the buttons.
function roam(bar) {
  const buttons = [...bar.querySelectorAll("button")];
  buttons.forEach((button, number) => (button.tabIndex = number ? -1 : 0));
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const enabled = buttons.filter((button) => !button.disabled);
    if (!step || !enabled.length) return;
    const next = enabled[(enabled.indexOf(document.activeElement) + step + enabled.length) % enabled.length];
    buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
    event.preventDefault();
  });
}

export function toolbars(form, token) {
  for (const bar of form.querySelectorAll("[data-markdown]")) {
    const area = document.getElementById(bar.getAttribute("aria-controls"));
    const url = form.dataset.previewUrl;
    if (!area) continue;
    bar.hidden = false;
    if (!url) bar.querySelector('[data-mark="preview"]').remove();
    roam(bar);
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("[data-mark]");
      if (!button) return;
      if (button.dataset.mark === "preview") preview(button, area, url, token());
      else mark(area, button.dataset.mark);
    });
    area.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "b" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      mark(area, "bold");
    });
  }
}
