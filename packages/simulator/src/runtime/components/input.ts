/** `input`, the nickname type included. */
import { phone } from '../phone';
import type { BuiltIn } from './engine';
import css from './input.css';
import { connectField, fieldProperties } from './text_field';

const MODES: Readonly<Record<string, string>> = {
  number: 'numeric',
  digit: 'decimal',
  idcard: 'text',
  tel: 'tel',
};

export const input: BuiltIn = {
  tag: 'input',
  css,
  properties: {
    ...fieldProperties,
    password: { type: Boolean, value: false },
    safePasswordCertPath: { type: String, value: '' },
  },
  create(host) {
    const field = document.createElement('input');
    const connected = connectField(host, field, () => true);
    let list: HTMLDataListElement | undefined;

    /** WeChat offers the person's own name above the keyboard. */
    function offerNickname() {
      if (list) return;
      list = document.createElement('datalist');
      list.id = `sim-nickname-${Math.random().toString(36).slice(2)}`;
      const option = document.createElement('option');
      option.value = phone.user.nickName;
      list.append(option);
      host.element.append(list);
      field.setAttribute('list', list.id);
      field.addEventListener('blur', () =>
        host.emit('nicknamereview', { pass: true, timeout: false }),
      );
    }

    return {
      ...connected,
      update(changed) {
        const { type, password } = host.data;
        if (changed.has('type') || changed.has('password')) {
          field.type = password || type === 'safe-password' ? 'password' : 'text';
          field.inputMode = MODES[type] ?? 'text';
          if (type === 'nickname') offerNickname();
        }
        connected.update?.(changed);
      },
    };
  },
};
