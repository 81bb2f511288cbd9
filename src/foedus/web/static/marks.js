// Brings the note of the words that are pointed at into view; all is there without it too.
const notes = document.querySelector(".notes");

function point(target) {
  const mark = target.closest?.("a.mark[href^='#n-']");
  if (!mark || !notes) return;
  for (const one of notes.querySelectorAll(".pointed")) one.classList.remove("pointed");
  const note = document.getElementById(mark.getAttribute("href").slice(1));
  if (!note) return;
  note.classList.add("pointed");
  if (getComputedStyle(notes).position === "sticky") {
    notes.scrollTop = note.offsetTop - notes.offsetTop - notes.clientHeight / 3;
  }
}

document.addEventListener("pointerover", (event) => point(event.target));
document.addEventListener("focusin", (event) => point(event.target));
