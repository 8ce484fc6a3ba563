/** The tags of 2016 that are APIs today: `action-sheet`, `modal`, `toast`, `loading`. */
import type { BuiltIn, Host } from './engine';

const CSS = `wx-action-sheet, wx-modal, wx-toast, wx-loading { display: block; position: fixed; inset: 0; z-index: 200; }
.sim-old-mask { position: absolute; inset: 0; background: rgba(0, 0, 0, .5); }
.sim-old-sheet { position: absolute; inset: auto 0 0; background: #fff; color: #000; text-align: center; }
wx-action-sheet-item, wx-action-sheet-cancel { display: block; padding: 15px; border-bottom: .5px solid rgba(0, 0, 0, .1); cursor: pointer; }
wx-action-sheet-cancel { border-top: 6px solid #efeff4; }
.sim-old-box { position: absolute; left: 50%; top: 45%; width: 85%; max-width: 320px; transform: translate(-50%, -50%); border-radius: 4px; overflow: hidden; background: #fff; color: #000; text-align: center; }
.sim-old-box > h3 { margin: 0; padding: 20px 20px 8px; font-size: 18px; font-weight: 400; }
.sim-old-box > div { padding: 0 20px 20px; color: #888; }
.sim-old-box > footer { display: flex; border-top: .5px solid rgba(0, 0, 0, .15); }
.sim-old-box > footer > span { flex: 1; padding: 13px; cursor: pointer; }
.sim-old-box > footer > span + span { border-left: .5px solid rgba(0, 0, 0, .15); color: #3cc51f; }
.sim-old-toast { position: absolute; left: 50%; top: 40%; min-width: 120px; transform: translate(-50%, -50%); padding: 18px; border-radius: 6px; background: rgba(40, 40, 40, .85); color: #fff; text-align: center; }
.sim-old-spin { display: block; width: 30px; height: 30px; margin: 0 auto 10px; border: 3px solid rgba(255, 255, 255, .3); border-top-color: #fff; border-radius: 50%; animation: sim-spin 1s linear infinite; }`;

function part<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  text = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

/** A mask; a tap on it is the component's `change`. */
function mask(host: Host): HTMLElement {
  const element = part('div', 'sim-old-mask');
  element.addEventListener('click', () => host.emit('change', {}));
  host.element.append(element);
  return element;
}

const actionSheet: BuiltIn = {
  tag: 'action-sheet',
  css: CSS,
  create(host) {
    mask(host);
    const slot = part('div', 'sim-old-sheet');
    host.element.append(slot);
    return { slot };
  },
};

const actionSheetItem: BuiltIn = { tag: 'action-sheet-item', create: () => ({}) };

const actionSheetCancel: BuiltIn = {
  tag: 'action-sheet-cancel',
  create(host) {
    host.component.addListener('tap', () =>
      host.component.triggerEvent('change', {}, { bubbles: true }),
    );
    return {};
  },
};

const modal: BuiltIn = {
  tag: 'modal',
  properties: {
    title: { type: String, value: '' },
    noCancel: { type: Boolean, value: false },
    confirmText: { type: String, value: '确定' },
    cancelText: { type: String, value: '取消' },
  },
  create(host) {
    mask(host);
    const box = part('section', 'sim-old-box');
    const title = part('h3');
    const slot = part('div');
    const cancel = part('span');
    const confirm = part('span');
    const row = part('footer');
    row.append(cancel, confirm);
    box.append(title, slot, row);
    host.element.append(box);
    cancel.addEventListener('click', () => host.emit('cancel', {}));
    confirm.addEventListener('click', () => host.emit('confirm', {}));
    return {
      slot,
      update() {
        title.textContent = host.data.title;
        cancel.textContent = host.data.cancelText;
        confirm.textContent = host.data.confirmText;
        cancel.hidden = host.data.noCancel;
      },
    };
  },
};

const toast: BuiltIn = {
  tag: 'toast',
  properties: { duration: { type: Number, value: 1500 }, icon: { type: String, value: 'success' } },
  create(host) {
    const slot = part('div', 'sim-old-toast');
    let timer: ReturnType<typeof setTimeout> | undefined;
    host.element.append(slot);
    return {
      slot,
      update() {
        clearTimeout(timer);
        const { hidden, duration } = host.data;
        if (!hidden && duration > 0) timer = setTimeout(() => host.emit('change', {}), duration);
      },
      detached: () => clearTimeout(timer),
    };
  },
};

const loading: BuiltIn = {
  tag: 'loading',
  create(host) {
    const box = part('div', 'sim-old-toast');
    const slot = part('span');
    box.append(part('span', 'sim-old-spin'), slot);
    host.element.append(box);
    return { slot };
  },
};

/** All of them. */
export const legacyTags: readonly BuiltIn[] = [
  actionSheet,
  actionSheetItem,
  actionSheetCancel,
  modal,
  toast,
  loading,
];
