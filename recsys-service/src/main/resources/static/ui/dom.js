// Elements by hand. Text only ever becomes text: nothing here reads HTML.

/** An element: attributes by name (a function is a listener, `true` an empty attribute, null none), then children. */
export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for a picture. */
export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined));
  return element;
}

export function byId(id) {
  return document.getElementById(id);
}

export function show(place, ...children) {
  place.replaceChildren(...children.flat(3).filter((child) => child !== null && child !== undefined));
}

/** A bar of a share in 0..1; the figure beside it says the same, so that a reader skips it. */
export function bar(share, kind = '') {
  const inner = el('span', {class: 'bar-fill'});
  inner.style.width = `${Math.max(0, Math.min(1, share || 0)) * 100}%`;
  return el('span', {class: `bar ${kind}`, 'aria-hidden': 'true'}, inner);
}

/** A bar from the middle: to the right above 0, to the left below. */
export function signedBar(share) {
  const width = Math.min(1, Math.abs(share)) * 50;
  const inner = el('span', {class: share < 0 ? 'bar-fill against' : 'bar-fill'});
  inner.style.width = `${width}%`;
  inner.style.marginLeft = share < 0 ? `${50 - width}%` : '50%';
  return el('span', {class: 'bar signed', 'aria-hidden': 'true'}, inner);
}

/**
 * A table. Columns have a title, a class, and a cell made of a row; roles are written out, since a narrow page
 * lays rows out as blocks and browsers then forget that they are rows.
 */
export function table(caption, columns, rows, kind = '') {
  return el('table', {class: kind, role: 'table'},
    el('caption', {}, caption),
    el('thead', {role: 'rowgroup'}, el('tr', {role: 'row'},
      columns.map((column) => el('th', {scope: 'col', role: 'columnheader', class: column.class}, column.title)))),
    el('tbody', {role: 'rowgroup'}, rows.map((row) => row instanceof Node ? row : line(columns, row))));
}

/** A table's row. */
export function line(columns, row) {
  return el('tr', {role: 'row'}, columns.map((column, index) => index === (columns.head ?? 0)
    ? el('th', {scope: 'row', role: 'rowheader', class: column.class}, column.cell(row))
    : el('td', {role: 'cell', class: column.class, 'data-title': column.title}, column.cell(row))));
}

let made = 0;

export function newId(prefix) {
  made += 1;
  return `${prefix}-${made}`;
}

/** Calls only once calls have stopped for some time. */
export function debounced(millis, work) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...given), millis);
  };
}
