// While a title is typed: who asked something like it. Without it the same is shown once, when the form is sent.
const PAUSE = 500;
const ENOUGH = 8;
const box = document.querySelector("[data-asked]");
const title = box?.closest("form").elements.title;

if (title) {
  let timer, asked = "";
  const ask = async () => {
    const now = title.value.trim();
    if (now === asked || now.length < ENOUGH) return;
    asked = now;
    const answer = await fetch(`${box.dataset.asked}?tittel=${encodeURIComponent(now)}`, { headers: { Accept: "application/json" } })
      .then((got) => (got.ok ? got.json() : null)).catch(() => null);
    if (!answer || asked !== now) return;
    box.innerHTML = answer.number ? answer.html : "";
    // What has been shown here is not shown once more as a step of its own.
    const shown = Object.assign(document.createElement("input"), { type: "hidden", name: "shown", value: "1" });
    box.append(shown);
  };
  title.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
}
