/** The page around the phones: devices, a second phone, the side panel, reload on change. */
import { DEVICES, type DeviceModel } from '../runtime/device';
import type { SimGlobal } from '../runtime/phone';
import type { ShareCard } from '../runtime/share';
import { h } from './dom';
import css from './page.css';
import { Panel } from './panel';
import { PhoneView } from './phone_view';
import { t } from './texts';

/** Below this width the phone is the whole page, pixels. */
const NARROW = 600;
const STORE = 'weapp-sim-page';

interface Choices {
  device: string;
  dark: boolean;
  panel: boolean;
  second: boolean;
  users: [string, string];
}

const settings = window.__simSettings;
const params = new URLSearchParams(location.search);

function loadChoices(): Choices {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const users: [string, string] = [
    settings.users[0]?.id ?? '',
    settings.users[1]?.id ?? settings.users[0]?.id ?? '',
  ];
  const defaults: Choices = {
    device: 'iphone-15',
    dark,
    panel: window.innerWidth > 900,
    second: false,
    users,
  };
  try {
    return { ...defaults, ...JSON.parse(localStorage.getItem(STORE) ?? '{}') };
  } catch {
    return defaults;
  }
}

function start() {
  const choices = loadChoices();
  const phones: PhoneView[] = [];
  const panel = new Panel();
  const stage = h('main');
  let selected: PhoneView | undefined;

  const device = (): DeviceModel =>
    DEVICES.find((one) => one.id === choices.device) ?? (DEVICES[0] as DeviceModel);
  const theme = () => (choices.dark ? 'dark' : 'light');
  const save = () => localStorage.setItem(STORE, JSON.stringify(choices));

  function select(phone: PhoneView | undefined) {
    selected = phone;
    for (const one of phones) one.setSelected(phones.length > 1 && one === phone);
    panel.show(
      phone?.sim,
      phone && phones.length > 1
        ? `${t.phone} ${phone.number} · ${phone.user?.nickName ?? ''}`
        : (phone?.user?.nickName ?? ''),
    );
  }

  function layout() {
    const box = stage.getBoundingClientRect();
    for (const phone of phones)
      phone.fit((box.width - 40 * (phones.length + 1)) / phones.length, box.height - 80);
  }

  function addPhone(path?: string) {
    const number = phones.length + 1;
    const phone: PhoneView = new PhoneView({
      number,
      users: settings.users,
      user: choices.users[number - 1] ?? '',
      device: device(),
      theme: theme(),
      ...(path ? { path } : {}),
      selected: () => selected !== phone && select(phone),
      started: () => selected === phone && select(phone),
      userChanged: (id) => {
        choices.users[number - 1] = id;
        save();
      },
    });
    phones.push(phone);
    stage.append(phone.element);
    layout();
    return phone;
  }

  function setSecond(on: boolean, path?: string) {
    choices.second = on;
    save();
    const [, second] = phones;
    if (on && second === undefined) addPhone(path);
    else if (on && path) second?.load(path);
    else if (!on && second) {
      second.element.remove();
      phones.length = 1;
    }
    select(phones[0]);
    layout();
  }

  const forAll = (work: (sim: SimGlobal) => void) => {
    for (const { sim } of phones) if (sim) work(sim);
  };

  const devices = h('select', {
    class: 'tool',
    'aria-label': t.device,
    onchange: () => setDevice(),
  });
  devices.append(
    ...DEVICES.map((one) =>
      h(
        'option',
        { value: one.id, selected: one.id === choices.device },
        `${one.name} · ${one.width}×${one.height}`,
      ),
    ),
  );
  function setDevice() {
    choices.device = devices.value;
    save();
    for (const phone of phones) phone.set({ device: device() });
    layout();
  }

  const header = h(
    'header',
    {},
    h('h1', {}, settings.projectName),
    devices,
    toggle(t.second, choices.second, (on) => setSecond(on)),
    toggle(t.dark, choices.dark, (on) => {
      choices.dark = on;
      save();
      for (const phone of phones) phone.set({ theme: theme() });
    }),
    toggle(t.offline, false, (on) =>
      forAll((sim) => (sim.setOnline as (online: boolean) => void)(!on)),
    ),
    h(
      'button',
      { class: 'tool', onclick: () => selected?.sim && (selected.sim.leave as () => void)() },
      t.background,
    ),
    h('span', { class: 'grow' }),
    h('button', { class: 'tool', onclick: () => phones.map((phone) => phone.load()) }, t.reload),
    toggle(t.panel, choices.panel, (on) => {
      choices.panel = on;
      panel.element.hidden = !on;
      save();
      layout();
    }),
  );
  panel.element.hidden = !choices.panel;
  document.body.append(header, stage, panel.element);
  addPhone(params.get('path') ?? undefined);
  if (choices.second) addPhone();
  select(phones[0]);
  const source = new EventSource('/__sim/events');
  source.addEventListener('change', ({ data }) => {
    for (const phone of phones) phone.changed(data === 'style');
  });
  new ResizeObserver(layout).observe(stage);
  (window as unknown as { __simOpenShared: (card: ShareCard) => void }).__simOpenShared = (card) =>
    setSecond(true, card.path);
}

function toggle(label: string, on: boolean, changed: (on: boolean) => void): HTMLElement {
  const button = h('button', { class: 'tool', 'aria-pressed': String(on) }, label);
  button.addEventListener('click', () => {
    const next = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(next));
    changed(next);
  });
  return button;
}

const style = document.createElement('style');
style.textContent = css;
document.head.append(style);
if (window.innerWidth < NARROW && !params.has('frame'))
  location.replace(`/__sim/phone${location.search}`);
else start();
