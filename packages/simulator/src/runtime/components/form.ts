/** `form` and `label`. */
import { elementOf } from '../backend';
import { formFieldOf } from '../behaviors';
import { type BuiltIn, type Host, mountedOn } from './engine';

/** A form, for the buttons in it. */
export interface FormApi {
  submit(button: Host): void;
  reset(): void;
}

/** The form around an element. */
export function formOf(element: HTMLElement): FormApi | undefined {
  return mountedOn(element.closest('wx-form'))?.view.api as FormApi | undefined;
}

export const form: BuiltIn = {
  tag: 'form',
  properties: {
    reportSubmit: { type: Boolean, value: false },
    reportSubmitTimeout: { type: Number, value: 0 },
  },
  css: 'wx-form { display: block; }',
  create(host) {
    function controls() {
      return [...host.element.querySelectorAll('*')].flatMap((element) => {
        const found = mountedOn(element);
        return found?.view.control && found.host.data.name ? [found] : [];
      });
    }

    function value(): Record<string, unknown> {
      const own = [...host.element.querySelectorAll('*')].flatMap((element) => {
        const field = formFieldOf(elementOf(element));
        return field && !mountedOn(element) ? [[field.name, field.value] as const] : [];
      });
      const builtIn = controls().map(({ host: inner, view }) => [
        inner.data.name,
        view.control?.value(),
      ]);
      return Object.fromEntries([...builtIn, ...own]);
    }

    const api: FormApi = {
      submit(button) {
        const target = { id: button.component.id, dataset: { ...button.component.dataset } };
        host.emit('submit', {
          value: value(),
          target,
          ...(host.data.reportSubmit ? { formId: 'the formId is a mock one' } : {}),
        });
      },
      reset() {
        for (const { view } of controls()) view.control?.reset();
        host.emit('reset', {});
      },
    };
    return { api };
  },
};

/** What a label can belong to. */
const LABELLED = 'wx-button, wx-checkbox, wx-radio, wx-switch, wx-input, wx-textarea';

export const label: BuiltIn = {
  tag: 'label',
  properties: { for: { type: String, value: '' } },
  css: 'wx-label { display: inline; }',
  create(host) {
    host.component.addListener('tap', (event) => {
      const origin = (event as unknown as { getOriginalEvent(): Event }).getOriginalEvent()
        .target as HTMLElement | null;
      // A tap on a control inside the label is the control's own.
      if (origin?.closest(LABELLED)) return;
      const { for: id } = host.data;
      const page = host.element.closest('wx-page') ?? document;
      const target = id
        ? page.querySelector(`[id="${CSS.escape(id)}"]`)
        : host.element.querySelector(LABELLED);
      mountedOn(target)?.view.activate?.();
    });
    return {};
  },
};
