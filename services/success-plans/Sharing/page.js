// Keeps the page up to date. Without it the page is as it was when it was opened, and everything on it works.
(() => {
  'use strict';
  const live = document.getElementById('live');
  if (!window.EventSource || !live) return;
  const say = text => { live.textContent = text; live.hidden = false; };
  const page = location.pathname.replace(/\/$/, '');

  // Whoever is writing keeps what they wrote: the page is not replaced under their hands.
  const writing = () => [...document.querySelectorAll('main input:not([type=hidden]), main textarea')].some(field => field.value !== '' || field === document.activeElement);

  const refresh = async () => {
    if (writing()) { say('The plan has changed; reload to see it'); return; }
    const answer = await fetch(page, { headers: { accept: 'text/html' } });
    if (!answer.ok) return;
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const focused = document.activeElement && document.activeElement.id;
    document.querySelector('main').replaceWith(next.querySelector('main'));
    document.querySelector('header.page h1').textContent = next.querySelector('header.page h1').textContent;
    document.querySelector('header.page .state').textContent = next.querySelector('header.page .state').textContent;
    if (focused) document.getElementById(focused)?.focus();
    say('Updated just now');
  };

  const events = new EventSource(page + '/events');
  events.addEventListener('open', () => say('Live'));
  events.addEventListener('changed', () => { refresh().catch(() => {}); });
  events.addEventListener('closed', () => { events.close(); say('This link is no longer valid'); });
  events.addEventListener('error', () => { if (events.readyState !== EventSource.CLOSED) say('Connecting again…'); });
})();
