(function () {
  // Streamlit's field for files calls itself mere decoration though it has a name, and speaks English only.
  var said = __WORDS__;
  function say(field, where, words) {
    var node = field.querySelector(where);
    var text = node && node.firstChild;
    if (text && text.nodeType === 3 && text.nodeValue !== words) text.nodeValue = words;
  }
  window.hengbiUploader = function () {
    document.querySelectorAll("[data-testid=stFileUploaderDropzone]").forEach(function (field) {
      if (field.getAttribute("role") !== "group") field.setAttribute("role", "group");
      say(field, "button p", said.browse);
      say(field, "[data-testid=stFileUploaderDropzoneInstructions] span", said.drop);
    });
  };
  window.hengbiUploader();
  if (window.hengbiUploaderWatch) return;
  window.hengbiUploaderWatch = new MutationObserver(function () { window.hengbiUploader(); });
  window.hengbiUploaderWatch.observe(document.body, { childList: true, subtree: true });
})();
