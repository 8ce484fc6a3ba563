/** `checkbox`, `radio`, their groups, and `switch`. */
import css from './choice.css';
import { type BuiltIn, type Host, mountedOn, type View } from './engine';

function mark(name: string): HTMLElement {
  const box = document.createElement('span');
  box.className = name;
  return box;
}

/** What checkbox and radio share: a mark, a label, a tap. */
function choice(tag: 'checkbox' | 'radio'): BuiltIn {
  return {
    tag,
    css: tag === 'checkbox' ? css : '',
    properties: {
      value: { type: String, value: '' },
      checked: { type: Boolean, value: false },
      disabled: { type: Boolean, value: false },
      color: { type: String, value: '#09BB07' },
      backgroundColor: { type: String, value: '' },
      borderColor: { type: String, value: '' },
      activeBackgroundColor: { type: String, value: '' },
      activeBorderColor: { type: String, value: '' },
      iconColor: { type: String, value: '' },
    },
    create: (host) => createChoice(host, tag),
  };
}

function createChoice(host: Host, tag: 'checkbox' | 'radio'): View {
  const box = mark('sim-choice');
  const sign = document.createElement('i');
  const slot = document.createElement('span');
  box.append(sign, slot);
  host.element.append(box);
  host.element.setAttribute('role', tag);
  host.element.tabIndex = 0;

  function activate() {
    if (host.data.disabled || (tag === 'radio' && host.data.checked)) return;
    const group = mountedOn(host.element.closest(`wx-${tag}-group`));
    if (tag === 'radio')
      for (const other of members(group?.host.element, tag))
        if (other !== host && other.data.checked) other.set({ checked: false });
    host.set({ checked: !host.data.checked });
    group?.host.emit('change', { value: groupValue(group.host.element, tag) });
  }

  host.component.addListener('tap', activate);
  return {
    slot,
    activate,
    update() {
      const { checked, disabled, color, iconColor } = host.data;
      box.classList.toggle('sim-on', checked);
      box.classList.toggle('sim-off', disabled);
      sign.style.color = disabled ? '' : tag === 'checkbox' ? iconColor || color : color;
      host.element.setAttribute('aria-checked', String(checked));
      host.element.setAttribute('aria-disabled', String(disabled));
    },
  };
}

function members(group: HTMLElement | undefined, tag: string): Host[] {
  return [...(group?.querySelectorAll(`wx-${tag}`) ?? [])].flatMap(
    (element) => mountedOn(element)?.host ?? [],
  );
}

function groupValue(group: HTMLElement, tag: string): unknown {
  const chosen = members(group, tag)
    .filter((host) => host.data.checked)
    .map((host) => host.data.value);
  return tag === 'checkbox' ? chosen : (chosen[0] ?? '');
}

function group(tag: 'checkbox' | 'radio'): BuiltIn {
  return {
    tag: `${tag}-group`,
    properties: { name: { type: String, value: '' } },
    create(host) {
      let initial: boolean[] = [];
      host.element.setAttribute('role', tag === 'radio' ? 'radiogroup' : 'group');
      return {
        attached() {
          queueMicrotask(() => {
            initial = members(host.element, tag).map((one) => one.data.checked);
          });
        },
        control: {
          value: () => groupValue(host.element, tag),
          reset() {
            for (const [index, one] of members(host.element, tag).entries()) {
              one.set({ checked: initial[index] ?? false });
            }
          },
        },
      };
    },
  };
}

export const checkbox = choice('checkbox');
export const radio = choice('radio');
export const checkboxGroup = group('checkbox');
export const radioGroup = group('radio');

export const switchControl: BuiltIn = {
  tag: 'switch',
  properties: {
    checked: { type: Boolean, value: false },
    disabled: { type: Boolean, value: false },
    type: { type: String, value: 'switch' },
    color: { type: String, value: '#04BE02' },
    name: { type: String, value: '' },
  },
  create(host) {
    const box = document.createElement('span');
    host.element.append(box);
    host.element.setAttribute('role', 'switch');
    host.element.tabIndex = 0;
    let initial = false;

    function activate() {
      if (host.data.disabled) return;
      host.set({ checked: !host.data.checked });
      host.emit('change', { value: host.data.checked });
    }

    host.component.addListener('tap', activate);
    return {
      activate,
      control: { value: () => host.data.checked, reset: () => host.set({ checked: initial }) },
      attached() {
        initial = host.data.checked;
      },
      update() {
        const { checked, disabled, color, type } = host.data;
        const isBox = type === 'checkbox';
        box.className = `${isBox ? 'sim-choice' : 'sim-switch'}${checked ? ' sim-on' : ''}${disabled ? ' sim-off' : ''}`;
        if (isBox && !box.firstChild) box.append(document.createElement('i'));
        box.style.color = color;
        host.element.setAttribute('aria-checked', String(checked));
      },
    };
  },
};
