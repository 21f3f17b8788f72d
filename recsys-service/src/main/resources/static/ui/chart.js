// Small charts of the last sixty minutes, drawn by hand.

import {asClock, asWhole} from './format.js';
import {svg} from './dom.js';

const HEIGHT = 180;
const LEFT = 56;
const BOTTOM = 24;
const TOP = 10;
const MINUTES = 60;
const inner = {width: 0, height: HEIGHT - BOTTOM - TOP};
let total = 720;

/** Fits charts to the page, so that their texts keep their size. */
export function fit(width) {
  total = Math.max(280, Math.min(720, width));
  inner.width = total - LEFT - 4;
}

/** Bars, one a minute: `values` has sixty, the last is the current minute. */
export function bars(title, values, latest) {
  const top = ceiling(Math.max(...values));
  const width = inner.width / MINUTES;
  return frame(title, top, latest, asWhole, values.map((value, index) => value > 0
    ? svg('rect', {class: 'chart-bar', x: LEFT + index * width + width * 0.1, width: width * 0.8,
      y: y(value, top), height: TOP + inner.height - y(value, top)})
    : null));
}

/** Lines over the minutes that have a value; null where there is none. */
export function lines(title, series, latest, unit) {
  const top = ceiling(Math.max(...series.flatMap((line) => line.values.map((value) => value ?? 0))));
  return frame(title, top, latest, unit, series.flatMap((line) => drawn(line, top)));
}

function drawn(line, top) {
  const points = line.values.map((value, index) => value === null ? null : [x(index), y(value, top)]);
  const runs = [];
  points.forEach((point, index) => {
    if (point !== null && (index === 0 || points[index - 1] === null)) {
      runs.push([]);
    }
    if (point !== null) {
      runs.at(-1).push(point);
    }
  });
  return runs.map((run) => run.length === 1
    ? svg('circle', {class: `chart-dot ${line.kind}`, cx: run[0][0], cy: run[0][1], r: 3})
    : svg('polyline', {class: `chart-line ${line.kind}`, points: run.map((point) => point.join(',')).join(' ')}));
}

function frame(title, top, latest, unit, marks) {
  const counts = unit === asWhole;
  const ticks = [0, 0.5, 1].map((share) => share * top).filter((tick) => !counts || Number.isInteger(tick));
  const times = total < 500 ? [0, 30, 59] : [0, 15, 30, 45, 59];
  return svg('svg', {viewBox: `0 0 ${total} ${HEIGHT}`, role: 'img', 'aria-label': title, class: 'chart'},
    ticks.map((value) => [
      svg('line', {class: 'chart-grid', x1: LEFT, x2: total - 4, y1: y(value, top), y2: y(value, top)}),
      svg('text', {class: 'chart-text', x: LEFT - 6, y: y(value, top) + 4, 'text-anchor': 'end'}, unit(value)),
    ]),
    times.map((index) => svg('text', {class: 'chart-text', x: x(index), y: HEIGHT - 6,
      'text-anchor': index === 0 ? 'start' : index === 59 ? 'end' : 'middle'},
    asClock(latest - (MINUTES - 1 - index) * 60_000))),
    marks);
}

function x(index) {
  return LEFT + (index + 0.5) * inner.width / MINUTES;
}

function y(value, top) {
  return TOP + inner.height * (1 - value / top);
}

/** The next of 1, 2, 5, 10, 20, … that is not below. */
function ceiling(value) {
  if (!(value > 0)) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value * 0.999999) ?? value;
}
