/** `textarea`. */
import type { BuiltIn } from './engine';
import { connectField, fieldProperties } from './text_field';

export const textarea: BuiltIn = {
  tag: 'textarea',
  properties: {
    ...fieldProperties,
    placeholderClass: { type: String, value: 'textarea-placeholder' },
    confirmType: { type: String, value: 'return' },
    autoHeight: { type: Boolean, value: false },
    fixed: { type: Boolean, value: false },
    showConfirmBar: { type: Boolean, value: true },
    disableDefaultPadding: { type: Boolean, value: false },
  },
  create(host) {
    const field = document.createElement('textarea');
    const connected = connectField(host, field, () => host.data.confirmType !== 'return');
    let lines = 0;

    function measure() {
      if (!host.element.isConnected) return;
      const { autoHeight } = host.data;
      if (autoHeight) {
        field.style.height = 'auto';
        field.style.height = `${field.scrollHeight}px`;
      }
      const lineHeight =
        Number.parseFloat(getComputedStyle(field).lineHeight) ||
        1.2 * Number.parseFloat(getComputedStyle(field).fontSize);
      const count = Math.max(1, Math.round(field.scrollHeight / lineHeight));
      if (count === lines) return;
      lines = count;
      host.emit('linechange', {
        height: field.scrollHeight,
        heightRpx: (750 / window.innerWidth) * field.scrollHeight,
        lineCount: count,
        lineHeight,
      });
    }

    field.addEventListener('input', measure);
    return {
      ...connected,
      attached() {
        connected.attached?.();
        measure();
      },
      update(changed) {
        connected.update?.(changed);
        host.element.toggleAttribute('auto-height', Boolean(host.data.autoHeight));
        field.rows = host.data.autoHeight ? 1 : 2;
        if (changed.has('value') || changed.has('autoHeight')) measure();
      },
    };
  },
};
