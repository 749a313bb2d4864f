// A list of suggestions below a field, by keyboard as by finger, that is asked for while one types: a listbox that the
// field owns. What it asks, shows and does with a choice, whoever extends it says. Nothing is kept of what is typed.
const PAUSE = 150;
let number = 0, pressed = false;
addEventListener("pointerdown", () => (pressed = true), true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => (pressed = false), true);

export class Suggestions {
  place = -1;

  constructor(field, { label, found, className }) {
    [this.field, this.found, this.id] = [field, found, `suggested-${++number}`];
    this.list = Object.assign(document.createElement("ul"), { id: this.id, className, hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", label);
    this.said = Object.assign(document.createElement("span"), { className: "sr" });
    this.said.setAttribute("role", "status");
    field.after(this.list, this.said);
    field.setAttribute("aria-autocomplete", "list");
    field.addEventListener("input", () => this.later());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.left());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => this.chosen(event.target.closest("[role=option]")));
  }

  get isOpen() {
    return !this.list.hidden;
  }

  later() {
    clearTimeout(this.timer);
    if (this.typed) this.timer = setTimeout(() => this.ask(this.typed), PAUSE);
    else this.close();
  }

  async ask(typed) {
    this.asking?.abort(); // what was typed before is of no use any more
    if (!typed) return this.close();
    const { signal } = (this.asking = new AbortController());
    const asked = fetch(this.address(typed), { headers: { Accept: "application/json" }, signal });
    const answer = await asked.then((got) => (got.ok ? got.json() : null)).catch(() => null);
    if (!signal.aborted && this.typed === typed && document.activeElement === this.field) this.show(answer?.found ?? []);
  }

  show(found) {
    if (!found.length) return this.close();
    this.list.replaceChildren(...found.map((one, place) => {
      const option = Object.assign(document.createElement("li"), { id: `${this.id}-${place}` });
      option.setAttribute("role", "option");
      this.fill(option, one);
      return option;
    }));
    this.list.hidden = false;
    this.field.setAttribute("aria-controls", this.id);
    this.said.textContent = this.found.replace("{n}", found.length);
    this.point(-1);
  }

  // -1 is none of them: the field itself.
  point(place) {
    const options = [...this.list.children];
    this.place = place;
    options.forEach((one, at) => one.setAttribute("aria-selected", String(at === place)));
    if (place < 0) return this.field.removeAttribute("aria-activedescendant");
    this.field.setAttribute("aria-activedescendant", options[place].id);
    options[place].scrollIntoView({ block: "nearest" });
  }

  chosen(option) {
    if (option) this.choose(option);
  }

  // What is pressed meanwhile must not move away from under the finger: it would never be clicked.
  left() {
    if (pressed) addEventListener("pointerup", () => setTimeout(() => this.close()), { once: true });
    else this.close();
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.list.hidden = true;
    this.said.textContent = "";
    this.field.removeAttribute("aria-activedescendant");
    this.field.removeAttribute("aria-controls");
  }
}
