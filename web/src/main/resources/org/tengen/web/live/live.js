"use strict";
/* The live page: hears what a run tells, remembers it, and draws it twice a second. */
(() => {
  const TYPES = ["past", "look", "evaluation", "notice", "trained", "end"];
  const MOST_ROWS = 1200, MOST_RECENT = 120, SAY_EVERY_MS = 30000, AGAIN_MS = 5000;
  const PARTS = ["computing", "waitingForCore", "straggling", "sending", "idle"];
  const WORDS = ["computing", "waiting for a core", "slowed on purpose", "sending", "waiting for others"];
  const byId = id => document.getElementById(id);
  const {element, shape} = Draw;
  const {whole, three, percent, bytes, millis, clock, column, spread, trainCurve, rateCurve, idleCurve, stalenessCurve, validationCurve, accuracyCurve, lastOf, total, recently} = Figures;

  let story = null, source = null, state = "connecting", paused = false, dirty = false, saidAt = 0, again = 0, points = 0;

  // ---- what is remembered ----
  const now = () => story && story.trainings[story.trainings.length - 1];

  const hear = {
    past(told) {
      story = told;
      Figures.use(told.columns);
      story.look = told.look || null;
      buildLanes();
      byId("folder").textContent = told.folder ? "Run folder: " + told.folder : "";
      byId("job").textContent = told.job;
      buildGlossary();
      if (told.end) hear.end(told.end);
    },
    look(told) {
      const training = now();
      if (!training) return;
      story.look = told;
      training.histogram = told.histogram;
      training.totals.push(told.totals);
      if (training.totals.length > MOST_ROWS) training.totals = training.totals.filter((row, i, all) => i % 2 === 0 || i === all.length - 1);
      story.recent.push({totals: told.totals, lanes: told.lanes});
      if (story.recent.length > MOST_RECENT) story.recent.shift();
    },
    evaluation(told) { const training = now(); if (training) training.evaluations.push(told.row); },
    notice(told) {
      story.notices.push(told);
      if (story.notices.length > 100) story.notices.shift();
      say(told.text);
    },
    trained() { const training = now(); if (training) training.trained = true; },
    end(told) {
      story.end = told;
      if (source) source.close();
      source = null;
      become(told.well ? "ended" : "failed");
      say("The run has ended: " + told.how);
      ending(); // a page that nobody sees is not drawn: it says it all the same
    },
  };

  // ---- the stream ----
  function listen() {
    clearTimeout(again);
    if (source || (story && story.end)) return;
    source = new EventSource("events");
    for (const type of TYPES) {
      source.addEventListener(type, event => {
        if (!story && type !== "past") return;
        hear[type](JSON.parse(event.data));
        if (type === "past" && !story.end) become("live");
        ask();
      });
    }
    source.onerror = () => {
      if (story && story.end) return;
      const refused = source && source.readyState === EventSource.CLOSED;
      become(refused ? "crowded" : "lost");
      if (refused) { source = null; again = setTimeout(listen, AGAIN_MS); }
      ask();
    };
  }

  function become(next) {
    state = next;
    const words = {connecting: "connecting", live: paused ? "paused" : "live", lost: "connection lost", crowded: "no stream", ended: "ended", failed: "ended early"};
    byId("status").dataset.state = paused && next === "live" ? "paused" : next;
    byId("state").textContent = words[next];
  }

  /** For those who hear the page: seldom, and only what matters. */
  function say(text) { byId("say").textContent = text; saidAt = Date.now(); }

  // ---- drawing ----
  function ask() {
    if (dirty || paused) return;
    dirty = true;
    requestAnimationFrame(() => { dirty = false; if (!paused || (story && story.end)) draw(); });
  }

  function draw() {
    ending();
    const training = now();
    if (!training) return;
    header(training);
    tiles(training);
    curve(training);
    histogram(training);
    lanes(training);
    throughput(training);
    wire(training);
    shards();
    notices();
    trainings();
    document.documentElement.dataset.points = String(points);
    document.documentElement.dataset.ready = "true";
  }

  function header(training) {
    const of = training.runs > 1 ? ` (${training.run} of ${training.runs})` : "";
    const title = byId("title");
    const small = element("small", "", `${whole(training.lanes)} workers, ${training.shards} shards${training.virtual ? ", virtual time" : ""}`);
    title.replaceChildren(`Training under ${training.strategy}${of}`, small);
    document.title = `${training.strategy} – Tengen`;
    const samples = total(training, "samples") || 0, seconds = total(training, "seconds") || 0;
    const share = Math.min(1, samples / training.budget);
    byId("done").style.width = (100 * share).toFixed(2) + "%";
    byId("progress").setAttribute("aria-valuenow", String(Math.floor(100 * share)));
    const left = samples > 0 ? seconds * (training.budget - samples) / samples : NaN;
    byId("far").textContent = `${Math.floor(100 * share)} % – ${whole(samples)} of ${whole(training.budget)} samples, ${whole(total(training, "updates") || 0)} updates – ${clock(seconds)} done`
      + (share < 1 && isFinite(left) && !story.end ? `, ${clock(left)} to go` : "");
    if (Date.now() - saidAt > SAY_EVERY_MS && state === "live") {
      say(`${Math.floor(100 * share)} percent, ${measure(training).toLowerCase()} ${three(recently(trainCurve(training), 3))}, ${whole(recently(rateCurve(training), 4))} samples a second`);
    }
  }

  function ending() {
    const box = byId("ending");
    const lost = state === "lost" || state === "crowded";
    box.hidden = !(story && story.end) && !lost;
    if (story && story.end) {
      box.className = story.end.well ? "ending" : "ending bad";
      box.replaceChildren(story.end.how);
      if (story.end.report) box.append(" The report is in ", element("code", "", story.end.report), ".");
      box.append(" This page keeps what it has.");
    } else if (lost) {
      box.className = "ending bad";
      box.textContent = state === "crowded" ? "No stream could be had: perhaps too many pages of this run are open. Trying again." : "Nothing is heard of the run: it may have been ended by force. Trying again; this page keeps what it has.";
    }
  }

  function tiles(training) {
    const train = trainCurve(training), validation = lastOf(validationCurve(training));
    byId("learned").textContent = measure(training);
    byId("perplexity").textContent = three(recently(train, 3));
    const right = lastOf(accuracyCurve(training));
    byId("validation").textContent = (validation ? `of training; validation ${three(validation[1])}` : "of training")
      + (right ? `, policy top-1 ${percent(right[1])}` : "");
    const rate = rateCurve(training), stale = stalenessCurve(training), idle = idleCurve(training);
    byId("throughput").textContent = isFinite(recently(rate, 4)) ? whole(recently(rate, 4)) : "–";
    byId("staleness").textContent = three(total(training, "meanStaleness"));
    byId("tail").textContent = `updates, mean; 99 % within ${whole(total(training, "p99Staleness") || 0)}, at most ${whole(total(training, "maxStaleness") || 0)}`;
    byId("idle").textContent = percent(total(training, "idle") / total(training, "laneTime"));
    Draw.spark(byId("perplexity-spark"), train.map(p => [p[0], training.perplexity ? Math.log(p[1]) : p[1]]));
    Draw.spark(byId("throughput-spark"), rate);
    Draw.spark(byId("staleness-spark"), stale);
    Draw.spark(byId("idle-spark"), idle);
  }

  /** What is learned is measured by: word vectors have the loss of a word and its noise, in nats. */
  const measure = training => training.perplexity ? "Perplexity" : "Loss";

  function curve(training) {
    const series = [];
    const shown = story.trainings.slice(-8);
    shown.forEach(each => {
      const validation = validationCurve(each);
      const style = each.run - 1;
      if (each === training) series.push({points: trainCurve(each), style, thin: true});
      series.push({points: validation, style, marks: true, past: each !== training, name: story.trainings.length > 1 && validation.length ? each.strategy : ""});
    });
    const all = series.flatMap(line => line.points);
    points = trainCurve(training).length;
    if (!all.length) return;
    const late = Math.max(...all.map(p => p[0]));
    const settled = all.filter(p => p[0] > late * 0.06 && isFinite(p[1]));
    const use = settled.length > 3 ? settled : all.filter(p => isFinite(p[1]));
    if (!use.length) return;
    const low = Math.min(...use.map(p => p[1])) / 1.05, high = Math.max(...use.map(p => p[1])) * 1.05;
    Draw.lines(byId("curve"), {x: [0, late * 1.02], y: [low, high], log: training.perplexity, title: training.virtual ? "virtual seconds" : "seconds", margin: story.trainings.length > 1 ? 64 : 14}, series);
    const style = training.run - 1;
    key("curve-legend", training.perplexity ? [[style, true, "training samples"], [style, false, "validation split"]] : [[style, true, "training words"]]);
    const first = training && trainCurve(training)[0], last = lastOf(trainCurve(training)), valid = lastOf(validationCurve(training));
    byId("curve-words").textContent = !last ? "" : `${measure(training)}, lower is better: ${three(last[1])} on training ${training.perplexity ? "samples" : "words"} after ${clock(last[0])}, ${three(first[1])} at first`
      + (valid ? `; ${three(valid[1])} on the validation split.` : ".");
    if (!training.perplexity) {
      table("curve", ["seconds", "training words"], () => spread(trainCurve(training), 20).map(p => [three(p[0]), three(p[1])]));
      return;
    }
    table("curve", ["seconds", "training samples", "validation split"], () => [
      ...spread(trainCurve(training), 20).map(p => [three(p[0]), three(p[1]), ""]),
      ...spread(validationCurve(training), 20).map(p => [three(p[0]), "", three(p[1])])].sort((a, b) => a[0] - b[0]));
  }

  function key(id, entries) {
    byId(id).replaceChildren(...entries.map(([style, thin, text]) => {
      const svg = shape("svg", {viewBox: "0 0 30 10", "aria-hidden": "true", class: Draw.style(style)});
      svg.append(shape("path", {class: thin ? "line thin" : "line", d: "M1 5H29"}));
      const item = element("li");
      item.append(svg, text);
      return item;
    }));
  }

  function histogram(training) {
    const {width, bars} = training.histogram, count = Math.max(4, bars.length), pushes = bars.reduce((a, b) => a + b, 0);
    if (!pushes) return;
    const shares = bars.map(bar => 100 * bar / pushes), mean = total(training, "meanStaleness");
    const ticks = Draw.rounds(0, (count - 1) * width, 5).filter(at => at === Math.round(at)).map(at => at / width);
    Draw.bars(byId("histogram"), {x: [0, count], y: [0, Math.max(...shares) * 1.08], xTicks: ticks, centre: true, label: at => String(Math.round(at * width)), title: "staleness, in updates; height in % of pushes", mean: mean / width + 0.5, meanName: "mean " + three(mean)}, shares);
    byId("histogram-words").textContent = `${whole(pushes)} pushes: ${percent(bars[0] / pushes)} with ${width > 1 ? "less than " + width : "no"} staleness, mean ${three(mean)}, at most ${whole(total(training, "maxStaleness"))}.`;
    table("histogram", ["staleness", "pushes", "%"], () => bars.map((bar, i) => [width > 1 ? `${i * width}–${(i + 1) * width - 1}` : String(i), whole(bar), three(100 * bar / pushes)]));
  }

  function table(name, headings, rows) {
    const place = document.querySelector(`details[data-table="${name}"]`);
    if (!place.open) return;
    const head = element("tr"), body = document.createDocumentFragment();
    headings.forEach(text => { const th = element("th", "", text); th.scope = "col"; head.append(th); });
    for (const row of rows()) { const tr = element("tr"); row.forEach(text => tr.append(element("td", "", text))); body.append(tr); }
    const thead = element("thead"), tbody = element("tbody");
    thead.append(head);
    tbody.append(body);
    byId(name + "-table").replaceChildren(thead, tbody);
  }

  // ---- the workers ----
  let rowsOf = [];

  function buildLanes() { rowsOf = []; byId("lane-rows").replaceChildren(); }

  function laneRow(lane) {
    if (!rowsOf[lane]) {
      const tr = element("tr"), th = element("th", "", String(lane)), strip = element("td", "strip"), canvas = element("canvas");
      th.scope = "row";
      const badge = element("span", "badge");
      badge.hidden = true;
      th.append(badge);
      canvas.setAttribute("aria-hidden", "true");
      strip.append(canvas);
      const cells = [element("td", "shares"), element("td"), element("td"), element("td")];
      tr.append(th, strip, ...cells);
      byId("lane-rows").append(tr);
      rowsOf[lane] = {tr, badge, canvas, cells};
    }
    return rowsOf[lane];
  }

  /** What a lane did, piece by piece: from one of its reports to the next. */
  function pieces(lane) {
    const s = column("totals", "seconds"), at = PARTS.map(name => column("lanes", name)), found = [];
    let before = null, end = -Infinity;
    for (const look of story.recent) {
      const row = look.lanes[lane], seconds = look.totals[s];
      if (!row) continue;
      const parts = at.map(i => row[i]);
      if (before) {
        const grown = parts.map((part, i) => Math.max(0, part - before[i])), sum = grown.reduce((a, b) => a + b, 0);
        if (sum > 0) {
          const from = Math.max(end, seconds - sum);
          found.push({from, to: seconds, shares: grown.map(part => part / sum)});
          end = seconds;
          before = parts;
        }
      } else {
        before = parts;
        end = seconds;
      }
    }
    return found;
  }

  function colours() {
    const of = getComputedStyle(document.documentElement), get = name => of.getPropertyValue(name).trim();
    return {back: get("--wash"), idle: get("--idle"), hatch: get("--idle-line"), parts: [get("--computing"), get("--waiting"), get("--straggling"), get("--sending")]};
  }

  function lanes(training) {
    const look = story.look;
    if (!look || !story.recent.length) return;
    const s = column("totals", "seconds"), to = lastOf(story.recent).totals[s];
    const from = Math.min(story.recent[0].totals[s], to - 5), paint = colours(), slow = new Map(look.slow);
    const [clockAt, samplesAt, leasesAt, stepAt, silentAt] = ["clock", "samples", "leases", "secondsPerStep", "silent"].map(name => column("lanes", name));
    look.lanes.forEach((row, lane) => {
      const place = laneRow(lane), done = pieces(lane), last = lastOf(done), times = slow.get(lane);
      Draw.strip(place.canvas, done, from, to, paint);
      place.tr.className = times ? "slow" : "";
      const silent = row[silentAt] > 5;
      place.badge.hidden = !times && !silent && row[leasesAt] < 2;
      place.badge.className = silent ? "badge gone" : times ? "badge" : "badge over";
      place.badge.textContent = silent ? `silent ${clock(row[silentAt])}` : times ? `${three(times)}× slower` : `holder ${row[leasesAt]}`;
      const shares = last ? last.shares.map((share, i) => [share, WORDS[i]]).filter(each => each[0] >= 0.05).sort((a, b) => b[0] - a[0]).slice(0, 2) : [];
      const words = [shares.map(each => `${percent(each[0])} ${each[1]}`).join(", ") || "not heard yet", millis(row[stepAt]), whole(row[clockAt]), whole(row[samplesAt])];
      place.cells.forEach((cell, i) => { if (cell.textContent !== words[i]) cell.textContent = words[i]; });
    });
    byId("window").textContent = `the last ${clock(to - from)}, newest at the right`;
    const hidden = training.lanes - look.lanes.length;
    const standing = look.slow.slice(0, 5).map(([lane, times]) => `worker ${lane} (${three(times)} times as long a step as the median)`).join(", ");
    byId("lane-words").textContent = [hidden > 0 ? `The first ${look.lanes.length} of ${whole(training.lanes)} workers.` : "", standing ? `Slower than the others: ${standing}.` : ""].join(" ");
    clocks(look, slow);
  }

  function clocks(look, slow) {
    const ahead = look.clocksAhead, most = Math.max(...ahead, 1);
    Draw.bars(byId("clocks"), {x: [0, ahead.length], y: [0, most * 1.1], xTicks: Draw.rounds(0, Math.max(1, ahead.length - 1), 8).filter(at => at === Math.round(at)), centre: true, title: "worker"}, ahead.map(each => Math.max(each, most / 60)), i => slow.has(i) ? "rect slow" : "rect");
    const behind = ahead.filter(each => each === 0).length;
    byId("clocks-words").textContent = Math.max(...ahead) === 0 ? `All at clock ${whole(look.lanes.length ? look.lanes[0][column("lanes", "clock")] : 0)}: nobody is ahead.`
      : `The fastest is ${whole(Math.max(...ahead))} ${Math.max(...ahead) === 1 ? "step" : "steps"} ahead; the slowest ${behind === 1 ? "is worker " + ahead.indexOf(0) : "are " + behind + " workers"}.`;
  }

  function throughput(training) {
    const rate = rateCurve(training);
    if (rate.length < 2) return;
    Draw.lines(byId("rate"), {x: [0, lastOf(rate)[0]], y: [0, Math.max(...rate.map(p => p[1])) * 1.1 || 1], title: training.virtual ? "virtual seconds" : "seconds"}, [{points: rate, style: training.run - 1, area: true}]);
    byId("rate-words").textContent = `${whole(recently(rate, 4))} samples a second now, ${whole(total(training, "samples") / total(training, "seconds"))} in the mean.`;
  }

  function wire(training) {
    const get = name => total(training, name) || 0, seconds = get("seconds"), most = Math.max(get("pushedRawBytes"), get("pulledRawBytes"), get("pushedBytes"), 1);
    const rows = [["pushes as " + training.codec, get("pushedBytes"), get("pushedRawBytes")], ["pulls as float32", get("pulledBytes"), get("pulledRawBytes")]];
    byId("bytes").replaceChildren(...rows.map(([name, sent, raw]) => {
      const box = element("div", "wire"), words = element("p");
      words.append(element("b", "", name), element("span", "", `${bytes(sent)}, ${bytes(seconds ? sent / seconds : 0)}/s`));
      box.append(words, Draw.meter(sent / most));
      if (sent > 0 && raw / sent > 1.05) box.append(element("p", "under", `${three(raw / sent)} times fewer than the ${bytes(raw)} of float32`));
      return box;
    }), element("p", "under", "With headers and answers; in one JVM, what would be sent."));
  }

  let shardsBefore = [];
  function shards() {
    const look = story.look;
    if (!look || !look.shards.length) return;
    const p = column("shards", "pushes"), parked = column("shards", "parked"), s = column("totals", "seconds");
    shardsBefore = shardsBefore.filter(old => old.seconds <= look.totals[s] && old.rows.length === look.shards.length).slice(-10);
    shardsBefore.push({seconds: look.totals[s], rows: look.shards});
    const old = shardsBefore[0], span = look.totals[s] - old.seconds;
    const rates = look.shards.map((row, i) => span > 0 ? Math.max(0, row[p] - old.rows[i][p]) / span : 0), most = Math.max(...rates, 1e-9);
    byId("shard-rows").replaceChildren(...look.shards.slice(0, 64).map((row, i) => {
      const tr = element("tr"), th = element("th", "", String(i)), bar = element("td");
      th.scope = "row";
      bar.append(Draw.meter(rates[i] / most));
      tr.append(th, element("td", "", three(rates[i])), bar, element("td", "", whole(row[parked])));
      return tr;
    }));
  }

  function notices() {
    const list = byId("notices");
    if (list.dataset.count === String(story.notices.length) && list.dataset.last === (lastOf(story.notices) || {}).text) return;
    list.dataset.count = String(story.notices.length);
    list.dataset.last = (lastOf(story.notices) || {}).text || "";
    const several = story.trainings.length > 1;
    list.replaceChildren(...(story.notices.length ? story.notices.slice().reverse().map(each => {
      const item = element("li");
      item.append(element("time", "", (several ? "training " + each.run + ", " : "") + clock(each.seconds)), each.text);
      return item;
    }) : [element("li", "under", "Nothing so far: every worker and shard is there.")]));
    list.dataset.last = story.notices.length ? list.dataset.last : "none";
  }

  function trainings() {
    byId("trainings-card").hidden = story.trainings.length < 2;
    if (story.trainings.length < 2) return;
    byId("training-rows").replaceChildren(...story.trainings.map(each => {
      const tr = element("tr"), th = element("th", "", each.strategy), valid = lastOf(validationCurve(each)), get = name => total(each, name);
      th.scope = "row";
      const cells = [whole(get("samples") || 0), three(get("samples") / get("seconds")), percent(get("idle") / get("laneTime")), three(get("meanStaleness")), valid ? three(valid[1]) : "–", three(get("seconds"))];
      tr.append(th, ...cells.map(text => element("td", "", text)));
      return tr;
    }));
  }

  function buildGlossary() {
    const list = byId("glossary");
    if (list.childElementCount) return;
    for (const [name, says] of Object.entries(story.metrics)) list.append(element("dt", "", name), element("dd", "", says));
  }

  // ---- what a person does ----
  byId("pause").addEventListener("click", event => {
    paused = !paused;
    event.currentTarget.setAttribute("aria-pressed", String(paused));
    event.currentTarget.textContent = paused ? "Go on" : "Pause";
    become(state);
    ask();
  });
  document.querySelectorAll("details[data-table]").forEach(place => place.addEventListener("toggle", ask));
  window.addEventListener("resize", ask);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", ask);
  document.addEventListener("visibilitychange", ask);
  listen();
})();
