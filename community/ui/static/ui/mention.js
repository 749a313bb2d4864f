// After an @ in a text: a list of those whom one can mention, by keyboard as by finger. The field stays a text field
// that the list belongs to; a status line says how many there are. Without it one types @grong or an address.
import { Suggestions } from "./suggestions.js";

const TYPED = /(?:^|[\s(>])@([^\s@[\]()]{2,30}(?: [^\s@[\]()]{0,30})?)$/; // two words at most

class Mentions extends Suggestions {
  constructor(area, form) {
    super(area, { label: form.dataset.whoLabel, found: form.dataset.whoFound, className: "mentions" });
    this.form = form;
  }

  get typed() {
    const { value, selectionStart, selectionEnd } = this.field;
    return selectionStart === selectionEnd ? value.slice(0, selectionStart).match(TYPED)?.[1] : undefined;
  }

  address(typed) {
    const address = new URL(this.form.dataset.whoUrl, location.href);
    const board = this.form.elements.board;
    if (board && !address.searchParams.has("emne")) address.searchParams.set("tavle", board.value);
    address.searchParams.set("q", typed);
    return address;
  }

  fill(option, one) {
    option.textContent = one.shown;
    option.source = `@[${one.label}](${one.code}) `;
  }

  show(found) {
    super.show(found);
    if (found.length) this.point(0);
  }

  key(event) {
    if (!this.isOpen || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const { length } = this.list.children;
    if (step) this.point((this.place + step + length) % length);
    else if (event.key === "Enter" || event.key === "Tab") this.chosen(this.list.children[this.place]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  choose(option) {
    const at = this.field.selectionStart;
    this.field.setSelectionRange(at - this.typed.length - 1, at);
    this.close();
    // insertText keeps the browser's own undo; setRangeText is for browsers that lack it.
    if (!document.execCommand("insertText", false, option.source)) {
      this.field.setRangeText(option.source, this.field.selectionStart, at, "end");
      this.field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

export function mentions() {
  for (const form of document.querySelectorAll("form[data-who-url]")) {
    for (const area of form.querySelectorAll("textarea[name=text]")) new Mentions(area, form);
  }
}
