// Nobody changes what every object inherits: a script that could would change how all others behave. Freezing alone
// also stops objects from having a `toString` of their own by assignment, which well-behaved libraries do, so the
// inherited ones become pairs of functions first: reading gives the original, assigning gives the object its own.
(() => {
  "use strict";
  const all = Object.prototype;
  for (const name of Object.getOwnPropertyNames(all)) {
    const { value, configurable, enumerable } = Object.getOwnPropertyDescriptor(all, name);
    if (!configurable || value === undefined) continue;
    Object.defineProperty(all, name, {
      enumerable,
      configurable: false,
      get: () => value,
      set(own) {
        if (this === all) throw new TypeError(`${name} of every object cannot be changed`);
        Object.defineProperty(this, name, { value: own, writable: true, enumerable: true, configurable: true });
      },
    });
  }
  Object.freeze(all);
})();
