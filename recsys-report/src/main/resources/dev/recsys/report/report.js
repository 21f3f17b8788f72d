
'use strict';
(() => {
  const main = document.querySelector('main');
  const words = main.dataset;
  const button = (label, act) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = label;
    made.addEventListener('click', () => act(made));
    return made;
  };
  const copy = (made, text) => {
    const label = made.textContent;
    const done = () => { made.textContent = words.copied; setTimeout(() => { made.textContent = label; }, 1500); };
    const area = document.createElement('textarea');
    const old = () => {
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
      made.focus();
      done();
    };
    navigator.clipboard ? navigator.clipboard.writeText(text).then(done, old) : old();
  };
  const csv = (table) => [...table.rows].map((row) => [...row.cells].map((cell) => {
    const value = cell.dataset.v ?? (cell.className === 'n' ? '' : cell.textContent);
    const safe = cell.dataset.v === undefined && /^[=+@\t\r-]/.test(value) ? `'${value}` : value;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }).join(',')).join('\n');
  for (const block of document.querySelectorAll('.block')) {
    const table = block.querySelector('table');
    const name = block.querySelector('h3').textContent;
    const add = (label, text) => {
      const made = button(label, (self) => copy(self, text()));
      made.setAttribute('aria-label', `${label}: ${name}`);
      block.append(made);
    };
    add(words.csv, () => csv(table));
    if (block.querySelector('svg')) {
      add(words.svg, () => [...block.querySelectorAll('svg')].find((svg) => svg.getClientRects().length > 0).outerHTML);
    }
    for (const head of table.tHead.querySelectorAll('th')) {
      const label = head.textContent;
      head.textContent = '';
      head.append(button(label, () => {
        const up = head.getAttribute('aria-sort') !== 'ascending';
        for (const other of table.tHead.querySelectorAll('th')) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        const key = (row) => row.cells[head.cellIndex];
        const order = (a, b) => key(a).className === 'n' && key(b).className === 'n'
          ? Number(key(a).dataset.v ?? -Infinity) - Number(key(b).dataset.v ?? -Infinity)
          : key(a).textContent.localeCompare(key(b).textContent);
        const body = table.tBodies[0];
        body.append(...[...body.rows].sort((a, b) => up ? order(a, b) : order(b, a)));
      }));
    }
  }
  document.querySelector('header').append(button(words.theme, () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  }));
  const tip = document.createElement('div');
  tip.id = 'tip';
  tip.setAttribute('aria-hidden', 'true');
  document.body.append(tip);
  let shown = null;
  main.addEventListener('pointermove', (event) => {
    const mark = event.target.closest('rect, circle');
    if (shown !== mark) {
      shown = mark;
      tip.textContent = mark?.querySelector('title')?.textContent ?? '';
    }
    tip.style.left = `${Math.max(0, Math.min(event.clientX + 12, innerWidth - tip.offsetWidth - 4))}px`;
    tip.style.top = `${Math.max(0, event.clientY - tip.offsetHeight - 12)}px`;
  });
})();
