// The day as a slider: what is dragged to is fetched as the page of that day, and put in its place.
// Without this the date beside it does the same. A click on the network leads to a page.
const form = document.getElementById("day-slider");
let wanted = 0;

function dayAt(position) {
  const day = new Date(`${form.dataset.first}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + Number(position));
  return day.toISOString().slice(0, 10);
}

async function show(address, keep) {
  const turn = ++wanted;
  const main = document.getElementById("main");
  main.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const text = await answer.text();
    if (turn !== wanted) return; // the slider has moved on
    if (!answer.ok) return void location.assign(address);
    const page = new DOMParser().parseFromString(text, "text/html");
    main.replaceChildren(...page.getElementById("main").childNodes);
    document.title = page.title;
    for (const place of [".top nav ul", ".search", ".foot"]) {
      document.querySelector(place).replaceWith(page.querySelector(place));
    }
    if (keep) history.pushState(null, "", address);
    main.dispatchEvent(new CustomEvent("content-replaced", { bubbles: true }));
  } catch {
    location.assign(address);
  } finally {
    if (turn === wanted) main.removeAttribute("aria-busy");
  }
}

function addressOf(day) {
  const asked = new URLSearchParams(location.search);
  asked.set("as_of", day);
  return `/?${asked}`;
}

if (form) {
  const range = form.querySelector("#s-range");
  const field = form.querySelector("#s-day");
  let timer;
  range.addEventListener("input", () => {
    const day = dayAt(range.value);
    field.value = day;
    range.setAttribute("aria-valuetext", day);
    clearTimeout(timer);
    timer = setTimeout(() => show(addressOf(day), true), 120);
  });
  form.addEventListener("submit", (event) => {
    if (!field.value) return;
    event.preventDefault();
    range.value = (Date.parse(field.value) - Date.parse(form.dataset.first)) / 86400000;
    show(addressOf(field.value), true);
  });
  addEventListener("popstate", () => location.reload());
}

document.addEventListener("chart-drawn", ({ detail: view }) => {
  view.addEventListener("click", (event, item) => {
    const url = item?.datum?.url;
    if (typeof url !== "string" || !url.startsWith("/") || url.startsWith("//")) return;
    const kept = new URLSearchParams(location.search);
    for (const name of [...kept.keys()]) if (!["as_of", "known_on"].includes(name)) kept.delete(name);
    location.assign(kept.size ? `${url}?${kept}` : url);
  });
});
