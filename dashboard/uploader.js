(function () {
  // Streamlit's field for files calls itself mere decoration though it has a name, and speaks English only.
  var label = __LABEL__;
  window.hengbiUploader = function () {
    document.querySelectorAll("[data-testid=stFileUploaderDropzone]").forEach(function (field) {
      if (field.getAttribute("role") !== "group") field.setAttribute("role", "group");
      var button = field.querySelector("button[data-testid=stBaseButton-secondary]");
      if (button && button.getAttribute("aria-label") !== label) button.setAttribute("aria-label", label);
    });
  };
  window.hengbiUploader();
  if (window.hengbiUploaderWatch) return;
  window.hengbiUploaderWatch = new MutationObserver(function () { window.hengbiUploader(); });
  window.hengbiUploaderWatch.observe(document.body, { childList: true, subtree: true });
})();
