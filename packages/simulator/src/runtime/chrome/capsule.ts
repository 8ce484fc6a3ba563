/** The status bar of the phone and the capsule with menu and close button, over every page. */
import { phone } from '../phone';
import css from './capsule.css';
import { h, shadowHost } from './dom';

const MENU =
  '<svg viewBox="0 0 20 20" fill="currentColor"><circle cx="4" cy="10" r="1.7"/><circle cx="10" cy="10" r="2.6"/><circle cx="16" cy="10" r="1.7"/></svg>';
const CLOSE =
  '<svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2"><circle cx="10" cy="10" r="7.5"/><circle cx="10" cy="10" r="2.6" fill="currentColor" stroke="none"/></svg>';
const SIGNAL =
  '<svg viewBox="0 0 62 12" fill="currentColor"><rect y="8" width="3" height="4" rx="1"/><rect x="5" y="5.5" width="3" height="6.5" rx="1"/><rect x="10" y="3" width="3" height="9" rx="1"/><rect x="15" width="3" height="12" rx="1"/><rect x="36.5" y=".5" width="22" height="11" rx="3" fill="none" stroke="currentColor" opacity=".45"/><rect x="38" y="2" width="19" height="8" rx="1.8"/><rect x="60" y="4" width="1.6" height="4" rx=".8" opacity=".5"/></svg>';

/** Creates both; `menu` opens the menu, `close` leaves the program. */
export function createCapsule(actions: {
  readonly menu: () => void;
  readonly close: () => void;
}): HTMLElement {
  const { host, root } = shadowHost('sim-capsule', css);
  const { statusBar } = phone.device;
  const clock = h('span', {}, time());
  const status = h(
    'div',
    { class: statusBar < 30 ? 'status small' : 'status' },
    clock,
    picture(SIGNAL),
  );
  status.hidden = statusBar === 0;
  const menu = h('button', { 'aria-label': '菜单', onclick: actions.menu }, picture(MENU));
  const close = h('button', { 'aria-label': '关闭', onclick: actions.close }, picture(CLOSE));
  root.append(status, h('div', { class: 'capsule' }, menu, close));
  setInterval(() => {
    clock.textContent = time();
  }, 10_000);
  return host;
}

function picture(svg: string): HTMLElement {
  const box = h('span');
  box.innerHTML = svg;
  return box;
}

function time(): string {
  return new Date().toTimeString().slice(0, 5);
}
