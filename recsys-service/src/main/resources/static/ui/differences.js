// What differs between two fillings of the form of a customer.

import {asValue} from './customer.js';

/** The differences in words, attributes first. */
export function differences(before, now, catalogue) {
  const words = [];
  for (const feature of catalogue.features) {
    const [was, is] = [before.features[feature.name], now.features[feature.name]];
    if (was !== is) {
      words.push(`${feature.label} ${asValue(feature, was)} → ${asValue(feature, is)}`);
    }
  }
  const label = (id) => catalogue.items.find((item) => item.id === id)?.label ?? id;
  if (before.known !== now.known) {
    words.push(now.known ? 'holdings known' : 'holdings unknown');
  }
  if (now.known) {
    words.push(...now.held.filter((item) => !before.held.includes(item)).map((item) => `holds ${label(item)}`));
    words.push(...before.held.filter((item) => !now.held.includes(item)).map((item) => `no longer holds ${label(item)}`));
  }
  if (before.channel !== now.channel) {
    words.push(`through ${before.channel || 'any channel'} → ${now.channel || 'any channel'}`);
  }
  if (before.limit !== now.limit) {
    words.push(`offers at most ${before.limit || 'the default'} → ${now.limit || 'the default'}`);
  }
  return words;
}
