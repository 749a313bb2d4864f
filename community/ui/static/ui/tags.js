// Suggestions for tags, which stand with commas between them: the browser's own list, of what begins as the last of them
// does, in either written form. Without it one types the words.
const PAUSE = 150;
let number = 0;

function suggesting(field) {
  const list = Object.assign(document.createElement("datalist"), { id: `tags-${++number}` });
  field.after(list);
  field.setAttribute("list", list.id);
  field.autocomplete = "off";
  let timer, asked = "";
  const ask = async () => {
    const typed = field.value;
    const [, before, begun] = typed.match(/^(.*,\s*)?([^,]*)$/s);
    if (!begun.trim() || typed === asked) return;
    asked = typed;
    const address = new URL(field.dataset.suggestUrl, location.href);
    address.searchParams.set("q", begun.trim());
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).then((got) => got.json()).catch(() => null);
    if (field.value !== typed || document.activeElement !== field) return;
    const names = (answer?.found ?? []).filter((name) => name.toLowerCase() !== begun.trim().toLowerCase());
    // The browser leaves out what does not hold what is typed: «hjemmetjeneste (heimet)».
    const label = (name) => (name.toLowerCase().startsWith(begun.trim().toLowerCase()) ? name : `${name} (${typed})`);
    list.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: `${before ?? ""}${name}, `, label: label(name) })));
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
}

document.querySelectorAll("input[data-suggest-url]").forEach(suggesting);
