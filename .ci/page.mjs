// node page.mjs AXE PAGE FOLDER [same-colours]: shows a page in Chromium by copies in FOLDER that hold axe-core, and fails for what it
// finds; in light alone, without contrast, where the colours are those of a page that was checked.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [axe, page, folder, colours] = process.argv.slice(2);
const themes = colours ? ['light'] : ['light', 'dark'];
// The copy may run a script of ours beside its own.
const html = readFileSync(page, 'utf8').replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
const probe = `<script>${readFileSync(axe, 'utf8')}</script><script>
  const asked = new URLSearchParams(location.search);
  for (const fold of document.querySelectorAll('details')) fold.open = true;
  document.documentElement.dataset.theme = asked.get('theme');
  const contrast = asked.get('contrast') === 'true';
  axe.run(document, {resultTypes: ['violations'], rules: {'color-contrast': {enabled: contrast}}}).then(({violations, passes}) => parent.postMessage(
    (passes.length === 0 ? ['axe looked at nothing'] : violations.map((rule) => rule.impact + ' ' + rule.id + ': '
      + rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(' ; ')))
    .concat(document.documentElement.scrollWidth > asked.get('width') ? ['wider than the screen'] : [], drawings()), '*'));
  // Labels of drawings that lie on each other or stick out.
  function drawings() {
    const found = [];
    for (const svg of document.querySelectorAll('svg')) {
      const frame = svg.getBoundingClientRect();
      const all = [...svg.querySelectorAll('text')].map((node) => ({text: node.textContent, box: node.getBoundingClientRect()}));
      const labels = frame.width > 0 ? all.filter(({text}) => text.trim()) : [];
      labels.forEach(({text, box}, i) => {
        if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2) {
          found.push('clipped "' + text + '" in ' + svg.querySelector('title').textContent);
        }
        for (const other of labels.slice(i + 1)) {
          if (Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left) > 1
            && Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top) > 4) {
            found.push('"' + text + '" lies on "' + other.text + '" in ' + svg.querySelector('title').textContent);
          }
        }
      });
    }
    return found;
  }
  </script>`;
writeFileSync(join(folder, 'inner.html'), html.replace('</body>', () => `${probe}</body>`));
// One frame after the other, in one start of the browser.
const outer = join(folder, 'outer.html');
writeFileSync(outer, `<!DOCTYPE html><html lang="en"><title>probe</title><body><pre></pre><script>
  const views = ${JSON.stringify(themes)}.flatMap((theme) => [390, 768, 1440].map((width) => ({theme, width})));
  const found = [];
  function show(at) {
    if (at === views.length) {
      document.querySelector('pre').textContent = 'FOUND' + JSON.stringify(found) + 'END';
      return;
    }
    const {theme, width} = views[at];
    const frame = document.createElement('iframe');
    frame.title = 'page';
    frame.style = 'border:0;height:2000px;width:' + width + 'px';
    // Contrast takes most of the time: once in each theme, at the least and at the greatest width.
    const contrast = ${!colours} && width === (theme === 'light' ? 390 : 1440);
    frame.src = 'inner.html?theme=' + theme + '&width=' + width + '&contrast=' + contrast;
    addEventListener('message', (event) => {
      found.push(...event.data.map((issue) => theme + ' at ' + width + ': ' + issue));
      frame.remove();
      show(at + 1);
    }, {once: true});
    document.body.append(frame);
  }
  show(0);
  </script></body></html>`);
const dom = execFileSync('chromium', ['--headless=new', '--no-sandbox', '--disable-gpu', '--allow-file-access-from-files',
  `--user-data-dir=${join(folder, 'profile')}`, '--virtual-time-budget=360000', '--window-size=1600,2200', '--dump-dom', `file://${outer}`],
{ encoding: 'utf8', timeout: 300000, stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 });
const answer = /FOUND(.*?)END<\/pre>/s.exec(dom);
const found = answer ? JSON.parse(answer[1].replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')) : ['no answer'];
for (const issue of found) {
  console.error(`${page}, ${issue}`);
}
if (found.length > 0) {
  process.exit(1);
}
console.log(`${page}: valid, accessible at 390, 768 and 1440 pixels, ${themes.join(' and ')}${colours ? ', contrast not looked at' : ''}`);
