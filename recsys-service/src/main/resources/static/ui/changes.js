// What changed between two answers: offers that moved, new ones, gone ones.

import {differences} from './differences.js';
import {el, table} from './dom.js';
import {asCode, asScore} from './format.js';

/** The changes since the answer that everything is compared with. */
export function changes(start, now, label, {catalogue, restart, back}) {
  const told = differences(start.values, now.values, catalogue);
  if (told.length === 0) {
    return null;
  }
  const moved = moves(start.decision, now.decision);
  return el('section', {class: 'card', id: 'changes', 'aria-labelledby': 'changes-title'},
    el('h2', {id: 'changes-title'}, 'What changed'),
    el('p', {}, told.join('; ')),
    moved.length ? table(summary(moved), [
      {title: 'Product', class: 'product', cell: (move) => label(move.item)},
      {title: 'Place', class: 'move', cell: place},
      {title: 'Score', class: 'number', cell: (move) => scores(move)},
    ], moved, 'plain moved') : el('p', {class: 'empty'}, 'Nothing: the same offers, with the same scores.'),
    el('div', {class: 'row'},
      el('button', {type: 'button', class: 'quiet', click: back}, 'Undo'),
      el('button', {type: 'button', class: 'quiet', click: restart}, 'Compare with this from now on')));
}

/** Offers whose place or score differs: those of now first, then those gone. */
export function moves(before, now) {
  const was = places(before);
  const is = places(now);
  const out = new Map(now.excluded.map((one) => [one.item, one]));
  const moved = [];
  for (const [item, after] of is) {
    const earlier = was.get(item) ?? null;
    if (!earlier || earlier.place !== after.place || earlier.score !== after.score) {
      moved.push({item, before: earlier, after, out: null});
    }
  }
  for (const [item, earlier] of was) {
    if (!is.has(item)) {
      moved.push({item, before: earlier, after: null, out: out.get(item) ?? null});
    }
  }
  return moved;
}

function places(decision) {
  return new Map(decision.offers.map((offer, index) => [offer.item, {place: index + 1, score: offer.score}]));
}

function summary(moved) {
  const count = (test) => moved.filter(test).length;
  const parts = [
    [count((move) => move.before && move.after && move.after.place < move.before.place), 'up'],
    [count((move) => move.before && move.after && move.after.place > move.before.place), 'down'],
    [count((move) => !move.before), 'new'],
    [count((move) => !move.after), 'gone'],
    [count((move) => move.before && move.after && move.after.place === move.before.place), 'in the same place'],
  ];
  return parts.filter(([many]) => many > 0).map(([many, word]) => `${many} ${word}`).join(', ');
}

function place({before, after, out}) {
  if (!before) {
    return [el('span', {class: 'up'}, 'new'), ` at ${after.place}`];
  }
  if (!after) {
    return [el('span', {class: 'down'}, 'gone'), ` from ${before.place}`,
      out ? `: ${asCode(out.code)} (${out.rule})` : ': others are ahead'];
  }
  if (before.place === after.place) {
    return `stays ${after.place}`;
  }
  const up = after.place < before.place;
  return [el('span', {class: up ? 'up' : 'down'}, up ? '▲ up' : '▼ down'), ` ${before.place} → ${after.place}`];
}

function scores({before, after}) {
  return `${before ? asScore(before.score) : '–'} → ${after ? asScore(after.score) : '–'}`;
}
