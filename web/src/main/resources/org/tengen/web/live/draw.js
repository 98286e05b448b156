"use strict";
/* Pictures in SVG and on canvases. Every function draws the whole of its picture anew; none knows where figures come from. */
const Draw = (() => {
  const SPACE = "http://www.w3.org/2000/svg";
  const STYLES = 8;

  /** An SVG element; text is always text, never markup. */
  function shape(name, attributes, text) {
    const made = document.createElementNS(SPACE, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function element(name, css, text) {
    const made = document.createElement(name);
    if (css) made.className = css;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  const style = index => "s" + index % STYLES;

  /** Short, for an axis: 250, 1.5k, 20M. */
  function tick(value) {
    const size = Math.abs(value);
    if (size >= 1e9) return trim(value / 1e9) + "G";
    if (size >= 1e6) return trim(value / 1e6) + "M";
    if (size >= 1e4) return trim(value / 1e3) + "k";
    return trim(value);
  }

  const trim = value => String(Number(value.toPrecision(4)));

  /** Round values from low to high, about so many. */
  function rounds(low, high, about) {
    const rough = (high - low) / about || 1;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map(each => each * power).find(each => each >= rough * 0.999);
    const ticks = [];
    for (let at = Math.ceil(low / step - 1e-9) * step; at <= high + step * 1e-6; at += step) ticks.push(Math.abs(at) < step / 1e6 ? 0 : at);
    return ticks;
  }

  /** Round values on an axis of ratios. */
  function ratios(low, high) {
    for (const leads of [[1, 2, 5], [1, 1.5, 2, 3, 4, 5, 7], null]) {
      if (!leads) return rounds(low, high, 4);
      const ticks = [];
      for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
        for (const lead of leads) {
          const at = lead * 10 ** power;
          if (at >= low && at <= high) ticks.push(at);
        }
      }
      if (ticks.length >= 3) return ticks;
    }
    return [];
  }

  /** The room of a plot in its own pixels, with its axes drawn; what is in it is placed by x and y. */
  function frame(svg, axes) {
    const width = Math.max(220, svg.clientWidth), height = Math.max(120, svg.clientHeight);
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const room = {left: 46, right: width - (axes.margin || 12), top: 10, bottom: height - 38};
    const [x0, x1] = axes.x, [y0, y1] = axes.y;
    const log = axes.log;
    const x = value => room.left + (value - x0) / (x1 - x0 || 1) * (room.right - room.left);
    const y = value => {
      const part = log ? Math.log(value / y0) / (Math.log(y1 / y0) || 1) : (value - y0) / (y1 - y0 || 1);
      return room.bottom - Math.min(1, Math.max(0, part)) * (room.bottom - room.top);
    };
    const parts = [];
    for (const at of log ? ratios(y0, y1) : rounds(y0, y1, 4)) {
      parts.push(shape("path", {class: "gridline", d: `M${room.left} ${y(at)}H${room.right}`}));
      parts.push(shape("text", {class: "end", x: room.left - 7, y: y(at) + 4}, tick(at)));
    }
    for (const at of axes.xTicks || rounds(x0, x1, width < 480 ? 4 : 7)) {
      parts.push(shape("text", {class: "mid", x: x(at + (axes.centre ? 0.5 : 0)), y: room.bottom + 17}, axes.label ? axes.label(at) : tick(at)));
    }
    parts.push(shape("path", {class: "base", d: `M${room.left} ${room.bottom}H${room.right}`}));
    parts.push(shape("text", {class: "end", x: room.right, y: room.bottom + 34}, axes.title));
    return {room, x, y, parts, width};
  }

  const path = (plot, points) => points.map((p, i) => (i ? "L" : "M") + plot.x(p[0]).toFixed(1) + " " + plot.y(p[1]).toFixed(1)).join("");

  /** Lines; each has points, a style, and perhaps a name that is written at its end. */
  function lines(svg, axes, series) {
    const plot = frame(svg, axes);
    const names = [];
    for (const line of series) {
      if (!line.points.length) continue;
      const group = shape("g", {class: style(line.style) + (line.past ? " past" : "")});
      if (line.area) {
        const last = line.points[line.points.length - 1], first = line.points[0];
        group.append(shape("path", {class: "area", d: path(plot, line.points) + `L${plot.x(last[0])} ${plot.room.bottom}L${plot.x(first[0])} ${plot.room.bottom}Z`}));
      }
      group.append(shape("path", {class: line.thin ? "line thin" : "line", d: path(plot, line.points)}));
      if (line.marks && line.points.length <= 60) {
        for (const point of line.points) group.append(shape("circle", {class: "point", cx: plot.x(point[0]), cy: plot.y(point[1]), r: 4}));
      }
      plot.parts.push(group);
      if (line.name) {
        const last = line.points[line.points.length - 1];
        names.push({text: line.name, style: line.style, past: line.past, x: plot.x(last[0]) + 9, y: plot.y(last[1]) + 4});
      }
    }
    names.sort((a, b) => a.y - b.y);
    names.forEach((name, i) => {
      const near = names.slice(0, i).filter(other => Math.abs(other.x - name.x) < 90);
      if (near.length) name.y = Math.max(name.y, near[near.length - 1].y + 15);
      const group = shape("g", {class: style(name.style) + (name.past ? " past" : "")});
      const over = name.x > plot.width - 8 * name.text.length;
      group.append(shape("text", {class: over ? "name end" : "name", x: over ? plot.width : name.x, y: over ? name.y - 10 : name.y}, name.text));
      plot.parts.push(group);
    });
    svg.replaceChildren(...plot.parts);
  }

  /** One bar for each value, as one path for each class. */
  function bars(svg, axes, values, css) {
    const plot = frame(svg, axes);
    const wide = plot.x(axes.x[0] + 1) - plot.x(axes.x[0]);
    const gap = wide > 6 ? Math.min(3, wide * 0.15) : 0;
    const drawn = {};
    values.forEach((value, i) => {
      if (!(value > 0)) return;
      const top = Math.min(plot.y(value), plot.room.bottom - 1.5), left = plot.x(axes.x[0] + i) + gap / 2;
      const name = css ? css(i) : "rect";
      drawn[name] = (drawn[name] || "") + `M${left.toFixed(1)} ${plot.room.bottom}V${top.toFixed(1)}h${(wide - gap).toFixed(1)}V${plot.room.bottom}Z`;
    });
    for (const [name, d] of Object.entries(drawn)) plot.parts.push(shape("path", {class: name, d}));
    if (axes.mean !== undefined) {
      const at = plot.x(axes.mean);
      plot.parts.push(shape("path", {class: "mean", d: `M${at} ${plot.room.top}V${plot.room.bottom}`}));
      const end = at > plot.width / 2;
      plot.parts.push(shape("text", {class: end ? "mark end" : "mark", x: at + (end ? -6 : 6), y: plot.room.top + 11}, axes.meanName));
    }
    svg.replaceChildren(...plot.parts);
  }

  /** A small line with nothing about it. */
  function spark(svg, points) {
    svg.replaceChildren();
    points = points.filter(p => isFinite(p[1]));
    if (points.length < 2) return;
    const width = svg.clientWidth || 100, height = svg.clientHeight || 40;
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const x0 = points[0][0], x1 = points[points.length - 1][0];
    const top = Math.max(...points.map(p => p[1])) * 1.15 || 1;
    const d = points.map((p, i) => `${i ? "L" : "M"}${((p[0] - x0) / (x1 - x0 || 1) * width).toFixed(1)} ${(height - p[1] / top * height).toFixed(1)}`).join("");
    svg.append(shape("path", {class: "area", d: d + `V${height}H0Z`}), shape("path", {d}));
  }

  /** A bar that is filled to a share of its width. */
  function meter(share) {
    const svg = shape("svg", {class: "meter", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true"});
    svg.append(shape("rect", {class: "back", width: 100, height: 10}), shape("rect", {class: "fill", width: Math.max(0.5, 100 * share), height: 10}));
    return svg;
  }

  /** A worker's time as a strip: what it did in each piece, stacked. */
  function strip(canvas, pieces, from, to, colours) {
    const scale = window.devicePixelRatio || 1;
    const width = Math.max(1, Math.round(canvas.clientWidth * scale)), height = Math.round(26 * scale);
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const pen = canvas.getContext("2d");
    pen.fillStyle = colours.back;
    pen.fillRect(0, 0, width, height);
    for (const piece of pieces) {
      const left = Math.round((piece.from - from) / (to - from) * width), right = Math.round((piece.to - from) / (to - from) * width);
      if (right <= 0 || right <= left) continue;
      let bottom = height;
      piece.shares.forEach((share, i) => {
        const tall = i === piece.shares.length - 1 ? bottom : Math.round(share * height);
        pen.fillStyle = i === piece.shares.length - 1 ? idle(pen, colours, scale) : colours.parts[i];
        pen.fillRect(left, bottom - tall, right - left, tall);
        bottom -= tall;
      });
    }
  }

  /** Hatching, as in every other picture of idle time. */
  function idle(pen, colours, scale) {
    const key = colours.idle + colours.hatch + scale;
    if (idle.key !== key) {
      const tile = document.createElement("canvas");
      tile.width = tile.height = Math.round(6 * scale);
      const side = tile.width, brush = tile.getContext("2d");
      brush.fillStyle = colours.idle;
      brush.fillRect(0, 0, side, side);
      brush.strokeStyle = colours.hatch;
      brush.lineWidth = scale;
      brush.beginPath();
      for (const at of [-side, 0, side]) { brush.moveTo(at - 1, side + 1); brush.lineTo(at + side + 1, -1); }
      brush.stroke();
      idle.key = key;
      idle.tile = tile;
    }
    return pen.createPattern(idle.tile, "repeat");
  }

  return {shape, element, style, lines, bars, spark, meter, strip, rounds};
})();
