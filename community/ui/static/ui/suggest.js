// The search field as a combobox: suggestions from the third letter. Enter searches, unless one of them is chosen.
import { Suggestions } from "./suggestions.js";

const FROM_LETTERS = 3;

class SearchField extends Suggestions {
  constructor(field, form) {
    super(field, { label: form.dataset.suggestLabel, found: form.dataset.suggestFound, className: "suggestions" });
    this.form = form;
    field.setAttribute("role", "combobox");
    field.setAttribute("autocomplete", "off");
    field.setAttribute("aria-expanded", "false");
  }

  get typed() {
    const typed = this.field.value.trim();
    return typed.length < FROM_LETTERS ? "" : typed;
  }

  address(typed) {
    const address = new URL(this.form.dataset.suggestUrl, location.href);
    address.searchParams.set("q", typed);
    return address;
  }

  fill(option, one) {
    const about = Object.assign(document.createElement("span"), { textContent: one.about, className: "small muted" });
    option.append(one.label, " ", about);
    option.url = one.url;
  }

  show(found) {
    super.show(found);
    if (found.length) this.field.setAttribute("aria-expanded", "true");
  }

  key(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const { length } = this.list.children;
    if (!this.isOpen) {
      if (event.key === "ArrowDown" && this.typed) this.ask(this.typed);
      return;
    }
    if (step) this.point(((this.place + 1 + step + length + 1) % (length + 1)) - 1); // past the last lies the field
    else if (event.key === "Enter" && this.place >= 0) this.chosen(this.list.children[this.place]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  choose(option) {
    this.close();
    location.assign(option.url);
  }

  close() {
    super.close();
    this.field.setAttribute("aria-expanded", "false");
  }
}

export function suggest(field) {
  return new SearchField(field, field.form);
}
