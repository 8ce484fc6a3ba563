/** `button`, with the open types that a browser can stand in for. */
import css from './button.css';
import { openTypes } from './button_open';
import type { BuiltIn } from './engine';
import { formOf } from './form';
import { attachHover } from './hover';

export const button: BuiltIn = {
  tag: 'button',
  css,
  properties: {
    type: { type: String, value: 'default' },
    size: { type: String, value: 'default' },
    plain: { type: Boolean, value: false },
    disabled: { type: Boolean, value: false },
    loading: { type: Boolean, value: false },
    formType: { type: String, value: '' },
    openType: { type: String, value: '' },
    hoverClass: { type: String, value: 'button-hover' },
    hoverStartTime: { type: Number, value: 20 },
    hoverStayTime: { type: Number, value: 70 },
    lang: { type: String, value: 'en' },
    name: { type: String, value: '' },
    sessionFrom: { type: String, value: '' },
    sendMessageTitle: { type: String, value: '' },
    sendMessagePath: { type: String, value: '' },
    sendMessageImg: { type: String, value: '' },
    showMessageCard: { type: Boolean, value: false },
    appParameter: { type: String, value: '' },
  },
  create(host) {
    const { element } = host;
    attachHover(host);
    element.setAttribute('role', 'button');
    element.tabIndex = 0;

    function activate() {
      if (host.data.disabled) return;
      const { formType, openType } = host.data;
      const form = formType && formOf(element);
      if (form && formType === 'submit') form.submit(host);
      else if (form && formType === 'reset') form.reset();
      if (openType) void openTypes[openType]?.(host);
    }

    host.component.addListener('tap', activate);
    return {
      activate,
      update() {
        const { type, size, plain, disabled, loading } = host.data;
        element.setAttribute('type', type);
        element.setAttribute('size', size);
        for (const [name, on] of Object.entries({ plain, disabled, loading }))
          element.toggleAttribute(name, Boolean(on));
        if (disabled) element.setAttribute('aria-disabled', 'true');
        else element.removeAttribute('aria-disabled');
      },
    };
  },
};
