// Choices take effect at once, in place. htmx does it, and is fetched when somebody is about to choose: without it, or
// until it is there, forms and links do the same by the whole page.
const area = document.querySelector("[data-lively]");
const told = document.querySelector("[data-told]");
let here, waiting;

async function fetched() {
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
  await import("./vendor/htmx.min.js");
  here = true;
  waiting?.dispatchEvent(new Event("change", { bubbles: true }));
}

let coming;
for (const about of ["pointerover", "focusin"]) {
  area.addEventListener(about, (event) => {
    if (event.target.closest("[hx-get], [hx-boost]")) coming ??= fetched().catch(() => {});
  });
}
area.addEventListener("change", (event) => here || (waiting = event.target)); // chosen before it came

// What was unfolded stays so, the focus where it was, and how many hits there are is said.
let unfolded = [], focused;
document.addEventListener("htmx:beforeSwap", () => {
  unfolded = [...area.querySelectorAll("details[open]")].map((one) => one.id);
  focused = document.activeElement.id;
});
document.addEventListener("htmx:afterSwap", () => {
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  told.textContent = (area.querySelector("#n") ?? area.querySelector(".empty h2"))?.textContent.trim() ?? "";
});
