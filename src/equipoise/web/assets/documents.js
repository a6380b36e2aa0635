// The text of a document: places in view, words selected in code points, and files that are dropped.
const equipoiseDocument = (() => {
  const region = () => document.querySelector(".document-text");
  const pieces = (start, end) =>
    [...document.querySelectorAll(".document-text [data-at]")].filter(
      (piece) => Number(piece.dataset.at) >= start && Number(piece.dataset.at) < end,
    );
  // What was drawn a moment ago stands in the page only after the toolkit has had its turn.
  const later = (act) => setTimeout(() => requestAnimationFrame(act), 60);

  function mark(start, end) {
    later(() => {
      document.querySelectorAll(".document-text .cur").forEach((piece) => piece.classList.remove("cur"));
      pieces(start, end).forEach((piece) => piece.classList.add("cur"));
      document.querySelectorAll(".places .cur").forEach((line) => line.classList.remove("cur"));
      const line = document.querySelector(`.places [data-go="${start},${end}"]`);
      if (line) {
        line.classList.add("cur");
        const list = line.closest(".places");
        list.scrollTop = line.offsetTop - list.offsetTop - list.clientHeight / 3;
      }
    });
  }
  function show(start, end) {
    mark(start, end);
    later(() => {
      const first = pieces(start, end)[0];
      if (!first) return;
      const box = region();
      const at = first.getBoundingClientRect().top - box.getBoundingClientRect().top;
      box.scrollTop += at - box.clientHeight / 3;
    });
  }
  const top = () => later(() => (region().scrollTop = 0));
  const focusPanel = () =>
    later(() => {
      const field = [...document.querySelectorAll(".review .panel")]
        .filter((panel) => panel.offsetParent !== null)
        .map((panel) => panel.querySelector(".first input, .first textarea, input.first, textarea.first"))[0];
      if (field) field.focus();
    });

  // Characters of a page are counted in halves of surrogate pairs, those of a document in code points.
  function place(node, offset) {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
    if (!piece) return null;
    const before = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, offset) : "";
    return Number(piece.dataset.at) + [...before].length;
  }
  function tellSelection() {
    const chosen = getSelection();
    const box = region();
    if (!box || chosen.isCollapsed || !box.contains(chosen.anchorNode) || !box.contains(chosen.focusNode)) return;
    const ends = [place(chosen.anchorNode, chosen.anchorOffset), place(chosen.focusNode, chosen.focusOffset)];
    if (ends.includes(null) || ends[0] === ends[1]) return;
    emitEvent("document_selected", [Math.min(...ends), Math.max(...ends)]);
  }
  document.addEventListener("mouseup", tellSelection);
  document.addEventListener("keyup", (event) => event.shiftKey && tellSelection());

  document.addEventListener("click", (event) => {
    const words = event.target.closest(".document-text [data-candidate]");
    // Whoever selects words does not ask for the candidate they belong to.
    if (words && words.dataset.candidate && getSelection().isCollapsed) {
      return emitEvent("document_candidate", words.dataset.candidate);
    }
    const line = event.target.closest("[data-go]");
    if (line) emitEvent("document_go", [...line.dataset.go.split(","), line.dataset.kind, line.dataset.name]);
  });
  // Escape leaves a field, so that keys decide again.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest(".review input, .review textarea")) event.target.blur();
  });

  const send = (box, files) => getElement(Number(box.dataset.uploader)).$refs.qRef.addFiles([...files]);
  document.addEventListener("change", (event) => {
    const box = event.target.closest(".drop");
    if (!box || !event.target.files.length) return;
    send(box, event.target.files);
    event.target.value = "";
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const box = event.target.closest?.(".drop");
      // A file that misses the box would otherwise replace the page.
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
      document.querySelectorAll(".drop.over").forEach((one) => one.classList.remove("over"));
      if (!box) return;
      if (kind === "dragover") box.classList.add("over");
      if (kind === "drop") send(box, event.dataTransfer.files);
    });
  }
  return { mark, show, top, focusPanel };
})();
