// A file that is larger than any that is kept is not sent for nothing: it is let go of, and said so beside its field.
import { joined } from "./beside.js";

export function sizes(form) {
  form.addEventListener("change", ({ target }) => {
    const { largest, tooLarge } = target.dataset;
    if (!largest) return;
    const size = Math.max(0, ...[...target.files].map((file) => file.size));
    const id = `${target.id}_size`;
    document.getElementById(id)?.remove();
    joined(target, id, size > largest);
    if (size <= largest) return;
    target.value = "";
    const said = document.createElement("p");
    Object.assign(said, { id, className: "ds-validation-message", role: "alert" });
    said.dataset.field = "validation";
    said.textContent = tooLarge.replace("{size}", Math.ceil(size / 2 ** 20));
    target.after(said);
  });
}
