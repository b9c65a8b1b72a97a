(() => {
  'use strict';
  const live = document.getElementById('live');
  if (!live || !live.dataset.url) { return; }
  const url = live.dataset.url;
  const pollEvery = 2000;
  // The server says how long; only the distance is measured here, so a wrong clock does not matter.
  const deadlineOf = (remaining) => performance.now() + Number(remaining);
  let deadline = deadlineOf(live.dataset.remaining);
  let version = Number(live.dataset.version);
  let status = live.dataset.status;
  let source = null;
  let timer = 0;
  let last = 0;
  let over = false;

  const end = () => {
    over = true;
    clearTimeout(timer);
    clearTimeout(last);
    if (source) { source.close(); }
  };
  const show = (news) => {
    if (over) { return; }
    let until = deadlineOf(news.remaining_ms);
    if (news.version === version && news.status === status) {
      until = Math.min(until, deadline); // one attempt has one minute, and no answer makes it longer
    } else {
      live.innerHTML = news.html;
      document.title = news.title;
      version = news.version;
      status = news.status;
    }
    if (news.remaining_ms > 0) {
      deadline = until;
      watch();
    } else {
      end();
    }
  };
  // The minute is over and no answer came: nothing is asked any more, and the page says so itself.
  const leave = () => {
    end();
    live.replaceChildren(document.getElementById('left').content.cloneNode(true));
    document.title = live.textContent.trim().split('\n')[0];
  };
  const watch = () => {
    clearTimeout(last);
    // The stream's last word comes at the deadline: a moment of grace lets it be the one that is shown.
    last = setTimeout(leave, Math.max(0, deadline - performance.now()) + (source ? 1500 : 0));
  };
  const poll = async () => {
    if (over || performance.now() >= deadline) { return; }
    try {
      const response = await fetch(url + '/status', { cache: 'no-store', signal: AbortSignal.timeout(5000) });
      if (response.ok) { show(await response.json()); }
    } catch { /* the next one may get through */ }
    if (!over) { timer = setTimeout(poll, pollEvery); }
  };
  const fallBack = () => {
    if (!source || over) { return; }
    source.close();
    source = null;
    watch();
    timer = setTimeout(poll, pollEvery);
  };

  if ('EventSource' in window) {
    source = new EventSource(url + '/events');
    source.addEventListener('status', (event) => show(JSON.parse(event.data)));
    source.onerror = fallBack;
  } else {
    timer = setTimeout(poll, pollEvery);
  }
  watch();
})();
