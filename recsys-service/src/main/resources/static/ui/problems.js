// Says what went wrong: beside the field it is about, otherwise above the answer.

import {byId, el, newId, show} from './dom.js';

/** Shows a problem; `fields` has the inputs that a problem may name. */
export function showProblem(place, problem, fields = {}) {
  const field = problem.field ? fields[problem.field] : null;
  if (field) {
    mark(field, `${labelOf(field)} ${problem.rule ?? problem.message}`);
    show(place, el('p', {class: 'problem', role: 'alert'}, problem.message));
    field.focus();
    return;
  }
  show(place, el('p', {class: 'problem', role: 'alert'}, problem.message));
}

/** Puts a note beside an input; `kind` is `problem` for what must be mended, `note` for what is only told. */
export function mark(input, text, kind = 'problem') {
  unmark(input);
  const note = el('p', {id: newId('note'), class: kind === 'problem' ? 'field-problem' : 'hint', 'data-note': true}, text);
  input.closest('.field, form').append(note);
  input.setAttribute('aria-describedby', note.id);
  if (kind === 'problem') {
    input.setAttribute('aria-invalid', 'true');
  }
}

export function unmark(input) {
  const note = byId(input.getAttribute('aria-describedby') ?? '');
  if (note?.hasAttribute('data-note')) {
    note.remove();
    input.removeAttribute('aria-describedby');
  }
  input.removeAttribute('aria-invalid');
}

function labelOf(input) {
  return input.labels?.[0]?.textContent.trim() ?? input.name;
}
