// What a page lacks for those who see little, hear it read, or have no mouse: a list of lines.
// The contrasts are those of WCAG 2.2 AA: 4.5 for text, 3 for large text, marks and controls.
() => {
  const faults = new Set();

  // Colours ---------------------------------------------------------------------------------------
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parsed = new Map();
  function colour(words) {
    if (!parsed.has(words)) {
      const found = words.match(/^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/);
      parsed.set(words, found ? found.slice(1).map((part) => (part === undefined ? 1 : Number(part)))
        : drawn(words));
    }
    return parsed.get(words);
  }
  function drawn(words) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = words;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  }
  const over = (above, below) => [0, 1, 2].map(
    (part) => above[part] * above[3] + below[part] * (1 - above[3])).concat(1);
  const faded = (one, share) => [one[0], one[1], one[2], one[3] * share];
  function luminance(one) {
    const [red, green, blue] = one.map((part) => part / 255).map(
      (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
  function contrast(above, below) {
    const [light, dark] = [over(above, below), below].map(luminance).sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }

  // What lies behind an element: usually one colour, of a gradient each of its colours.
  function behind(element) {
    if (!element) return [canvasColour()];
    const style = getComputedStyle(element);
    const own = colour(style.backgroundColor);
    const drawn = style.backgroundImage.match(/rgba?\([^)]*\)/g);
    if (drawn) return drawn.map(colour);
    if (own[3] === 1) return [own];
    const below = behind(element.parentElement);
    return own[3] === 0 ? below : below.map((one) => over(own, one));
  }
  const canvasColour = () => colour(
    matchMedia("(prefers-color-scheme: dark)").matches ? "rgb(18, 18, 18)" : "rgb(255, 255, 255)");
  function opacity(element) {
    let share = 1;
    for (let one = element; one; one = one.parentElement) share *= getComputedStyle(one).opacity;
    return share;
  }
  const worst = (above, element, share = opacity(element)) => Math.min(
    ...behind(element).map((one) => contrast(faded(above, share), one)));

  // Names -----------------------------------------------------------------------------------------
  function place(element) {
    const own = element.id ? `#${element.id}` : [...element.classList].map((one) => `.${one}`).join("");
    const words = (element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 30);
    return `<${element.localName}${own}> ${words}`;
  }
  const isSeen = (element) => element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })
    && !element.closest("[aria-busy='true']")
    && ![element, ...ancestors(element)].some((one) => getComputedStyle(one).clipPath === "inset(50%)");
  function* ancestors(element) {
    for (let one = element.parentElement; one; one = one.parentElement) yield one;
  }
  function nameOf(element) {
    const by = (element.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean);
    const labels = [...(element.labels || [])];
    const said = [element.getAttribute("aria-label") || "",
      ...by.map((id) => document.getElementById(id)?.textContent || ""),
      ...labels.map((one) => one.textContent)];
    if (["A", "BUTTON", "SUMMARY"].includes(element.tagName)) said.push(element.textContent);
    return said.join(" ").trim();
  }
  const short = (ratio) => ratio.toFixed(2);
  function need(least, ratio, what, element) {
    if (ratio < least - 0.005) faults.add(`${what} ${short(ratio)} < ${least}: ${place(element)}`);
  }

  // Text ------------------------------------------------------------------------------------------
  for (const one of document.querySelectorAll("details")) one.open = true;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const withText = new Set();
  while (walker.nextNode()) {
    if (walker.currentNode.data.trim()) withText.add(walker.currentNode.parentElement);
  }
  const isLarge = (style) => {
    const size = parseFloat(style.fontSize);
    return size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  };
  for (const element of withText) {
    if (["SCRIPT", "STYLE", "TITLE", "title"].includes(element.localName) || !isSeen(element)) continue;
    if (element.closest(":disabled")) continue;
    const style = getComputedStyle(element);
    const inDrawing = element instanceof SVGElement;
    const ink = colour(inDrawing ? style.fill : style.color);
    // A name on the map has an edge of its own, which lies behind its letters.
    const edge = inDrawing && style.paintOrder.startsWith("stroke") ? colour(style.stroke) : null;
    const ratio = edge ? contrast(ink, edge) : worst(ink, element);
    need(isLarge(style) ? 3 : 4.5, ratio, "text", element);
  }
  for (const element of document.querySelectorAll("main *, header *, footer *, .day-slider *")) {
    if (!isSeen(element)) continue;
    for (const part of ["::before", "::after", "::marker", "::placeholder"]) {
      const style = getComputedStyle(element, part);
      if (part === "::placeholder" && !element.placeholder) continue;
      if (part === "::marker" && getComputedStyle(element).display !== "list-item") continue;
      if (/^::(before|after)$/.test(part) && ["none", "normal", '""'].includes(style.content)) continue;
      need(4.5, worst(colour(style.color), element), `text of ${part}`, element);
    }
  }

  // Controls and what is drawn ----------------------------------------------------------------------
  const controls = "input:not([type='hidden']), select, textarea, button";
  for (const element of document.querySelectorAll(controls)) {
    if (!isSeen(element)) continue;
    if (!nameOf(element)) faults.add(`no label: ${place(element)} ${element.name}`);
    // The browser draws these by itself, in `accent-color`.
    if (["checkbox", "radio", "range"].includes(element.type)) continue;
    const around = behind(element.parentElement);
    const edge = colour(getComputedStyle(element).borderTopColor);
    need(3, Math.min(...around.map((one) => contrast(edge, one))), "edge of a control", element);
  }
  for (const element of document.querySelectorAll("a[href], summary, [role='img'], svg[role]")) {
    if (isSeen(element) && !nameOf(element)) faults.add(`no name: ${place(element)}`);
  }
  const shapes = ".chart-place .mark-symbol > path, .chart-place .mark-rect > path, "
    + ".chart-place .mark-line > path, .chart-place .mark-rule > line, .place > :not(title)";
  for (const element of document.querySelectorAll(shapes)) {
    if (!isSeen(element) || element.closest(".role-axis-grid, .role-axis-tick, .role-axis-domain")) continue;
    const style = getComputedStyle(element);
    const found = [["fill", style.fillOpacity], ["stroke", style.strokeOpacity]]
      .filter(([name]) => style[name] !== "none" && !/^(0px|0)$/.test(name === "stroke" ? style.strokeWidth : "1px"))
      .map(([name, share]) => faded(colour(style[name]), Number(share)))
      .filter((one) => one[3] > 0);
    if (!found.length) continue;
    const below = element.closest(".map")
      ? [...element.closest("svg").querySelectorAll(".land path")].slice(0, 1)
        .map((land) => colour(getComputedStyle(land).fill)).concat(behind(element.closest("svg")))
      : behind(element);
    const share = opacity(element);
    const best = Math.max(...found.map((one) => Math.min(
      ...below.map((back) => contrast(faded(one, share), back)))));
    need(3, best, "drawn", element);
  }

  // The frame ---------------------------------------------------------------------------------------
  const count = (wanted) => document.querySelectorAll(wanted).length;
  if (count("h1") !== 1) faults.add(`${count("h1")} h1`);
  if (!document.documentElement.lang) faults.add("no lang");
  if (!/\S.* · foedus$/.test(document.title)) faults.add(`title: ${document.title}`);
  for (const one of ["body > header", "header > nav[aria-label]", "main", "body > footer", "[role='search']"]) {
    if (count(one) !== 1) faults.add(`${count(one)} of ${one}`);
  }
  const levels = [...document.querySelectorAll("h1, h2, h3, h4")].map((one) => Number(one.tagName[1]));
  levels.forEach((level, at) => {
    if (at && level > levels[at - 1] + 1) faults.add(`a heading of level ${level} below ${levels[at - 1]}`);
  });
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.add(`twice: id ${id}`);
  for (const element of document.querySelectorAll("[tabindex]")) {
    if (element.tabIndex > 0) faults.add(`an order of its own: ${place(element)}`);
  }
  for (const table of document.querySelectorAll("main table:not(#vg-tooltip-element table)")) {
    if (!table.caption?.textContent.trim()) faults.add(`a table without a name: ${place(table)}`);
  }
  for (const chart of document.querySelectorAll(".chart-place, .map svg[role]")) {
    const table = chart.getAttribute("aria-details");
    const figures = table ? document.getElementById(table) : chart.closest("figure");
    if (!figures?.querySelector("table")) faults.add(`no table behind ${chart.getAttribute("aria-label")}`);
  }
  for (const [id, element] of [...document.querySelectorAll("a[href^='#']")].map(
    (one) => [one.getAttribute("href").slice(1), one])) {
    if (!document.getElementById(id)) faults.add(`leads nowhere: ${place(element)}`);
  }
  const spare = innerWidth - document.documentElement.scrollWidth;
  if (spare < 0) faults.add(`${-spare} px too wide`);
  return [...faults];
}
