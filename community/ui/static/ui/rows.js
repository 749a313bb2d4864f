// One more row of figures, from the empty one that the page brings along. Without a script the same button saves, and
// the page that comes back has a row more.
const template = (form) => form.querySelector("template[data-rows]");
const total = (form) => form.elements[`${template(form).dataset.rows}-TOTAL_FORMS`];
const most = (form) => Number(form.elements[`${template(form).dataset.rows}-MAX_NUM_FORMS`].value);

function add(form) {
  const number = Number(total(form).value);
  const row = template(form).innerHTML.replaceAll("__prefix__", number).replaceAll("__number__", number + 1);
  template(form).insertAdjacentHTML("beforebegin", row);
  total(form).value = number + 1;
  if (number + 1 >= most(form)) form.querySelector("[value=add_row]").hidden = true;
}

// As many rows as kept fields need.
export function grow(form, fields) {
  if (!template(form)) return;
  const numbers = fields.filter(([, value]) => value.trim()).map(([name]) => name.split("-"));
  const rows = numbers.filter(([prefix]) => prefix === template(form).dataset.rows).map(([, number]) => Number(number) + 1);
  while (Number(total(form).value) < Math.min(most(form), Math.max(0, ...rows))) add(form);
}

export function adding(form) {
  form.querySelector("[value=add_row]")?.addEventListener("click", (event) => {
    event.preventDefault();
    add(form);
    const added = template(form).previousElementSibling;
    added.querySelector("input:not([type=hidden])").focus();
    added.scrollIntoView({ block: "nearest" });
  });
}
