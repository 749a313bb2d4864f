// Whoever signs out leaves no text behind in this browser; and what the server says that it has saved goes too, before
// a write page looks for it.
import { leave, settle } from "./kept.js";

settle();
for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", () => leave());
}
