// The page to try the service: a customer, what is offered, why, and what changes when an attribute does.

import {get, post, Problem} from './api.js';
import {answer} from './answer.js';
import {AttributeFields} from './customer.js';
import {byId, debounced, el, show} from './dom.js';
import {asIgnored, ReasonTexts} from './format.js';
import {mark, showProblem, unmark} from './problems.js';

const PAUSE = 250;

/** Whether the answer stands below the form. */
const narrow = () => matchMedia('(max-width: 60rem)').matches;

export function tryPage(catalogue) {
  const page = new TryPage(catalogue);
  byId('find').addEventListener('submit', (event) => {
    event.preventDefault();
    page.find(byId('customer-id').value.trim());
  });
  byId('describe').addEventListener('submit', (event) => {
    event.preventDefault();
    page.begin();
  });
  byId('clear').addEventListener('click', () => page.clear());
  byId('language').addEventListener('change', () => page.ask());
  byId('customer-id').addEventListener('input', () => unmark(byId('customer-id')));
  for (const name of ['channel', 'limit']) {
    byId(name).addEventListener('input', () => {
      unmark(byId(name));
      page.changed();
    });
  }
}

class TryPage {
  constructor(catalogue) {
    this.catalogue = catalogue;
    this.customer = null; // what is remembered of the one that was found
    this.start = null; // the answer that changes are compared with
    this.open = new Set(); // items whose explanation is unfolded
    this.asked = null;
    this.texts = new Map();
    this.changed = debounced(PAUSE, () => this.start && this.ask());
    this.fields = new AttributeFields(byId('attribute-fields'), catalogue.features, {
      ranges: catalogue.ranges,
      changed: () => this.changed(),
    });
    this.holdings();
    byId('attributes').open = !narrow();
  }

  holdings() {
    this.boxes = new Map(this.catalogue.items.map((item) => [item.id,
      el('input', {type: 'checkbox', name: 'holding', value: item.id})]));
    show(byId('holding-items'), this.catalogue.items.map((item) =>
      el('label', {}, this.boxes.get(item.id), ' ', item.label)));
    this.radios = [...document.querySelectorAll('input[name=holdings]')];
    for (const radio of this.radios) {
      radio.addEventListener('change', () => this.changed());
    }
    for (const box of this.boxes.values()) {
      box.addEventListener('change', () => {
        this.know(true);
        this.changed();
      });
    }
  }

  know(known) {
    this.radios.find((radio) => radio.value === (known ? 'known' : 'unknown')).checked = true;
  }

  async find(id) {
    const input = byId('customer-id');
    unmark(input);
    show(byId('try-problem'));
    if (id === '') {
      mark(input, 'Type an id.');
      input.focus();
      return;
    }
    try {
      const {value} = await get(`v1/customers/${encodeURIComponent(id)}`);
      this.take(value);
      await this.begin();
    } catch (e) {
      if (!(e instanceof Problem)) {
        throw e;
      }
      if (e.status === 404) {
        mark(input, `${e.message} Describe the customer below instead.`);
        byId('try-status').textContent = e.message;
        input.focus();
      } else {
        showProblem(byId('try-problem'), e, {id: input});
      }
    }
  }

  /** Fills the form with what is remembered of a customer, or with nothing. */
  take(customer) {
    this.customer = customer;
    this.start = null;
    this.open.clear();
    byId('described').textContent = customer ? `Customer ${customer.id}` : 'A customer described here';
    this.fields.fill(customer?.features ?? {});
    const held = new Set(customer?.holdings ?? []);
    for (const [item, box] of this.boxes) {
      box.checked = held.has(item);
    }
    this.know(customer !== null);
    this.radios.find((radio) => radio.value === 'unknown').disabled = customer !== null; // those remembered would count
  }

  clear() {
    this.asked?.abort();
    byId('customer-id').value = '';
    unmark(byId('customer-id'));
    this.take(null);
    show(byId('try-problem'));
    show(byId('answer'), el('p', {class: 'empty'}, 'Nothing asked yet.'));
    byId('customer-id').focus();
  }

