(function () {
  "use strict";
  var tip = document.createElement("div");
  tip.id = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  document.body.appendChild(tip);

  function hide() {
    tip.hidden = true;
  }

  function show(event, text) {
    tip.textContent = text;
    tip.hidden = false;
    var x = event.clientX + 14;
    var y = event.clientY + 14;
    tip.style.left = Math.max(4, Math.min(x, innerWidth - tip.offsetWidth - 4)) + "px";
    tip.style.top = (y + tip.offsetHeight > innerHeight ? event.clientY - tip.offsetHeight - 8 : y) + "px";
  }

  function nearest(marks, event) {
    var best = null;
    var least = 30 * 30;
    marks.forEach(function (mark) {
      var box = mark.shape.getBoundingClientRect();
      var dx = box.left + box.width / 2 - event.clientX;
      var dy = box.top + box.height / 2 - event.clientY;
      var inside =
        event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
      var distance = inside ? 0 : dx * dx + dy * dy;
      if (distance < least) {
        least = distance;
        best = mark;
      }
    });
    return best;
  }

  document.querySelectorAll("svg.plot").forEach(function (plot) {
    var marks = [];
    plot.querySelectorAll("path title, circle title, rect title").forEach(function (title) {
      marks.push({ shape: title.parentNode, text: title.textContent });
      title.remove();
    });
    var own = plot.querySelector("title");
    if (own) {
      own.remove();
    }
    plot.addEventListener("pointermove", function (event) {
      var mark = nearest(marks, event);
      if (mark) {
        show(event, mark.text);
      } else {
        hide();
      }
    });
    plot.addEventListener("pointerleave", hide);
  });

  document.querySelectorAll(".legend [data-series]").forEach(function (item) {
    function fade(on) {
      document.querySelectorAll("g.series[data-series]").forEach(function (line) {
        line.classList.toggle("faded", on && line.dataset.series !== item.dataset.series);
      });
    }
    item.addEventListener("pointerenter", fade.bind(null, true));
    item.addEventListener("pointerleave", fade.bind(null, false));
  });

  document.documentElement.dataset.ready = "true";
})();
