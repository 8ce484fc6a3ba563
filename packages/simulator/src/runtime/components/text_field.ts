/** What `input` and `textarea` share: value, focus, limits, the events of typing. */
import { phone } from '../phone';
import { contain, type Host, type View } from './engine';
import { sourceStyles } from './placeholder';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Height that a phone's keyboard would take, for the events that report it. */
const KEYBOARD = 0;

/** Properties of both. */
export const fieldProperties = {
  value: { type: String, value: '' },
  placeholder: { type: String, value: '' },
  placeholderStyle: { type: String, value: '' },
  placeholderClass: { type: String, value: 'input-placeholder' },
  disabled: { type: Boolean, value: false },
  maxlength: { type: Number, value: 140 },
  cursorSpacing: { type: Number, value: 0 },
  cursor: { type: Number, value: -1 },
  cursorColor: { type: String, value: '' },
  selectionStart: { type: Number, value: -1 },
  selectionEnd: { type: Number, value: -1 },
  focus: { type: Boolean, value: false },
  autoFocus: { type: Boolean, value: false },
  adjustPosition: { type: Boolean, value: true },
  holdKeyboard: { type: Boolean, value: false },
  alwaysEmbed: { type: Boolean, value: false },
  confirmType: { type: String, value: 'done' },
  confirmHold: { type: Boolean, value: false },
  name: { type: String, value: '' },
  type: { type: String, value: 'text' },
};

const HINTS: Readonly<Record<string, string>> = {
  send: 'send',
  search: 'search',
  next: 'next',
  go: 'go',
  done: 'done',
  return: 'enter',
};

/**
 * Connects a field of the browser to its component.
 * @param confirmOnEnter whether the enter key confirms
 */
export function connectField(
  host: Host,
  field: Field,
  confirmOnEnter: () => boolean,
): View & { sync(): void } {
  const { element } = host;
  element.append(field);
  field.autocomplete = 'off';
  field.spellcheck = false;
  contain(
    field,
    'input',
    'change',
    'focus',
    'blur',
    'keydown',
    'keypress',
    'keyup',
    'submit',
    'select',
  );
  let initial: string | undefined;
  let keyCode = 0;

  function report(value: string) {
    host.set({ value });
    const cursor = field.selectionStart ?? value.length;
    host.emit('input', { value, cursor, keyCode }, { handleListenerReturn: replace });
  }

  /** What the program's handler returns, a text or `{ value, cursor }`, takes the place of what was typed. */
  function replace(answer: unknown): boolean | undefined {
    if (typeof answer === 'boolean') return answer;
    const given = (typeof answer === 'string' ? { value: answer } : answer) as
      | { value?: unknown; cursor?: unknown }
      | undefined;
    if (typeof given?.value !== 'string') return undefined;
    field.value = given.value;
    host.set({ value: given.value });
    if (typeof given.cursor === 'number') field.setSelectionRange?.(given.cursor, given.cursor);
    return undefined;
  }

  field.addEventListener('keydown', (event) => {
    keyCode = (event as KeyboardEvent).keyCode;
    if (
      (event as KeyboardEvent).key !== 'Enter' ||
      (event as KeyboardEvent).isComposing ||
      !confirmOnEnter()
    )
      return;
    event.preventDefault();
    host.emit('confirm', { value: field.value });
    if (!host.data.confirmHold) field.blur();
  });
  field.addEventListener('input', () => report(field.value));
  field.addEventListener('focus', () => {
    phone.bus.emit('keyboard', { height: KEYBOARD });
    host.emit('focus', { value: field.value, height: KEYBOARD });
    host.emit('keyboardheightchange', { height: KEYBOARD, duration: 0 });
  });
  field.addEventListener('blur', () => {
    if (host.data.focus) host.set({ focus: false });
    host.emit('blur', {
      value: field.value,
      cursor: field.selectionStart ?? 0,
      encryptedValue: '',
      encryptError: '',
    });
    host.emit('keyboardheightchange', { height: 0, duration: 0 });
  });

  function sync() {
    const { value, maxlength } = host.data;
    if (field.value !== value) field.value = value;
    if (maxlength >= 0) field.maxLength = maxlength;
    else field.removeAttribute('maxlength');
  }

  function select() {
    const { selectionStart, selectionEnd, cursor } = host.data;
    const start = selectionStart >= 0 ? selectionStart : cursor;
    const end = selectionEnd >= 0 ? selectionEnd : cursor;
    if (start >= 0 && end >= 0) field.setSelectionRange?.(start, end);
  }

  return {
    sync,
    control: {
      value: () => field.value,
      reset: () => host.set({ value: initial ?? '' }),
    },
    activate: () => field.focus(),
    attached() {
      initial = host.data.value;
      if (host.data.focus || host.data.autoFocus) field.focus({ preventScroll: true });
    },
    update(changed) {
      sync();
      const {
        placeholder,
        placeholderStyle,
        placeholderClass,
        disabled,
        confirmType,
        focus,
        ariaLabel,
      } = host.data;
      field.placeholder = placeholder;
      field.disabled = disabled;
      field.enterKeyHint = HINTS[confirmType] ?? 'done';
      if (ariaLabel) field.setAttribute('aria-label', ariaLabel);
      if (changed.has('placeholderStyle') || changed.has('placeholderClass')) {
        sourceStyles(host, field, placeholderStyle, placeholderClass);
      }
      if (changed.has('focus') && element.isConnected) {
        if (focus) field.focus({ preventScroll: true });
        else if (document.activeElement === field) field.blur();
      }
      if (focus) select();
    },
  };
}
