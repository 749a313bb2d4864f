// Whoever signs out leaves no text behind in this browser.
import { wipe } from "./kept.js";

for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", () => wipe());
}
