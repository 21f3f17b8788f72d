// Asks the service. A key, if it wants one, is asked of the user once and kept for this tab.

import {byId} from './dom.js';

const KEY = 'recsys-key';
let asking = null;

/** What the service refuses, or that it does not answer; `field` names what must be mended, where the service says so. */
export class Problem extends Error {
  constructor(status, detail, field = null, rule = null) {
    super(detail);
    this.status = status;
    this.field = field;
    this.rule = rule;
  }
}

export function get(path, signal) {
  return ask(path, {signal});
}

export function post(path, body, signal) {
  return ask(path, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(body),
    signal,
  });
}

/** The answer's JSON, and the generation that made it. */
async function ask(path, options) {
  for (;;) {
    const key = storedKey();
    const response = await send(path, {...options, headers: {...options.headers, ...(key ? {'X-API-Key': key} : {})}});
    if (response.ok) {
      return {value: await response.json(), generation: response.headers.get('Recsys-Generation') ?? ''};
    }
    const problem = await read(response);
    if (response.status !== 401) {
      throw problem;
    }
    if (key === storedKey() && !(await newKey(problem.message))) {
      throw problem;
    }
  }
}

async function send(path, options) {
  try {
    return await fetch(path, {...options, cache: 'no-store', credentials: 'omit'});
  } catch (e) {
    if (e.name === 'AbortError') {
      throw e;
    }
    throw new Problem(0, 'The service does not answer. Is it running?');
  }
}

async function read(response) {
  let problem = {};
  if ((response.headers.get('Content-Type') ?? '').includes('json')) {
    problem = await response.json().catch(() => ({}));
  }
  const words = {
    400: 'the service can’t read this request',
    401: 'the service does not know who asks',
    403: 'this caller may not do this',
    404: 'there is nothing by this name',
    413: 'the request is too large',
    429: 'too many requests: wait a little, and ask again',
  };
  const detail = problem.detail || words[response.status] || `the service failed (status ${response.status})`;
  return new Problem(response.status, sentence(detail), problem.field ?? null, problem.rule ?? null);
}

function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.');
}

function storedKey() {
  return sessionStorage.getItem(KEY);
}

/** Asks the user for a key; several requests at once wait for the same answer. */
function newKey(reason) {
  asking ??= new Promise((resolve) => {
    const dialog = byId('key');
    const value = byId('key-value');
    byId('key-reason').textContent = storedKey() ? `That key was not accepted. ${reason}` : reason;
    value.value = '';
    byId('key-form').onsubmit = (event) => {
      event.preventDefault();
      if (/^[\x21-\x7e]+$/.test(value.value.trim())) {
        sessionStorage.setItem(KEY, value.value.trim());
        dialog.returnValue = 'given';
        dialog.close('given');
      } else {
        byId('key-reason').textContent = 'A key has letters, digits and signs, without spaces.';
        value.focus();
      }
    };
    byId('key-cancel').onclick = () => dialog.close('');
    dialog.onclose = () => {
      asking = null;
      resolve(dialog.returnValue === 'given');
    };
    dialog.returnValue = '';
    dialog.showModal();
  });
  return asking;
}
