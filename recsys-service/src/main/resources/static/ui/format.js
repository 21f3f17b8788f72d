// Numbers, dates and codes in words.

const number = new Intl.NumberFormat(undefined, {maximumSignificantDigits: 4});
const signed = new Intl.NumberFormat(undefined, {maximumSignificantDigits: 3, signDisplay: 'exceptZero'});
const whole = new Intl.NumberFormat(undefined, {maximumFractionDigits: 0});
const percent = new Intl.NumberFormat(undefined, {style: 'percent', maximumSignificantDigits: 3});
const signedPercent = new Intl.NumberFormat(undefined,
  {style: 'percent', maximumSignificantDigits: 3, signDisplay: 'exceptZero'});
const day = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeZone: 'UTC'});
const moment = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'short'});
const clock = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit'});
const second = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', second: '2-digit'});

export const asNumber = (value) => number.format(value);
export const asWhole = (value) => whole.format(value);
export const asShare = (value) => percent.format(value);
export const asDay = (text) => text ? day.format(new Date(text)) : 'unknown';
export const asMoment = (text) => moment.format(new Date(text));
export const asClock = (time) => clock.format(new Date(time));
export const asSecond = (time) => second.format(new Date(time));

/** A mean, in as many digits as its size deserves. */
export const asMean = (value) => Math.abs(value) >= 100 ? whole.format(value) : number.format(Number(value.toFixed(1)));

const DAY = 86_400_000;

/** A day by its number, counted from 1970-01-01, as an ISO date. */
export const asDate = (days) => new Date(Math.round(days) * DAY).toISOString().slice(0, 10);

/** The number of an ISO date; NaN where the text is none. */
export function daysOf(text) {
  const days = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) / DAY : NaN;
  return Number.isNaN(days) || asDate(days) !== text ? NaN : days;
}

/** A number of an attribute, or its mean. */
export const asMeasure = (feature, value) => feature?.date ? asDate(value) : asMean(value);

/** A score: a probability wherever it can be one. */
export const asScore = (value) => value >= 0 && value <= 1 ? percent.format(value) : number.format(value);

/** What a fact adds, in the unit of the model. */
export const asAddition = (value, unit) =>
  (unit === 'LOG_ODDS' ? signed : signedPercent).format(value).replace('-', '\u2212');

/** A latency; micro is the sign of the SI, µ. */
export function asLatency(micros) {
  return micros >= 1000 ? `${number.format(Number((micros / 1000).toPrecision(3)))} ms`
    : `${number.format(Number(micros.toPrecision(3)))} µs`;
}

const STAGES = {
  REQUEST: 'Request', ELIGIBILITY: 'Eligibility', APPLICABILITY: 'Applicability', SUITABILITY: 'Suitability',
  CONTACT: 'Contact', ARBITRATION: 'Arbitration', DIVERSITY: 'Places',
};
const CODES = {
  DENIED: 'the request denies it', NOT_ALLOWED: 'the request does not allow it', HELD: 'held already',
  RULE_FAILED: 'a rule failed', OBJECTION: 'objects to marketing', COOL_DOWN: 'too soon after the last contact',
  CAP: 'contacted often enough', CONTACTS_UNAVAILABLE: 'contacts can’t be looked up', NOT_SCORED: 'has no score',
  NOT_RETURNED: 'not recommended', VALUE_FAILED: 'its value can’t be worked out', SCORE_TOO_LOW: 'score too low',
  WORTH_TOO_LOW: 'not worth it', GROUP_FULL: 'enough of its group',
};
const LEVELS = {
  KNOWN_USER: 'known customer', HOLDINGS: 'unknown customer, by holdings', FEATURES: 'unknown customer, by attributes',
  POPULARITY: 'nothing known: what most take',
};
const PLACEMENTS = {
  RANKED: '', FIXED: 'fixed by the policy', BOOSTED: 'raised by the policy', EXPLORED: 'drawn by chance',
};
const IGNORED = {
  HOLDING: 'unknown product among the holdings', ALLOW: 'unknown product on the allow-list',
  DENY: 'unknown product on the deny-list', FEATURE: 'attribute the model does not know',
  FEATURE_KIND: 'a number is needed where a text was given, or the reverse',
  FEATURE_VALUE: 'value never seen in training, so it counts as unknown',
};

export const stageOrder = Object.keys(STAGES);
export const asStage = (stage) => STAGES[stage] ?? plain(stage);
export const asCode = (code) => CODES[code] ?? plain(code);
export const asLevel = (level) => LEVELS[level] ?? plain(level);
export const asPlacement = (placement) => PLACEMENTS[placement] ?? plain(placement);
export const asIgnored = (part) => IGNORED[part] ?? plain(part);

/** A code of the bank's own: TOO_YOUNG is "too young". */
function plain(code) {
  return String(code).replaceAll('_', ' ').toLowerCase();
}

/** Texts of reasons, filled with the labels of a catalogue. */
export class ReasonTexts {
  constructor(templates, items, features) {
    this.templates = templates;
    this.items = new Map(items.map((item) => [item.id, item.label]));
    this.features = new Map(features.map((feature) => [feature.name, feature.label]));
    this.percent = new Intl.NumberFormat(templates.language, {style: 'percent', maximumSignificantDigits: 3});
  }

  sentence(reason) {
    return this.filled(this.templates.sentences[reason.code], reason);
  }

  fact(reason) {
    return this.filled(this.templates.facts[reason.code], reason);
  }

  filled(template, reason) {
    return (template ?? reason.code).replace(/\{([a-z]+)\}/g, (whole, name) => {
      const value = reason.arguments?.[name];
      return value === undefined ? whole : this.shown(name, value);
    });
  }

  shown(name, value) {
    switch (name) {
      case 'item': return this.items.get(value) ?? value;
      case 'feature': return this.features.get(value) ?? value;
      case 'share': return Number.isFinite(Number(value)) ? this.percent.format(Number(value)) : value;
      default: return value;
    }
  }
}
