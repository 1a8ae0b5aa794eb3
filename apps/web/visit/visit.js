// The page works without this. Where scripts run it stays true by itself: the server says when something has changed,
// and the parts that differ are put in the place of the old ones, without touching what somebody is reading or writing.
// Written for browsers of 2018 and later.
(function () {
  var AMBER_MS = 120000;
  var POLL_MS = 60000;
  var main = document.getElementById('main');
  if (!main || !window.fetch || !window.DOMParser) return;

  // ---- What is shown, and when it was last known to be true

  var checkedAt = Date.now();
  var isLost = false;

  function isTrueNow() {
    checkedAt = Date.now();
    sayAge();
  }

  function sayAge() {
    var age = document.getElementById('age');
    if (!age) return;
    var old = Date.now() - checkedAt;
    var isStale = old >= AMBER_MS;
    var minutes = String(Math.max(1, Math.round(old / 60000)));
    var words = isStale ? main.dataset.stale : old < 45000 ? main.dataset.checkedNow : main.dataset.checked;
    var said = (words || '').replace('AGE', minutes);
    if (age.textContent !== said) age.textContent = said;
    age.hidden = !said;
    age.className = isStale ? 'small stale' : 'small';
    // Heard once, when it becomes stale; not again at every minute.
    if (isStale !== isLost) age.setAttribute('role', isStale ? 'alert' : 'note');
    isLost = isStale;
  }

  // ---- Putting a page in the place of the present one

  function parse(html) {
    return new DOMParser().parseFromString(html, 'text/html');
  }

  function show(page, skip) {
    var fresh = page.getElementById('main');
    if (!fresh) return false;
    var isOther = fresh.dataset.page !== main.dataset.page || !fresh.dataset.page;
    var typed = keepTyped();
    Object.keys(main.dataset).forEach(function (name) {
      delete main.dataset[name];
    });
    Object.assign(main.dataset, fresh.dataset);
    if (isOther) main.innerHTML = fresh.innerHTML;
    else replaceParts(fresh, skip);
    document.title = page.title;
    document.documentElement.lang = page.documentElement.lang;
    var header = page.querySelector('header');
    if (header) document.querySelector('header').innerHTML = header.innerHTML;
    giveBack(typed);
    nameZone();
    sayAge();
    return isOther;
  }

  function replaceParts(fresh, skip) {
    Array.prototype.forEach.call(fresh.children, function (part) {
      var old = part.id && document.getElementById(part.id);
      if (!old || part.id === skip || part.id === 'age' || asServed(old) === part.innerHTML) return;
      old.className = part.className;
      old.innerHTML = part.innerHTML;
      served.set(old, part.innerHTML);
    });
  }

  // What the server last gave for a part: opened details and a written field are no news of the server's.
  var served = new WeakMap();
  function asServed(part) {
    if (!served.has(part)) served.set(part, firstHtml[part.id]);
    return served.get(part);
  }
  var firstHtml = {};
  function rememberParts() {
    served = new WeakMap();
    firstHtml = {};
    Array.prototype.forEach.call(main.children, function (part) {
      if (part.id) firstHtml[part.id] = part.innerHTML;
    });
  }

  function keepTyped() {
    var active = document.activeElement;
    var fields = {};
    Array.prototype.forEach.call(main.querySelectorAll('textarea[id], input[id]'), function (field) {
      if (field.value !== field.defaultValue) fields[field.id] = field.value;
    });
    var open = Array.prototype.map.call(main.querySelectorAll('details[open][id]'), function (it) {
      return it.id;
    });
    var isIn = active && main.contains(active) && active !== main;
    return { fields: fields, open: open, focus: isIn ? nameOf(active) : null, at: isIn ? rangeOf(active) : null };
  }

  function giveBack(typed) {
    Object.keys(typed.fields).forEach(function (id) {
      var field = document.getElementById(id);
      if (field && field.value === field.defaultValue) field.value = typed.fields[id];
    });
    typed.open.forEach(function (id) {
      var details = document.getElementById(id);
      if (details) details.open = true;
    });
    if (!typed.focus || (document.activeElement && document.activeElement !== document.body)) return;
    var all = main.querySelectorAll('a, button, input, textarea, summary');
    for (var i = 0; i < all.length; i++) {
      if (nameOf(all[i]) !== typed.focus) continue;
      all[i].focus({ preventScroll: true });
      if (typed.at && all[i].setSelectionRange) all[i].setSelectionRange(typed.at[0], typed.at[1]);
      return;
    }
  }

  /** What an element is called, before and after it is made anew. */
  function nameOf(it) {
    return [it.tagName, it.id, it.name, it.tagName === 'BUTTON' ? it.value : '', it.getAttribute('href')]
      .concat(it.form ? it.form.getAttribute('action') : '')
      .join('|');
  }

  function rangeOf(it) {
    return it.tagName === 'TEXTAREA' || it.type === 'text' ? [it.selectionStart, it.selectionEnd] : null;
  }

  // ---- Keeping it true

  var isLooking = false;
  var isWanted = false;
  var isSending = false;

  function look() {
    isWanted = true;
    if (isLooking || isSending || document.hidden) return;
    isLooking = true;
    isWanted = false;
    fetch(location.pathname + location.search, { headers: { accept: 'text/html' }, cache: 'no-store' })
      .then(function (answer) {
        // Without its records the server knows nothing new: what is shown is still the last that is known.
        if (answer.status >= 500 || answer.status === 429) return null;
        return answer.text();
      })
      .then(function (html) {
        if (html !== null && !isSending) {
          if (!isChoosing()) show(parse(html), 'said');
          isTrueNow();
        }
      })
      .catch(function () {})
      .then(function () {
        isLooking = false;
        if (isWanted) setTimeout(look, 1000);
      });
  }

  // A list of times is not changed under somebody's finger: what is gone by then is said when it is pressed.
  function isChoosing() {
    return main.dataset.page === 'times' || main.dataset.page === 'confirm';
  }

  var line = null;
  function listen() {
    if (line || !window.EventSource || !main.dataset.live) return;
    line = new EventSource(main.dataset.live);
    line.addEventListener('news', look);
    line.addEventListener('beat', function () {
      // What was not heard while the line was cut has to be looked for; where he drives there is always something new.
      if (wasCut || main.hasAttribute('data-moves')) look();
      else isTrueNow();
      wasCut = false;
    });
    line.onerror = function () {
      wasCut = true;
      if (line.readyState !== 2) return;
      // Refused: the link may be too old, or the server is being started anew.
      line = null;
      look();
      setTimeout(listen, 10000);
    };
  }
  var wasCut = false;

  document.addEventListener('visibilitychange', function () {
    if (!document.hidden) look();
  });
  addEventListener('online', look);
  addEventListener('pageshow', function (event) {
    if (event.persisted) look();
  });
  addEventListener('popstate', function () {
    location.reload();
  });
  setInterval(function () {
    sayAge();
    if (Date.now() - checkedAt > POLL_MS) look();
  }, 5000);

  // ---- Sending

  var pressed = null;
  document.addEventListener('click', function (event) {
    pressed = event.target.closest ? event.target.closest('button') : null;
  });

  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (!main.dataset.sending || form.method !== 'post') return;
    event.preventDefault();
    if (isSending) return;
    var button = event.submitter || (pressed && pressed.form === form ? pressed : form.querySelector('button'));
    var data = new URLSearchParams(new FormData(form));
    if (button && button.name) data.append(button.name, button.value);
    send(form, button, data);
  });

  function send(form, button, data) {
    isSending = true;
    var words = button && button.innerHTML;
    var buttons = main.querySelectorAll('button');
    Array.prototype.forEach.call(buttons, function (it) {
      it.disabled = true;
    });
    if (button) button.textContent = main.dataset.sending;
    var isDone = function () {
      isSending = false;
      Array.prototype.forEach.call(buttons, function (it) {
        it.disabled = false;
      });
      if (button) button.innerHTML = words;
    };
    var url = '';
    var isRefused = false;
    fetch(form.getAttribute('action'), { method: 'POST', body: data, headers: { accept: 'text/html' } })
      .then(function (answer) {
        url = answer.redirected ? answer.url : '';
        isRefused = answer.status === 400 || answer.status === 413;
        if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
        return answer.text();
      })
      .then(function (html) {
        isDone();
        if (button) button.focus({ preventScroll: true });
        var page = parse(html);
        // What could not be read stays in its field, to be mended.
        if (isRefused) return tell(page.querySelector('main p').textContent);
        forgetSent(form, data);
        arrive(page, url);
      })
      .catch(function () {
        isDone();
        if (button) button.focus({ preventScroll: true });
        tell(main.dataset.notSent);
      });
  }

  // What was written while it was being sent is not sent yet.
  function forgetSent(form, data) {
    Array.prototype.forEach.call(form.querySelectorAll('textarea, input[id]'), function (field) {
      if (field.value === (data.get(field.name) || '').replace(/\r\n/g, '\n')) field.value = field.defaultValue;
    });
  }

  function arrive(page, url) {
    var was = location.pathname;
    if (url && new URL(url).pathname !== was) history.pushState(null, '', url);
    var isOther = show(page);
    if (isOther) rememberParts();
    forgetSaid();
    isTrueNow();
    var said = document.querySelector('#said p');
    if (isOther) {
      scrollTo(0, 0);
      focusOn(main.querySelector('h1'));
    } else if (said) said.scrollIntoView({ block: 'nearest' });
  }

  function tell(words) {
    var said = document.getElementById('said');
    if (!said) return;
    said.textContent = '';
    var p = document.createElement('p');
    p.className = 'said bad';
    p.textContent = words;
    said.appendChild(p);
    p.scrollIntoView({ block: 'nearest' });
  }

  function focusOn(heading) {
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  // What was said about the last button is said once, not again at every reload.
  function forgetSaid() {
    var query = new URLSearchParams(location.search);
    if (!query.has('said')) return;
    query.delete('said');
    var rest = query.toString();
    history.replaceState(null, '', location.pathname + (rest ? '?' + rest : '') + location.hash);
  }

  // ---- The zone, where the phone is in another one

  function nameZone() {
    var zone = main.querySelector('[data-zone]');
    if (!zone || !zone.hidden) return;
    try {
      var hours = function (options) {
        return new Intl.DateTimeFormat(
          'en-US',
          Object.assign({ hour: 'numeric', minute: 'numeric' }, options),
        ).format();
      };
      zone.hidden = hours({ timeZone: zone.dataset.zone }) === hours({});
    } catch {
      zone.hidden = false;
    }
  }

  rememberParts();
  forgetSaid();
  nameZone();
  sayAge();
  listen();
})();
