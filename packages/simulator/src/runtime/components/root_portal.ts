/** `root-portal`: its content leaves its place and lies over the page, out of reach of what clips or moves around it. */
import type { BuiltIn } from './engine';

export const rootPortal: BuiltIn = {
  tag: 'root-portal',
  css: `wx-root-portal { display: block; }
.sim-portal { position: absolute; left: 0; top: 0; z-index: 60; width: 100%; height: 0; }`,
  properties: { enable: { type: Boolean, value: true } },
  create(host) {
    const slot = document.createElement('div');
    host.element.append(slot);

    function place() {
      const view = host.element.closest('.sim-view');
      if (view === null) return;
      const { enable } = host.data;
      slot.className = enable ? 'sim-portal' : '';
      const parent = enable ? view : host.element;
      if (slot.parentElement !== parent) parent.append(slot);
    }

    return { slot, update: place, attached: place, detached: () => slot.remove() };
  },
};
