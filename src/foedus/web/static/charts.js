// Draws each <script type="application/json" class="chart"> beside it, with Vega as it comes with
// an installed package. `ast` has expressions interpreted, so that no code is made of text.
import "/static/vega.js";

const style = getComputedStyle(document.documentElement);
const color = (name) => style.getPropertyValue(name).trim();

const config = {
  background: null,
  font: style.fontFamily,
  axis: {
    labelColor: color("--ink"), titleColor: color("--ink"), domainColor: color("--rule"),
    tickColor: color("--rule"), gridColor: color("--rule"), titleFontWeight: "normal",
  },
  legend: { labelColor: color("--ink"), titleColor: color("--ink"), titleFontWeight: "normal" },
  title: { color: color("--ink"), fontWeight: "normal" },
  text: { color: color("--ink") },
  view: { stroke: null },
};

async function draw(data) {
  const place = document.createElement("div");
  place.className = "chart-place";
  place.setAttribute("role", "img");
  const figures = document.getElementById(data.dataset.figures);
  const where = figures ? "above" : "below";
  place.setAttribute("aria-label", `Chart: ${data.dataset.title}. Its figures stand in the table ${where}.`);
  if (figures) place.setAttribute("aria-details", figures.id);
  data.before(place);
  // Vega names the element it draws in after itself; the name stands on the one around it.
  const inside = place.appendChild(document.createElement("div"));
  try {
    const made = await window.vegaEmbed(inside, JSON.parse(data.textContent), {
      ast: true,
      actions: false,
      config,
      defaultStyle: false,
      renderer: "svg",
      tooltip: { disableDefaultStyle: true },
    });
    // A page may listen to this, to follow clicks on marks.
    place.dispatchEvent(new CustomEvent("chart-drawn", { bubbles: true, detail: made.view }));
  } catch (error) {
    place.removeAttribute("role");
    place.textContent = `The chart cannot be drawn (${error.message}); the table ${where} has its figures.`;
    data.closest("figure")?.querySelector("details")?.setAttribute("open", "");
  }
}

function drawAll() {
  for (const data of document.querySelectorAll("script.chart[type='application/json']")) {
    if (!data.previousElementSibling?.classList.contains("chart-place")) draw(data);
  }
}

// Where a page puts other content into its place, its charts are drawn too.
document.addEventListener("content-replaced", drawAll);
drawAll();
