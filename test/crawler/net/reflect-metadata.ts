/**
 * The three functions of the metadata proposal that tsyringe, inside @peculiar/x509, needs when it is loaded: a memory
 * of what was noted about a class. No class here inherits, so "own" and "inherited" are the same.
 */
const memory = new WeakMap<object, Map<unknown, unknown>>();
const read = (key: unknown, target: object) => memory.get(target)?.get(key);

Object.assign(Reflect, {
  getMetadata: read,
  getOwnMetadata: read,
  defineMetadata(key: unknown, value: unknown, target: object) {
    memory.set(target, (memory.get(target) ?? new Map<unknown, unknown>()).set(key, value));
  },
});

export {};
