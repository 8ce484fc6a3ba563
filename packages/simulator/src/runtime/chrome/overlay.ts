/** Everything that lies over the pages: toasts, dialogs, sheets. Each lives in one shadow root of its own. */

import { h, icon, shadowHost } from './dom';
import css from './overlay.css';

const { host, root } = shadowHost('sim-overlay', css);

/** The element that holds every overlay; put it into the document once. */
export const overlayHost = host;

/** Shows a layer; the returned function takes it away. */
export function showLayer(...children: (Node | string)[]): {
  layer: HTMLElement;
  close: () => void;
} {
  const layer = h('div', { class: 'layer' }, ...children);
  const before = document.activeElement as HTMLElement | null;
  root.append(layer);
  return {
    layer,
    close() {
      layer.remove();
      before?.focus?.({ preventScroll: true });
    },
  };
}

const ICONS: Readonly<Record<string, string>> = {
  success: '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
  error: '<circle cx="12" cy="12" r="9"/><path d="M12 7.5v5.5M12 16.4v.1"/>',
};

let toast: { layer: HTMLElement; close: () => void } | undefined;
let toastTimer: ReturnType<typeof setTimeout> | undefined;

/** What `wx.showToast` and `wx.showLoading` show. */
export interface ToastOptions {
  readonly title?: string;
  readonly icon?: 'success' | 'error' | 'loading' | 'none';
  readonly image?: string;
  /** Milliseconds; without it the toast stays. */
  readonly duration?: number;
  readonly mask?: boolean;
}

/** Shows a toast in place of the one that shows. */
export function showToast({
  title = '',
  icon: name = 'success',
  image,
  duration,
  mask,
}: ToastOptions): void {
  hideToast();
  const isText = name === 'none' && !image;
  const box = h('div', { class: isText ? 'toast text' : 'toast', role: 'status' });
  if (image) box.append(h('img', { src: image, alt: '' }));
  else if (name === 'loading') box.append(h('span', { class: 'spin' }));
  else if (ICONS[name]) box.append(icon(ICONS[name]));
  box.append(title);
  toast = showLayer(box);
  toast.layer.classList.toggle('pass', !mask);
  if (duration !== undefined) toastTimer = setTimeout(hideToast, duration);
}

/** Takes the toast away; false when there was none. */
export function hideToast(): boolean {
  clearTimeout(toastTimer);
  const shown = toast !== undefined;
  toast?.close();
  toast = undefined;
  return shown;
}

/** What `wx.showModal` shows. */
export interface ModalOptions {
  readonly title?: string;
  readonly content?: string;
  readonly showCancel?: boolean;
  readonly cancelText?: string;
  readonly cancelColor?: string;
  readonly confirmText?: string;
  readonly confirmColor?: string;
  readonly editable?: boolean;
  readonly placeholderText?: string;
}

/** The answer of a dialog. */
export interface ModalAnswer {
  readonly confirm: boolean;
  readonly cancel: boolean;
  readonly content: string | null;
}

/** Asks; settles with the person's answer. */
export function showModal(options: ModalOptions): Promise<ModalAnswer> {
  const {
    title = '',
    content = '',
    showCancel = true,
    cancelText = '取消',
    confirmText = '确定',
    editable,
  } = options;
  return new Promise((resolve) => {
    const field = h('textarea', { placeholder: options.placeholderText ?? '', rows: 1 });
    field.value = content;
    const answer = (confirm: boolean) => {
      shown.close();
      resolve({
        confirm,
        cancel: !confirm,
        content: confirm && editable ? field.value : editable ? '' : null,
      });
    };
    const cancel = h('button', { class: 'cancel', onclick: () => answer(false) }, cancelText);
    const confirm = h('button', { class: 'confirm', onclick: () => answer(true) }, confirmText);
    cancel.style.color = options.cancelColor ?? 'var(--fg)';
    confirm.style.color = options.confirmColor ?? 'var(--link)';
    const body = h('div', { class: 'body' }, editable ? field : content);
    const row = h('div', { class: 'row' }, ...(showCancel ? [cancel] : []), confirm);
    const box = h(
      'div',
      { class: 'modal', role: 'alertdialog', 'aria-modal': 'true' },
      h('h2', {}, title),
      body,
      row,
    );
    const shown = showLayer(h('div', { class: 'mask' }), box);
    shown.layer.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && showCancel) answer(false);
    });
    (editable ? field : confirm).focus({ preventScroll: true });
  });
}

/** Offers choices in a sheet from below; settles with the index, or -1 when it was cancelled. */
export function showSheet(
  items: readonly string[],
  options: { color?: string; note?: string } = {},
): Promise<number> {
  return new Promise((resolve) => {
    const answer = (index: number) => {
      shown.close();
      resolve(index);
    };
    const buttons = items.map((text, index) => {
      const button = h('button', { class: 'item', onclick: () => answer(index) }, text);
      if (options.color) button.style.color = options.color;
      return button;
    });
    const sheet = h('div', { class: 'sheet', role: 'dialog', 'aria-modal': 'true' });
    if (options.note) sheet.append(h('div', { class: 'note' }, options.note));
    sheet.append(
      ...buttons,
      h('div', { class: 'gap' }),
      h('button', { class: 'cancel', onclick: () => answer(-1) }, '取消'),
    );
    const shown = showLayer(h('div', { class: 'mask', onclick: () => answer(-1) }), sheet);
    buttons[0]?.focus({ preventScroll: true });
  });
}

/**
 * Shows a sheet with content and the two buttons of a picker.
 * @returns true when it was confirmed
 */
export function showPicker(title: string, content: HTMLElement): Promise<boolean> {
  return new Promise((resolve) => {
    const answer = (confirmed: boolean) => {
      shown.close();
      resolve(confirmed);
    };
    const cancel = h('button', { class: 'quiet cancel', onclick: () => answer(false) }, '取消');
    const confirm = h('button', { class: 'confirm', onclick: () => answer(true) }, '确定');
    const head = h('div', { class: 'head' }, cancel, h('b', {}, title), confirm);
    const sheet = h('div', { class: 'sheet', role: 'dialog', 'aria-modal': 'true' }, head, content);
    const shown = showLayer(h('div', { class: 'mask', onclick: () => answer(false) }), sheet);
  });
}
