// Text kept in this browser until the server has it: one entry a draft, under the name of the person who wrote it.
const PREFIX = "saman:draft:";
const LEFT = "saman:left";
const SENT = "saman:sent";

export const keyOf = (user, draft) => `${PREFIX}${user}:${draft}`;

export function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

// Storage may be full or forbidden: then the server's copy is the only one, and nothing else fails.
export function keep(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function drop(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // nothing is kept where nothing can be kept
  }
}

// Without a name: everything. With one: what others than that person left on a shared machine.
export function wipe(exceptUser) {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX) && !(exceptUser && key.startsWith(`${PREFIX}${exceptUser}:`))) drop(key);
    }
  } catch {
    // as above
  }
}

// Sign-out leaves a mark: pages that lie open in other tabs write nothing back.
export function leave() {
  wipe();
  keep(LEFT, Date.now());
}

export const left = (since) => Number(read(LEFT)) > since;

// A form that goes to the server the ordinary way leads to another page. That one says whether it was saved; then the
// copy goes, wherever the draft lies now.
export function remember(key) {
  try {
    sessionStorage.setItem(SENT, key);
  } catch {
    // the copy stays, and is offered the next time
  }
}

export function settle() {
  try {
    const key = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
    if (key && document.querySelector("[data-stored]")) drop(key);
  } catch {
    // as above
  }
}
