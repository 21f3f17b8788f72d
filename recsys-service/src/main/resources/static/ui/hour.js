// The dashboard of the last hour: counts of this instance, and which generation answers.

import {get, Problem} from './api.js';
import {bars, fit, lines} from './chart.js';
import {bar, byId, debounced, el, show, table} from './dom.js';
import {asClock, asCode, asLatency, asLevel, asMoment, asSecond, asShare, asWhole} from './format.js';
import {showProblem} from './problems.js';

const EVERY = 4000;
const MINUTE = 60_000;

/** Asks again and again while the page is shown and not paused. */
export function hourPage() {
  const pause = byId('pause');
  let shown = false;
  let timer = 0;
  let labels = null;
  let open = false;
  let last = null;

  async function refresh() {
    clearTimeout(timer);
    if (!shown) {
      return;
    }
    try {
      labels ??= new Map((await get('v1/items')).value.map((item) => [item.id, item.label]));
      const [hour, models] = await Promise.all([get('v1/statistics'), get('v1/models')]);
      last = [hour.value, models.value];
      draw(...last);
      show(byId('hour-problem'));
      byId('hour-time').textContent = `As of ${asSecond(Date.now())}`;
    } catch (e) {
      if (!(e instanceof Problem)) {
        throw e;
      }
      if (byId('hour-problem').textContent !== e.message) {
        showProblem(byId('hour-problem'), e);
      }
      if (e.status === 401) {
        paused(true);
      }
    }
    again();
  }

  function again() {
    clearTimeout(timer);
    if (shown && pause.getAttribute('aria-pressed') === 'false' && !document.hidden) {
      timer = setTimeout(refresh, EVERY);
    }
  }

  function draw(hour, models) {
    const focused = document.activeElement?.id;
    open = byId('hour-minutes')?.open ?? open;
    show(byId('hour-body'), figures(hour), charts(hour, open), breakdown(hour, labels), generations(models));
    if (focused === 'hour-minutes-summary') {
      byId(focused)?.focus();
    }
  }

  function paused(on) {
    pause.setAttribute('aria-pressed', String(on));
    clearTimeout(timer);
  }

  pause.addEventListener('click', () => {
    const on = pause.getAttribute('aria-pressed') === 'false';
    paused(on);
    if (!on) {
      refresh();
    }
  });
  addEventListener('resize', debounced(150, () => last && shown && draw(...last)));
  document.addEventListener('visibilitychange', () => document.hidden ? clearTimeout(timer) : again());
  return {
    shown(now) {
      shown = now;
      refresh();
    },
  };
}

function figures(hour) {
  const some = hour.decisions > 0;
  const tiles = [
    ['Decisions', asWhole(hour.decisions)],
    ['Without an offer', some ? asShare(hour.withoutOffer / hour.decisions) : '–'],
    ['Median latency', some ? asLatency(hour.p50Micros) : '–'],
    ['99% within', some ? asLatency(hour.p99Micros) : '–'],
    ['Failures', asWhole(hour.failures)],
  ];
  return el('dl', {class: 'tiles'}, tiles.map(([name, value]) => el('div', {
    class: name === 'Failures' && hour.failures > 0 ? 'tile bad' : 'tile'}, el('dt', {}, name), el('dd', {}, value))));
}

function charts(hour, open) {
  const body = byId('hour-body').clientWidth;
  fit(body > 940 ? body / 2 - 20 : body);
  const latest = Math.floor(Date.now() / MINUTE) * MINUTE;
  const decisions = Array.from({length: 60}, () => 0);
  const p50 = Array.from({length: 60}, () => null);
  const p99 = Array.from({length: 60}, () => null);
  for (const minute of hour.minutes) {
    const index = 59 - Math.round((latest - Date.parse(minute.time)) / MINUTE);
    if (index >= 0 && index < 60 && minute.decisions > 0) {
      decisions[index] = minute.decisions;
      p50[index] = minute.p50Micros;
      p99[index] = minute.p99Micros;
    }
  }
  const fold = el('details', {id: 'hour-minutes'}, el('summary', {id: 'hour-minutes-summary'}, 'The minutes as a table'),
    table('Minutes with a decision', [
      {title: 'Minute', cell: (minute) => asClock(minute.time)},
      {title: 'Decisions', class: 'number', cell: (minute) => asWhole(minute.decisions)},
      {title: 'Without an offer', class: 'number', cell: (minute) => asWhole(minute.withoutOffer)},
      {title: 'Median', class: 'number', cell: (minute) => asLatency(minute.p50Micros)},
      {title: '99% within', class: 'number', cell: (minute) => asLatency(minute.p99Micros)},
    ], [...hour.minutes].reverse(), 'plain'));
  fold.open = open;
  return el('div', {},
    el('div', {class: 'charts'},
      el('figure', {}, el('figcaption', {}, 'Decisions a minute'),
        bars(`Decisions a minute, ${asWhole(hour.decisions)} in the last hour`, decisions, latest)),
      el('figure', {}, el('figcaption', {}, 'Latency of a decision: ',
        el('span', {class: 'key median'}, 'median'), ' ', el('span', {class: 'key high'}, '99% within')),
      lines('Latency of a decision by minute, the median and what 99% stay within',
        [{kind: 'high', values: p99}, {kind: 'median', values: p50}], latest,
        (value) => value === 0 ? '0' : asLatency(value)))),
    fold);
}

function breakdown(hour, labels) {
  const label = (item) => labels.get(item) ?? item;
  return el('div', {class: 'breakdown'},
    counts('Offers by product', 'Product', hour.offers, label, 'No offer yet.'),
    counts('Not offered, by reason', 'Reason', hour.exclusions, asCode, 'Nothing was taken out.'),
    counts('What was known of customers', 'Known', hour.levels, asLevel, 'No decision yet.'),
    counts('Components left out', 'Component', hour.skipped, (name) => name, 'All components took part.'));
}

function counts(title, head, byName, words, none) {
  const entries = Object.entries(byName).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const most = Math.max(1, ...entries.map(([, count]) => count));
  return el('section', {}, entries.length === 0
    ? [el('h2', {}, title), el('p', {class: 'empty'}, none)]
    : table(title, [
      {title: head, cell: ([name]) => words(name)},
      {title: 'Count', class: 'number', cell: ([, count]) => [asWhole(count), bar(count / most)]},
    ], entries, 'plain titled'));
}

function generations(models) {
  return el('section', {'aria-labelledby': 'generations-title'},
    el('h2', {id: 'generations-title'}, 'Models'),
    el('p', {}, 'Generation ', el('b', {}, models.live), ` answers since ${asMoment(models.since)}.`),
    models.refused ? el('p', {class: 'problem'}, `The current one of the store was refused: ${models.refused}`) : null,
    table('Generations', [
      {title: 'Generation', cell: (one) => [one.id, one.live ? el('span', {class: 'tag on'}, 'answers') : null]},
      {title: 'Saved', cell: (one) => asMoment(one.created)},
      {title: 'Answers by', cell: (one) => one.defaultModel},
      {title: 'Models', cell: (one) => one.models.join(', ')},
      {title: 'Policy', cell: (one) => one.policy ?? 'none of its own'},
      {title: 'Note', cell: (one) => one.note},
    ], models.generations, 'plain wide'));
}
