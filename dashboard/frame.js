(function () {
  var labels = __LABELS__;
  document.documentElement.lang = labels.lang;
  var first = !window.hengbi;
  window.hengbi = labels;
  if (!first) return;

  // A link within the dashboard keeps the session: the URL changes and Streamlit follows it,
  // as it does for back and forward. Without this script it is an ordinary link.
  function go(href) {
    var to = new URL(href, document.baseURI);
    history.pushState(null, "", to.pathname + to.search);
    window.dispatchEvent(new PopStateEvent("popstate"));
  }

  // A link as it stands in another document: the page's own address with the whole state.
  function text(button) {
    if (!("share" in button.dataset)) return button.dataset.copy;
    var query = button.dataset.share;
    return location.origin + location.pathname + (query ? "?" + query : "");
  }

  // Without a secure address the browser has no clipboard for scripts; the old way serves there.
  function copy(button) {
    function done(good) {
      if (!button.dataset.label) button.dataset.label = button.textContent;
      button.textContent = good ? hengbi.copied : hengbi.failed;
      button.setAttribute("aria-live", "polite");
      setTimeout(function () { button.textContent = button.dataset.label; }, 2000);
    }
    function old() {
      var area = document.createElement("textarea");
      area.value = text(button);
      area.style.position = "fixed";
      area.style.opacity = "0";
      button.parentNode.appendChild(area);
      area.select();
      var good = document.execCommand("copy");
      area.remove();
      button.focus();
      done(good);
    }
    if (!navigator.clipboard) return old();
    navigator.clipboard.writeText(text(button)).then(function () { done(true); }, old);
  }

  function save(button) {
    var plots = document.querySelectorAll(".js-plotly-plot");
    var plot = plots[Number(button.dataset.plot || 0)];
    if (!plot) return;
    plot._context.toImageButtonOptions.format = button.dataset.save;
    var own = plot.querySelector(".modebar-btn");
    if (own) own.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  }

  document.addEventListener("click", function (event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var target = event.target;
    if (!target.closest || target.closest(".modebar")) return;
    var link = target.closest("a[data-go]");
    if (link) {
      event.preventDefault();
      go(link.getAttribute("href"));
      return;
    }
    var button = target.closest("[data-save]");
    if (button) return save(button);
    button = target.closest("[data-copy], [data-share]");
    if (button) return copy(button);
    var print = target.closest("[data-print]");
    if (print) return window.print();
    // Plotly tells no page outside of it which bar was clicked; the one hovered over is it.
    var plot = target.closest(".js-plotly-plot");
    var points = plot && plot._hoverdata;
    if (points && points[0] && points[0].customdata) go(points[0].customdata);
  });

  // A chart is drawn for the window; on paper, 700 px wide, it is shown smaller, not cut off.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll(".js-plotly-plot").forEach(function (plot) {
      plot.style.zoom = Math.min(1, 700 / plot.getBoundingClientRect().width);
    });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll(".js-plotly-plot").forEach(function (plot) { plot.style.zoom = ""; });
  });

  // The chosen number of a report comes into sight, once for each choice.
  var shown = "";
  new MutationObserver(function () {
    // Streamlit's own dialog has its words in English only.
    var close = document.querySelector('[role="dialog"] button[aria-label="Close"]');
    if (close && hengbi.close !== "Close") close.setAttribute("aria-label", hengbi.close);
    var chosen = document.querySelector("mark.chosen, a.chosen");
    var id = chosen ? location.search + chosen.id : "";
    if (!id || id === shown) { if (!chosen) shown = ""; return; }
    shown = id;
    requestAnimationFrame(function () {
      var box = chosen.getBoundingClientRect();
      if (box.top < 80 || box.bottom > window.innerHeight * 0.6) chosen.scrollIntoView({ block: "center" });
    });
  }).observe(document.body, { childList: true, subtree: true });
})();
