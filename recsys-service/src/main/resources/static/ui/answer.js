// An answer: the offers and why, what changed, what was taken out, and what it rests on.

import {changes} from './changes.js';
import {bar, el, newId, show, table} from './dom.js';
import {explanation} from './explanation.js';
import {
  asCode, asDay, asIgnored, asLevel, asNumber, asPlacement, asScore, asShare, asStage, stageOrder,
} from './format.js';
import {Problem} from './api.js';

/** All parts of an answer, in the order of their weight. */
export function answer(now, start, context) {
  const {decision} = now;
  const labels = new Map(context.catalogue.items.map((item) => [item.id, item.label]));
  const label = (item) => labels.get(item) ?? item;
  return [
    now === start ? null : changes(start, now, label, context),
    el('section', {'aria-labelledby': 'offers-title'},
      el('h2', {id: 'offers-title'}, 'Offers'),
      decision.offers.length ? offers(decision.offers, label, context)
        : el('p', {class: 'empty'}, 'Nothing is offered to this customer.')),
    segment(now.segment, context.catalogue.segments),
    excluded(decision.excluded, label),
    leftOut(decision),
    basis(now),
  ];
}

function offers(list, label, context) {
  const best = Math.max(...list.map((offer) => offer.score), Number.MIN_VALUE);
  const worths = list.some((offer) => offer.worth !== offer.score);
  const columns = [
    {title: '#', class: 'place', cell: (offer) => String(list.indexOf(offer) + 1)},
    {title: 'Product', class: 'product', cell: (offer) => [label(offer.item),
      asPlacement(offer.placement) ? el('span', {class: 'tag'}, asPlacement(offer.placement)) : null]},
    {title: 'Score', class: 'number score', cell: (offer) => [asScore(offer.score), bar(offer.score / best)]},
    worths ? {title: 'Worth', class: 'number worth', cell: (offer) => asNumber(offer.worth)} : null,
    {title: 'Reason', class: 'reason', cell: (offer) =>
      el('span', {lang: context.texts.templates.language}, context.texts.sentence(offer.reason))},
    {title: 'Why', class: 'why', cell: (offer) => whyButton(offer, label)},
  ].filter(Boolean);
  columns.head = 1;
  const made = table(worths ? 'Best first. Worth is score × weight × value.'
    : 'Best first. Worth equals the score: the policy sets no values.', columns, list, 'offers');
  [...made.tBodies[0].rows].forEach((row, index) => why(row, list[index], label, columns.length, context));
  return made;
}

function whyButton(offer, label) {
  return el('button', {type: 'button', class: 'quiet', 'aria-expanded': 'false',
    'aria-label': `Why ${label(offer.item)}`}, 'Why');
}

/** Lets a row's button unfold the explanation in a row below. */
function why(row, offer, label, columns, context) {
  const button = row.querySelector('button');
  const place = el('td', {role: 'cell', colspan: columns, id: newId('why')});
  const below = el('tr', {role: 'row', class: 'explained', hidden: true}, place);
  row.after(below);
  button.setAttribute('aria-controls', place.id);
  let asked = false;
  async function unfold(open) {
    button.setAttribute('aria-expanded', String(open));
    below.hidden = !open;
    if (open) {
      context.open.add(offer.item);
    } else {
      context.open.delete(offer.item);
    }
    if (!open || asked) {
      return;
    }
    asked = true;
    show(place, el('p', {class: 'hint'}, 'Asking …'));
    try {
      show(place, explanation(await context.explain(offer.item), label(offer.item), context.texts));
    } catch (e) {
      if (!(e instanceof Problem)) {
        throw e;
      }
      asked = false;
      show(place, el('p', {class: 'problem', role: 'alert'}, e.message));
    }
  }
  button.addEventListener('click', () => unfold(below.hidden));
  if (context.open.has(offer.item)) {
    unfold(true);
  }
}

function segment(view, segments) {
  if (!view) {
    return null;
  }
  return el('section', {'aria-labelledby': 'segment-title'},
    el('h2', {id: 'segment-title'}, view.none ? 'Segment' : `Segment ${view.segment}`),
    view.none ? el('p', {class: 'empty'}, view.none) : [
      el('p', {}, `${asShare(view.share)} of customers. ${segments.sentence(view)}`),
      el('details', {}, el('summary', {}, 'Who such customers are'), segments.items(view), segments.profile(view)),
    ]);
}

function excluded(list, label) {
  if (list.length === 0) {
    return null;
  }
  const sorted = [...list].sort((a, b) => stageOrder.indexOf(a.stage) - stageOrder.indexOf(b.stage));
  const low = sorted.filter((out) => out.code === 'SCORE_TOO_LOW');
  const other = sorted.filter((out) => out.code !== 'SCORE_TOO_LOW');
  return el('section', {'aria-labelledby': 'excluded-title'},
    el('h2', {id: 'excluded-title'}, 'Not offered'),
    other.length ? outTable('By the first step that takes them out', other, label) : null,
    low.length ? el('details', {}, el('summary', {}, `${low.length} with too low a score`),
      outTable(low[0].rule, low, label)) : null);
}

function outTable(caption, list, label) {
  return table(caption, [
    {title: 'Product', class: 'product', cell: (out) => label(out.item)},
    {title: 'Step', class: 'step', cell: (out) => asStage(out.stage)},
    {title: 'Why', class: 'cause', cell: (out) => [asCode(out.code), ' ', el('code', {}, out.code)]},
    {title: 'Rule', class: 'rule', cell: (out) => out.rule},
  ], list, 'excluded');
}

function leftOut({skipped, ignored}) {
  return [
    skipped.length ? el('section', {'aria-labelledby': 'skipped-title'},
      el('h2', {id: 'skipped-title'}, 'Components that took no part'),
      el('ul', {}, skipped.map((skip) => el('li', {}, el('b', {}, skip.component), `: ${skip.cause}`)))) : null,
    ignored.length ? el('section', {'aria-labelledby': 'ignored-title'},
      el('h2', {id: 'ignored-title'}, 'Ignored'),
      el('ul', {}, ignored.map((one) => el('li', {}, el('b', {}, one.name), `: ${asIgnored(one.part)}`)))) : null,
  ];
}

function basis({decision, generation}) {
  const behind = decision.periodsBehind > 0 ? `, ${decision.periodsBehind} periods behind` : '';
  const [name, version] = (decision.policy ?? '').split(' ');
  const facts = [
    ['Known', asLevel(decision.level)],
    ['Data of', asDay(decision.dataDate) + behind],
    ['Generation', generation],
    ['Policy', !name || name === 'none' ? 'none' : `${name} ${version ?? ''}`.trim()],
    ['Decision', decision.id],
  ];
  return el('section', {'aria-labelledby': 'basis-title'},
    el('h2', {id: 'basis-title'}, 'What the answer rests on'),
    el('dl', {class: 'facts'}, facts.map(([term, text]) => el('div', {}, el('dt', {}, term), el('dd', {}, text)))));
}
