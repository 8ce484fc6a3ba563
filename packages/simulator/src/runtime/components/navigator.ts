/** `navigator`: a link to another page. */
import { showModal } from '../chrome/overlay';
import { phone } from '../phone';
import { report } from '../report';
import { RouteError } from '../route_error';
import type { BuiltIn, Host } from './engine';
import { attachHover } from './hover';

const ACTIONS: Readonly<Record<string, (host: Host) => unknown>> = {
  navigate: (host) => phone.router.navigateTo(host.data.url),
  redirect: (host) => phone.router.redirectTo(host.data.url),
  switchTab: (host) => phone.router.switchTab(host.data.url),
  reLaunch: (host) => phone.router.reLaunch(host.data.url),
  navigateBack: (host) => phone.router.navigateBack(host.data.delta),
  exit: () => phone.router.setVisible(false),
};

export const navigator: BuiltIn = {
  tag: 'navigator',
  properties: {
    target: { type: String, value: 'self' },
    url: { type: String, value: '' },
    openType: { type: String, value: 'navigate' },
    delta: { type: Number, value: 1 },
    appId: { type: String, value: '' },
    path: { type: String, value: '' },
    extraData: { type: null, value: null },
    version: { type: String, value: 'release' },
    redirect: { type: Boolean, value: false },
    hoverClass: { type: String, value: 'navigator-hover' },
    hoverStayTime: { type: Number, value: 600 },
  },
  create(host) {
    attachHover(host);
    host.element.setAttribute('role', 'link');
    host.element.tabIndex = 0;

    function activate() {
      const { target, redirect, openType, appId } = host.data;
      if (target === 'miniProgram') {
        void showModal({
          title: '打开小程序',
          content: `在手机上，这里打开小程序 ${appId}。`,
          showCancel: false,
        });
        host.emit('fail', { errMsg: 'navigateToMiniProgram:fail not supported in the simulator' });
        return;
      }
      try {
        ACTIONS[redirect ? 'redirect' : openType]?.(host);
        host.emit('success', { errMsg: 'navigator:ok' });
      } catch (error) {
        if (!(error instanceof RouteError)) throw error;
        report(new Error(`navigator: fail ${error.message}`));
        host.emit('fail', { errMsg: `navigator:fail ${error.message}` });
      }
      host.emit('complete', {});
    }

    host.component.addListener('tap', activate);
    return { activate };
  },
};
