// Why a score is what it is: what each fact adds, and the same of each component of a hybrid.

import {el, line, newId, show, signedBar, table} from './dom.js';
import {asAddition, asScore} from './format.js';

const MOST = 8;

/** An explanation, with its parts folded up. */
export function explanation(told, title, texts) {
  const parts = Object.entries(told.parts ?? {});
  const active = parts.filter(([name]) => told.contributions.some((one) => one.arguments?.component === name && one.value !== 0));
  return el('div', {class: 'explanation'},
    contributions(told, `Why ${title} scores ${asScore(told.score)}`, texts),
    parts.map(([name, part]) => {
      const fold = el('details', {}, el('summary', {}, `Component ${name}: ${asScore(part.score)}`),
        part.contributions.length ? contributions(part, `What facts add in ${name}`, texts)
          : el('p', {class: 'hint'}, 'The same for everyone.'));
      fold.open = active.length === 1 && active[0][0] === name;
      return fold;
    }));
}

function contributions(told, title, texts) {
  const widest = Math.max(...told.contributions.map((one) => Math.abs(one.value)), Math.abs(told.base), Number.MIN_VALUE);
  const unit = told.unit === 'LOG_ODDS' ? 'in log-odds' : 'in the score';
  const columns = [
    {title: 'Fact', class: 'fact', cell: (one) => [
      el('span', {lang: one.code ? texts.templates.language : null}, one.code ? texts.fact(one) : one.words),
      one.audience === 'AUDITOR' ? el('span', {class: 'tag', title: 'not to be told to the customer'}, 'auditor') : null]},
    {title: 'Adds', class: 'number addition', cell: (one) => asAddition(one.value, told.unit)},
    {title: 'Bar', class: 'signed-bar', cell: (one) => signedBar(one.value / widest)},
  ];
  const base = {words: 'Without knowing the customer', value: told.base};
  const whole = {words: 'Together', value: told.rawScore};
  const first = told.contributions.slice(0, MOST);
  const rest = told.contributions.slice(MOST);
  const made = table(`${title}, ${unit}`, columns, [base, ...first, whole], 'plain contributions');
  const body = made.tBodies[0];
  body.firstChild.classList.add('sum');
  body.lastChild.classList.add('sum');
  if (rest.length === 0) {
    return made;
  }
  const id = newId('more');
  body.id = id;
  const more = el('button', {type: 'button', class: 'quiet', 'aria-controls': id, click: () => {
    body.lastChild.before(...rest.map((one) => line(columns, one)));
    show(place);
  }}, `Show ${rest.length} smaller ones`);
  const place = el('div', {}, more);
  return [made, place];
}
