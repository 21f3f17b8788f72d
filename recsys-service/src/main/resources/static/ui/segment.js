// A segment: who is in it, and what such customers own and take.

import {asMeasure, asShare} from './format.js';
import {bar, el, table} from './dom.js';

const MOST = 8;

/** Describes segments against all of them. */
export class Segments {
  constructor(views, features) {
    this.views = views;
    this.features = new Map(features.map((feature) => [feature.name, feature]));
    this.means = averages(views);
    this.shares = new Map();
  }

  label(name) {
    return this.features.get(name)?.label ?? name;
  }

  mean(name, value) {
    return asMeasure(this.features.get(name), value);
  }

  /** What its customers own and take most often, in words. */
  sentence(view) {
    const own = [...view.items].sort((a, b) => b.meanHoldings - a.meanHoldings).slice(0, 2)
      .filter((item) => item.meanHoldings > 0);
    const take = view.items.slice(0, 2).filter((item) => item.additionRate > 0);
    return [
      own.length ? `Own most often: ${own.map((item) => item.label).join(', ')}.` : 'Own hardly anything.',
      take.length ? `Take most often: ${take.map((item) => item.label).join(', ')}.` : 'Take hardly anything.',
    ].join(' ');
  }

  /** What sets its customers apart: the numbers and the values that differ most from those of all segments. */
  traits(view) {
    const numbers = Object.entries(view.profile.means)
      .map(([name, mean]) => ({name, mean, far: Math.abs(mean - this.means.get(name)) / (Math.abs(this.means.get(name)) || 1)}))
      .filter(({far}) => far > 0.05).sort((a, b) => b.far - a.far).slice(0, 2)
      .map(({name, mean}) => `${this.label(name)} ${this.mean(name, mean)} (all: ${this.mean(name, this.means.get(name))})`);
    const values = Object.entries(view.profile.categories)
      .filter(([, shares]) => shares.length > 0)
      .map(([name, [{value, share}]]) => ({name, value, share, all: this.shareOf(name, value)}))
      .sort((a, b) => (b.share - b.all) - (a.share - a.all)).slice(0, 2)
      .filter(({share, all}) => share - all > 0.02)
      .map(({name, value, share, all}) => `${this.label(name)} ${value} ${asShare(share)} (all: ${asShare(all)})`);
    return [...numbers, ...values];
  }

  /** A value's share over all segments, as far as it is among their most frequent ones. */
  shareOf(name, value) {
    const key = `${name}=${value}`;
    if (!this.shares.has(key)) {
      let sum = 0;
      let size = 0;
      for (const {profile} of this.views) {
        sum += (profile.categories[name]?.find((one) => one.value === value)?.share ?? 0) * profile.size;
        size += profile.size;
      }
      this.shares.set(key, size ? Number((sum / size).toFixed(3)) : 0);
    }
    return this.shares.get(key);
  }

  profile(view) {
    return [
      table('Numbers, on average', [
        {title: 'Attribute', cell: ([name]) => this.label(name)},
        {title: 'This segment', class: 'number', cell: ([name, mean]) => this.mean(name, mean)},
        {title: 'All segments', class: 'number', cell: ([name]) => this.mean(name, this.means.get(name) ?? 0)},
      ], Object.entries(view.profile.means), 'plain'),
      table('Most frequent values', [
        {title: 'Attribute', cell: ([name]) => this.label(name)},
        {title: 'Values', cell: ([, values]) => values.map(({value, share}) => `${value} ${asShare(share)}`).join(' · ')},
      ], Object.entries(view.profile.categories), 'plain'),
    ];
  }

  /** What its customers own and take. */
  items(view) {
    const owned = Math.max(...view.items.map((item) => item.meanHoldings), Number.MIN_VALUE);
    const taken = Math.max(...view.items.map((item) => item.additionRate), Number.MIN_VALUE);
    return table('Products they take most', [
      {title: 'Product', cell: (item) => item.label},
      {title: 'Own it', class: 'number', cell: (item) => [asShare(item.meanHoldings), bar(item.meanHoldings / owned)]},
      {title: 'Take it in a period', class: 'number',
        cell: (item) => [asShare(item.additionRate), bar(item.additionRate / taken)]},
    ], view.items.slice(0, MOST), 'plain');
  }

  /** All of it, folded up. */
  folded(view, largest) {
    const body = el('div', {class: 'fold-body'});
    const fold = el('details', {toggle: () => {
      if (fold.open && !body.hasChildNodes()) {
        body.append(el('p', {}, this.sentence(view)), this.items(view), ...this.profile(view));
      }
    }}, el('summary', {},
      el('span', {class: 'segment-name'}, `Segment ${view.segment}`),
      el('span', {class: 'segment-share'}, asShare(view.share), bar(view.share / largest)),
      el('span', {class: 'segment-words'}, capital(this.traits(view).join(' · ')))), body);
    return fold;
  }
}

/** Averages over all segments, by their sizes. */
function averages(views) {
  const sums = new Map();
  for (const {profile} of views) {
    for (const [name, mean] of Object.entries(profile.means)) {
      const [sum, size] = sums.get(name) ?? [0, 0];
      sums.set(name, [sum + mean * profile.size, size + profile.size]);
    }
  }
  return new Map([...sums].map(([name, [sum, size]]) => [name, size ? sum / size : 0]));
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