  /** Asks, and compares what follows with this answer. */
  async begin() {
    this.start = null;
    await this.ask();
    if (this.start && narrow()) {
      byId('answer').scrollIntoView();
    }
  }

  request() {
    const customer = {};
    if (this.customer) {
      customer.id = this.customer.id;
    }
    const held = [...this.boxes].filter(([, box]) => box.checked).map(([item]) => item);
    const known = this.radios.find((radio) => radio.checked).value === 'known';
    const remembered = this.customer && held.length === this.customer.holdings.length
      && held.every((item) => this.customer.holdings.includes(item));
    if (known && !remembered) {
      customer.holdings = held;
    }
    const features = this.fields.said();
    if (Object.keys(features).length > 0) {
      customer.features = features;
    }
    const request = {customer, preview: true};
    if (byId('channel').value.trim() !== '') {
      request.channel = byId('channel').value.trim();
    }
    const limit = byId('limit').value.trim();
    if (limit !== '') {
      request.limit = Number(limit);
    }
    return request;
  }

  async ask() {
    if (this.fields.refuseUnreadable()) {
      return;
    }
    if (byId('limit').validity.badInput) {
      mark(byId('limit'), 'must be a number');
      return;
    }
    this.asked?.abort();
    const asked = new AbortController();
    this.asked = asked;
    const request = this.request();
    const values = this.values();
    try {
      const [decision, texts, segment] = await Promise.all([
        post('v1/recommend', request, asked.signal),
        this.reasons(byId('language').value),
        this.segment(request, asked.signal),
      ]);
      if (this.asked !== asked) {
        return;
      }
      const now = {request, values, decision: decision.value, generation: decision.generation, segment};
      this.start ??= now;
      show(byId('try-problem'));
      unmark(byId('limit'));
      unmark(byId('channel'));
      this.fields.note(now.decision.ignored, asIgnored);
      show(byId('answer'), answer(now, this.start, {
        catalogue: this.catalogue,
        texts,
        open: this.open,
        explain: (item) => post(`v1/explain?item=${encodeURIComponent(item)}`, request).then(({value}) => value),
        restart: () => {
          this.start = null;
          this.ask();
        },
        back: () => {
          this.restore(this.start.values);
          this.ask();
        },
      }));
      byId('try-status').textContent = `${now.decision.offers.length} offers.`;
    } catch (e) {
      if (e.name === 'AbortError') {
        return;
      }
      if (!(e instanceof Problem)) {
        throw e;
      }
      showProblem(byId('try-problem'), e, {limit: byId('limit'), channel: byId('channel'), ...this.fields.inputs});
    }
  }

  async segment(request, signal) {
    if (!this.catalogue.segments) {
      return null;
    }
    try {
      return (await post('v1/segments/assign', {customer: request.customer}, signal)).value;
    } catch (e) {
      if (e instanceof Problem) {
        return {none: e.message};
      }
      throw e;
    }
  }

  async reasons(language) {
    if (!this.texts.has(language)) {
      const {value} = await get(`v1/reasons?language=${language}`);
      this.texts.set(language, new ReasonTexts(value, this.catalogue.items, this.catalogue.features));
    }
    return this.texts.get(language);
  }

  /** What the form says, to be compared and restored. */
  values() {
    return {
      known: this.radios.find((radio) => radio.checked).value === 'known',
      held: [...this.boxes].filter(([, box]) => box.checked).map(([item]) => item),
      features: Object.fromEntries(this.catalogue.features.map((feature) => [feature.name, this.fields.value(feature)])),
      channel: byId('channel').value.trim(),
      limit: byId('limit').value.trim(),
    };
  }

  restore(values) {
    const remembered = this.fields.remembered;
    this.fields.fill(values.features);
    this.fields.remembered = remembered;
    for (const [item, box] of this.boxes) {
      box.checked = values.held.includes(item);
    }
    this.know(values.known);
    byId('channel').value = values.channel;
    byId('limit').value = values.limit;
  }
}
