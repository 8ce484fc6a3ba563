/** Small helpers to build elements. */
export { h } from '../runtime/chrome/dom';
