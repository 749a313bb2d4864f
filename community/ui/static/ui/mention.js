// After an @ in a text: a list of those whom one can mention, by keyboard as by finger. The field stays a text field
// that the list belongs to; a status line says how many there are. Without it one types @grong or an address.
const TYPED = /(?:^|[\s(>])@([^\s@[\]()]{2,30}(?: [^\s@[\]()]{0,30})?)$/; // two words at most
const PAUSE = 150;
let number = 0, pressed = false;
addEventListener("pointerdown", () => (pressed = true), true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => (pressed = false), true);

class Mentions {
  constructor(area, form) {
    [this.area, this.form, this.url] = [area, form, form.dataset.whoUrl];
    this.id = `who-${++number}`;
    this.list = Object.assign(document.createElement("ul"), { id: this.id, className: "mentions", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", form.dataset.whoLabel);
    this.said = Object.assign(document.createElement("span"), { className: "sr" });
    this.said.setAttribute("role", "status");
    area.after(this.list, this.said);
    area.setAttribute("aria-autocomplete", "list");
    area.addEventListener("input", () => this.later());
    area.addEventListener("keydown", (event) => this.key(event));
    area.addEventListener("blur", () => this.left());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
  }

  get typed() {
    const { value, selectionStart, selectionEnd } = this.area;
    return selectionStart === selectionEnd ? value.slice(0, selectionStart).match(TYPED)?.[1] : undefined;
  }

  later() {
    clearTimeout(this.timer);
    if (this.typed) this.timer = setTimeout(() => this.ask(this.typed), PAUSE);
    else this.close();
  }

  async ask(typed) {
    if (!typed) return this.close();
    const address = new URL(this.url, location.href);
    const board = this.form.elements.board;
    if (board && !address.searchParams.has("emne")) address.searchParams.set("tavle", board.value);
    address.searchParams.set("q", typed);
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).then((got) => got.json()).catch(() => null);
    if (this.typed === typed && document.activeElement === this.area) this.show(answer?.found ?? []);
  }

  show(found) {
    if (!found.length) return this.close();
    this.list.replaceChildren(...found.map((one, place) => {
      const option = Object.assign(document.createElement("li"), { id: `${this.id}-${place}`, textContent: one.shown });
      option.setAttribute("role", "option");
      option.source = `@[${one.label}](${one.code}) `;
      return option;
    }));
    this.list.hidden = false;
    this.area.setAttribute("aria-controls", this.id);
    this.said.textContent = this.form.dataset.whoFound.replace("{n}", found.length);
    this.point(0);
  }

  point(place) {
    const options = [...this.list.children];
    this.place = (place + options.length) % options.length;
    options.forEach((one, at) => one.setAttribute("aria-selected", String(at === this.place)));
    this.area.setAttribute("aria-activedescendant", options[this.place].id);
    options[this.place].scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (this.list.hidden || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.point(this.place + step);
    else if (event.key === "Enter" || event.key === "Tab") this.choose(this.list.children[this.place]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  choose(option) {
    if (!option) return;
    const at = this.area.selectionStart;
    this.area.setSelectionRange(at - this.typed.length - 1, at);
    this.close();
    // insertText keeps the browser's own undo; setRangeText is for browsers that lack it.
    if (!document.execCommand("insertText", false, option.source)) {
      this.area.setRangeText(option.source, this.area.selectionStart, at, "end");
      this.area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  // What is pressed meanwhile must not move away from under the finger: it would never be clicked.
  left() {
    if (pressed) addEventListener("pointerup", () => setTimeout(() => this.close()), { once: true });
    else this.close();
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.said.textContent = "";
    this.area.removeAttribute("aria-activedescendant");
    this.area.removeAttribute("aria-controls");
  }
}

export function mentions() {
  for (const form of document.querySelectorAll("form[data-who-url]")) {
    for (const area of form.querySelectorAll("textarea[name=text]")) new Mentions(area, form);
  }
}
