// Starts the page: asks what the model knows, then shows one of three pages by the address.

import {get, Problem} from './api.js';
import {rangesOf} from './customer.js';
import {byId, show} from './dom.js';
import {hourPage} from './hour.js';
import {showProblem} from './problems.js';
import {Segments} from './segment.js';
import {segmentsPage} from './segments.js';
import {tryPage} from './try.js';

const PAGES = {try: 'Try', segments: 'Segments', hour: 'Last hour'};
const hour = hourPage();

function turn(moved) {
  const wanted = location.hash.slice(1);
  if (moved && !(wanted in PAGES) && wanted !== '') {
    return; // a jump inside the page
  }
  const page = wanted in PAGES ? wanted : 'try';
  for (const name of Object.keys(PAGES)) {
    byId(`page-${name}`).hidden = name !== page;
  }
  for (const link of document.querySelectorAll('[data-page]')) {
    if (link.dataset.page === page) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
  document.title = `${PAGES[page]} – recsys`;
  hour.shown(page === 'hour');
  if (moved) {
    scrollTo(0, 0);
  }
}

async function knowledge() {
  const [items, features] = await Promise.all([get('v1/items'), get('v1/features')]);
  const catalogue = {items: items.value, features: features.value, segments: null, segmentsProblem: ''};
  try {
    const views = (await get('v1/segments')).value;
    catalogue.segments = new Segments(views, catalogue.features);
    catalogue.ranges = rangesOf(views);
  } catch (e) {
    if (!(e instanceof Problem)) {
      throw e;
    }
    catalogue.segmentsProblem = e.status === 404 ? 'This model has no segments.' : e.message;
  }
  return catalogue;
}

async function start() {
  try {
    const catalogue = await knowledge();
    tryPage(catalogue);
    segmentsPage(catalogue);
    show(byId('start-problem'));
    document.body.dataset.ready = 'true';
  } catch (e) {
    if (!(e instanceof Problem)) {
      throw e;
    }
    showProblem(byId('start-problem'), e);
  }
}

addEventListener('hashchange', () => turn(true));
turn(false);
start();
