// The part of a form that describes a customer: attributes, each of which may stay unknown.

import {asDate, asMeasure, daysOf} from './format.js';
import {el, newId, show} from './dom.js';
import {mark, unmark} from './problems.js';

/** Fields of attributes; `changed` is called with a name when the user changes one. `ranges` gives some a slider. */
export class AttributeFields {
  constructor(place, features, {ranges = new Map(), changed = () => {}} = {}) {
    this.features = features;
    this.inputs = {};
    this.sliders = {};
    this.remembered = {};
    show(place, features.map((feature) => this.field(feature, ranges.get(feature.name), changed)));
    features.forEach((feature) => this.follow(feature.name));
  }

  field(feature, range, changed) {
    const id = newId('attribute');
    const input = feature.numeric
      ? el('input', {id, name: feature.name, placeholder: 'unknown', autocomplete: 'off',
        ...(feature.date ? {type: 'text', inputmode: 'numeric', maxlength: 10, title: 'a date such as 2016-05-31'}
          : {type: 'number', step: 'any', inputmode: 'decimal'})})
      : el('select', {id, name: feature.name}, el('option', {value: ''}, 'unknown'),
        feature.values.map((value) => el('option', {value: `=${value}`}, value)));
    this.inputs[feature.name] = input;
    const slider = feature.numeric && range ? this.slider(feature, range) : null;
    input.addEventListener('input', () => {
      unmark(input);
      this.follow(feature.name);
      changed(feature.name);
    });
    slider?.addEventListener('input', () => {
      input.value = feature.date ? asDate(Number(slider.value)) : slider.value;
      this.say(feature);
      slider.classList.remove('unset');
      unmark(input);
      changed(feature.name);
    });
    return el('div', {class: 'field'},
      el('label', {for: id}, feature.label,
        feature.isProtected ? el('span', {class: 'tag', title: 'has no part in scores of credit'}, 'protected') : null),
      slider ? el('div', {class: 'slid'}, slider, input) : input);
  }

  slider(feature, [from, to, step]) {
    const slider = el('input', {type: 'range', class: 'unset', min: from, max: to, step,
      'aria-label': `${feature.label}, slider`});
    this.sliders[feature.name] = slider;
    return slider;
  }

  /** Puts a slider where its number is. */
  follow(name) {
    const slider = this.sliders[name];
    if (!slider) {
      return;
    }
    const feature = this.features.find((one) => one.name === name);
    const days = feature.date ? daysOf(this.inputs[name].value) : 0;
    const value = Number.isNaN(days) ? '' : feature.date ? String(days) : this.inputs[name].value;
    slider.classList.toggle('unset', value === '');
    if (value === '') {
      slider.value = String((Number(slider.min) + Number(slider.max)) / 2);
    } else {
      slider.max = String(Math.max(Number(slider.max), Number(value)));
      slider.min = String(Math.min(Number(slider.min), Number(value)));
      slider.value = value;
    }
    this.say(feature);
  }

  /** Lets a slider of dates be read out as a date, not as the number of its day. */
  say(feature) {
    if (feature.date) {
      this.sliders[feature.name].setAttribute('aria-valuetext', asDate(Number(this.sliders[feature.name].value)));
    }
  }

  /** Shows what is remembered of a customer, or nothing. */
  fill(values) {
    this.remembered = {...values};
    for (const feature of this.features) {
      const input = this.inputs[feature.name];
      const value = values[feature.name];
      unmark(input);
      if (feature.numeric) {
        input.value = feature.date && typeof value === 'number' ? asDate(value) : value ?? '';
      } else {
        const option = value === null || value === undefined ? '' : `=${value}`;
        if (![...input.options].some((known) => known.value === option)) {
          input.append(el('option', {value: option}, value)); // beyond the values that the service lists
        }
        input.value = option;
      }
      this.follow(feature.name);
    }
  }

  value(feature) {
    const input = this.inputs[feature.name];
    if (feature.numeric) {
      return input.value === '' ? null : feature.date ? daysOf(input.value) : Number(input.value);
    }
    return input.value === '' ? null : input.value.slice(1);
  }

  /** What differs from what is remembered; null where it has become unknown. */
  said() {
    const said = {};
    for (const feature of this.features) {
      const value = this.value(feature);
      if (value !== (this.remembered[feature.name] ?? null)) {
        said[feature.name] = value;
      }
    }
    return said;
  }

  /** The first attribute whose field holds no number, or no date. */
  unreadable() {
    return this.features.find((feature) => this.inputs[feature.name].validity.badInput
      || Number.isNaN(this.value(feature)));
  }

  refuseUnreadable() {
    const feature = this.unreadable();
    const input = feature && this.inputs[feature.name];
    if (input) {
      input.closest('details')?.setAttribute('open', '');
      mark(input, feature.date ? 'must be a date such as 2016-05-31' : 'must be a number');
      input.focus();
    }
    return Boolean(input);
  }

  /** Notes beside the fields what the model ignored. */
  note(ignored, words) {
    for (const input of Object.values(this.inputs)) {
      unmark(input);
    }
    for (const {part, name} of ignored) {
      if (this.inputs[name] && part.startsWith('FEATURE')) {
        mark(this.inputs[name], words(part), 'note');
      }
    }
  }
}

/** From where to where a slider goes: by the means of the segments, with half their spread to each side. */
export function rangesOf(segments) {
  const ranges = new Map();
  for (const segment of segments) {
    for (const [name, mean] of Object.entries(segment.profile.means)) {
      const [from, to] = ranges.get(name) ?? [mean, mean];
      ranges.set(name, [Math.min(from, mean), Math.max(to, mean)]);
    }
  }
  for (const [name, [from, to]] of ranges) {
    const spread = to - from || Math.abs(to) || 1;
    const step = 10 ** Math.max(0, Math.floor(Math.log10(spread)) - 1);
    const low = Math.floor((from - spread / 2) / step) * step;
    ranges.set(name, [from >= 0 ? Math.max(0, low) : low, Math.ceil((to + spread / 2) / step) * step, step]);
  }
  return ranges;
}

/** A value of an attribute in words. */
export function asValue(feature, value) {
  return value === null || value === undefined ? 'unknown' : typeof value === 'number' ? asMeasure(feature, value) : value;
}
