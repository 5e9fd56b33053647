/** Schemes that one may choose: that of the system, or one of the two. */
export const schemes = ['system', 'light', 'dark'] as const;

/** Name of the fields that choose, and of the fieldset that is hidden where no script runs. */
export const schemeField = 'scheme';

/**
 * Runs before the page is drawn, so that nothing flashes: takes the scheme that was chosen on this device, shows the choice and obeys
 * it. It is kept in the browser's own store and sent to nobody. Where there is no store, it holds for the page.
 */
export const schemeScript = `(() => {
const root = document.documentElement, key = 'fedicensus-scheme';
const known = (value) => value === 'light' || value === 'dark' ? value : 'system';
let chosen = 'system';
try { chosen = known(localStorage.getItem(key)); } catch {}
const show = () => {
  if (chosen === 'system') delete root.dataset.scheme; else root.dataset.scheme = chosen;
  for (const field of document.getElementsByName('${schemeField}')) field.checked = field.value === chosen;
};
show();
addEventListener('pageshow', show);
addEventListener('storage', (event) => { if (event.key === key || event.key === null) { chosen = known(event.newValue); show(); } });
addEventListener('change', ({ target }) => {
  if (target.name !== '${schemeField}') return;
  chosen = known(target.value);
  show();
  try { if (chosen === 'system') localStorage.removeItem(key); else localStorage.setItem(key, chosen); } catch {}
});
addEventListener('DOMContentLoaded', () => {
  for (const choice of document.querySelectorAll('[data-choice="${schemeField}"]')) choice.hidden = false;
  show();
});
})();`;
