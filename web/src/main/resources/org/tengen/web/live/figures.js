"use strict";
/* Figures: how they are written, and what they were between two looks. Rows are what the run has counted so far; their columns are metrics by name. */
const Figures = (() => {
  let columns = {};

  // ---- numbers as people read them ----
  const whole = value => Math.round(value).toLocaleString("en");
  const three = value => !isFinite(value) ? "–" : value >= 1000 ? whole(value) : String(Number(value.toPrecision(3)));
  const percent = value => isFinite(value) ? Math.round(100 * value) + " %" : "–";
  const bytes = value => { const units = ["B", "kB", "MB", "GB", "TB"]; let i = 0; while (value >= 1000 && i < 4) { value /= 1000; i++; } return three(value) + " " + units[i]; };
  const millis = s => !(s > 0) ? "–" : s < 1 ? three(s * 1000) + " ms" : three(s) + " s";
  function clock(seconds) {
    if (!isFinite(seconds)) return "–";
    const s = Math.max(0, Math.round(seconds)), two = n => String(n).padStart(2, "0");
    return s < 3600 ? `${Math.floor(s / 60)}:${two(s % 60)}` : `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
  }

  // ---- rows ----
  /** Which columns rows have from here on. */
  function use(told) { columns = told; }

  /** Where a column is; an unknown name is an error of ours. */
  function column(table, name) {
    const at = columns[table].indexOf(name);
    if (at < 0) throw new Error("no column " + name + " in " + table);
    return at;
  }

  // ---- figures between two looks ----
  /** Rows spread evenly, at most so many, the first and the last among them. */
  function spread(rows, most) {
    if (rows.length <= most) return rows;
    const step = (rows.length - 1) / (most - 1);
    return Array.from({length: most}, (_, i) => rows[Math.round(i * step)]);
  }

  /** A figure of each step between rows: what it is when [time, above, below] have grown by so much. */
  function rates(training, above, below, most, turn) {
    const s = column("totals", "seconds"), a = column("totals", above), b = column("totals", below);
    const rows = spread(training.totals, most), found = [];
    for (let i = 1, from = 0; i < rows.length; i++) {
      const grown = rows[i][b] - rows[from][b];
      if (!(grown > 0) || rows[i][a] === null || rows[from][a] === null) continue;
      found.push([rows[i][s], turn((rows[i][a] - rows[from][a]) / grown)]);
      from = i;
    }
    return found;
  }

  const same = value => value;
  const trainCurve = t => rates(t, "lossSum", "computedSamples", 110, t.perplexity ? Math.exp : same);
  const rateCurve = t => rates(t, "samples", "seconds", 70, value => Math.max(0, value));
  const idleCurve = t => rates(t, "idle", "laneTime", 50, same);
  const stalenessCurve = t => {
    const s = column("totals", "seconds"), m = column("totals", "meanStaleness"), p = column("totals", "pushes");
    return rates({totals: t.totals.map(row => { const copy = row.slice(); copy[m] = row[m] * row[p]; copy[s] = row[s]; return copy; })}, "meanStaleness", "pushes", 50, same);
  };
  const validationCurve = t => {
    const s = column("evaluations", "seconds"), v = column("evaluations", "validationPerplexity");
    return t.evaluations.filter(row => row[v] > 0).map(row => [row[s], row[v]]);
  };
  const accuracyCurve = t => {
    const s = column("evaluations", "seconds"), a = column("evaluations", "policyAccuracy");
    return t.evaluations.filter(row => row[a] !== null).map(row => [row[s], row[a]]);
  };
  const lastOf = list => list.length ? list[list.length - 1] : null;
  const total = (training, name) => { const row = lastOf(training.totals); return row ? row[column("totals", name)] : NaN; };

  /** Over the last seconds, as far as there is anything. */
  function recently(curve, count) {
    const tail = curve.slice(-count);
    return tail.length ? tail.reduce((sum, p) => sum + p[1], 0) / tail.length : NaN;
  }

  return {use, whole, three, percent, bytes, millis, clock, column, spread, trainCurve, rateCurve, idleCurve, stalenessCurve, validationCurve, accuracyCurve, lastOf, total, recently};
})();
