// One state, one way to change it.

/**
 * @template S, A
 * @param {(state: S, action: A) => S} reduce
 * @param {S} initial
 */
export function createStore(reduce, initial) {
  let state = initial;
  /** @type {((state: S, action: A) => void)[]} */
  const listeners = [];
  return {
    state: () => state,
    /** @param {A} action */
    dispatch(action) {
      state = reduce(state, action);
      for (const listener of listeners) listener(state, action);
    },
    /** @param {(state: S, action: A) => void} listener */
    subscribe(listener) {
      listeners.push(listener);
    },
  };
}
