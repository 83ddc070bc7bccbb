(() => {
  const named = (e) =>
    [e.getAttribute('aria-label'), e.textContent, ...[...(e.labels ?? [])].map((l) => l.textContent)].some(
      (name) => (name ?? '').trim() !== '',
    );
  const linear = (v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const numbers = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const groundOf = (e) => {
    for (let at = e; at !== null; at = at.parentElement) {
      const ground = numbers(getComputedStyle(at).backgroundColor);
      if ((ground[3] ?? 1) > 0) return ground;
    }
    return [255, 255, 255];
  };
  const contrast = (e) => {
    const [dark, light] = [numbers(getComputedStyle(e).color), groundOf(e)].map(luminance).toSorted((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const visible = [...document.body.querySelectorAll('*')].filter((e) => e.offsetParent !== null);
  const withText = visible.filter((e) =>
    [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim() !== ''),
  );
  return {
    lang: document.documentElement.lang,
    nameless: visible
      .filter((e) => e.matches('button, input, select, textarea, summary, a, [role=log]') && !named(e))
      .map((e) => e.outerHTML),
    faint: withText
      .filter((e) => contrast(e) < 4.5)
      .map((e) => `${e.tagName}.${e.className}: ${contrast(e).toFixed(2)}`),
    ids: [...document.querySelectorAll('[id]')].map((e) => e.id),
    log: document.querySelector('[role=log]').getAttribute('aria-live'),
  };
})();
