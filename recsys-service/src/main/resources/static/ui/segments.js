// The page of segments: which one an applicant is in, and all of them.

import {Problem, post} from './api.js';
import {AttributeFields} from './customer.js';
import {byId, el, show} from './dom.js';
import {asShare} from './format.js';
import {showProblem} from './problems.js';

export function segmentsPage(catalogue) {
  const fields = new AttributeFields(byId('assign-fields'), catalogue.features);
  const problem = byId('segments-problem');
  if (catalogue.segments) {
    const views = catalogue.segments.views;
    const largest = Math.max(...views.map((view) => view.share));
    show(byId('all-segments'), views.map((view) => catalogue.segments.folded(view, largest)));
  } else {
    show(byId('all-segments'), el('p', {class: 'empty'}, catalogue.segmentsProblem));
  }

  byId('assign').addEventListener('submit', async (event) => {
    event.preventDefault();
    show(problem);
    if (fields.refuseUnreadable()) {
      return;
    }
    try {
      const {value} = await post('v1/segments/assign', {customer: {features: fields.said()}});
      show(byId('assigned'), assigned(value, catalogue.segments));
      byId('segments-status').textContent = `Segment ${value.segment}.`;
    } catch (e) {
      if (!(e instanceof Problem)) {
        throw e;
      }
      show(byId('assigned'));
      showProblem(problem, e, fields.inputs);
    }
  });
  byId('assign-clear').addEventListener('click', () => {
    fields.fill({});
    show(byId('assigned'));
    show(problem);
    Object.values(fields.inputs)[0]?.focus();
  });
}

function assigned(view, segments) {
  const traits = segments.traits(view);
  return el('section', {class: 'card', 'aria-labelledby': 'assigned-title'},
    el('h2', {id: 'assigned-title'}, `Segment ${view.segment}`),
    el('p', {}, `${asShare(view.share)} of customers. ${segments.sentence(view)}`),
    traits.length ? el('p', {}, `Set apart by ${traits.join(' · ')}.`) : null,
    segments.items(view), segments.profile(view));
}
