// Suggestions come when somebody is about to search: who only reads fetches nothing of them.
for (const form of document.querySelectorAll("form[data-suggest-url]")) {
  const field = form.elements.q;
  field.addEventListener("focus", async () => {
    const { suggest } = await import("./suggest.js");
    suggest(field).later();
  }, { once: true });
}

// The field in the header opens ready to be written in, and closes on Escape.
const seek = document.querySelector("details.seek");
seek?.addEventListener("toggle", () => seek.open && seek.querySelector("[name=q]").focus());
seek?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  seek.open = false;
  seek.querySelector("summary").focus();
});
