// Text kept in this browser until the server has it: one entry a draft, under the name of the person who wrote it.
const PREFIX = "saman:draft:";

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
