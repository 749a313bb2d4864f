// What the server says of single fields when the page has saved by itself, in the markup that it draws pages with.

export const joined = (control, id, holds) => {
  const ids = new Set((control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  ids[holds ? "add" : "delete"](id);
  if (ids.size) control.setAttribute("aria-describedby", [...ids].join(" "));
  else control.removeAttribute("aria-describedby");
};

// Errors by the id of their field. An older one goes when its field is in order, but what was asked for when the form
// was sent in stays until something is written there.
export function errors(form, found, touched) {
  for (const box of form.querySelectorAll("[id$=_error]")) {
    const id = box.id.replace(/_error$/, "");
    const control = document.getElementById(id) ?? box.closest("fieldset");
    if (found[id] || !(touched.has(id) || "said" in box.dataset)) continue;
    box.remove();
    control?.removeAttribute("aria-invalid");
    if (control) joined(control, box.id, false);
  }
  for (const [id, html] of Object.entries(found)) {
    const control = document.getElementById(id) ?? document.getElementById(`${id}_0`)?.closest("fieldset");
    if (!control) continue;
    document.getElementById(`${id}_error`)?.remove();
    control.closest(".ds-field, .check, fieldset").insertAdjacentHTML("beforeend", html);
    document.getElementById(`${id}_error`).dataset.said = "";
    control.setAttribute("aria-invalid", "true");
    joined(control, `${id}_error`, true);
    control.closest("details")?.setAttribute("open", "");
  }
}

// Warnings by the name of their place, which is there from the beginning, so that what comes into it is read aloud.
export function warnings(form, found) {
  for (const place of form.querySelectorAll("[data-warned]")) {
    const html = (found[place.dataset.warned] ?? "").trim();
    if ((place.said ?? place.innerHTML.trim()) !== html) place.innerHTML = html;
    place.said = html;
  }
}
