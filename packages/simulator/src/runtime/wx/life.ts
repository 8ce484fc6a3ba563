/** The program's own life: launch options, show and hide, errors, the network. */
import { launchOptions } from '../app';
import { phone } from '../phone';
import { type ApiGroup, api, listenerPair } from './api';

const show = listenerPair<object>('wx.onAppShow');
const hide = listenerPair<object>('wx.onAppHide');
const error = listenerPair<string>('wx.onError');
const missing = listenerPair<object>('wx.onPageNotFound');
const rejection = listenerPair<object>('wx.onUnhandledRejection');
const network = listenerPair<object>('wx.onNetworkStatusChange');
const weak = listenerPair<object>('wx.onNetworkWeakChange');
phone.bus.on('appShow', show.emit);
phone.bus.on('appHide', hide.emit);
phone.bus.on('error', error.emit);
phone.bus.on('networkStatus', network.emit);
window.addEventListener('unhandledrejection', ({ reason, promise }) =>
  rejection.emit({ reason, promise }),
);

export const life: ApiGroup = {
  getLaunchOptionsSync: launchOptions,
  getEnterOptionsSync: launchOptions,
  onAppShow: show.on,
  offAppShow: show.off,
  onAppHide: hide.on,
  offAppHide: hide.off,
  onError: error.on,
  offError: error.off,
  onPageNotFound: missing.on,
  offPageNotFound: missing.off,
  onUnhandledRejection: rejection.on,
  offUnhandledRejection: rejection.off,
  getNetworkType: api('getNetworkType', () => ({
    networkType: phone.online ? 'wifi' : 'none',
    isConnected: phone.online,
    hasSystemProxy: false,
  })),
  onNetworkStatusChange: network.on,
  offNetworkStatusChange: network.off,
  onNetworkWeakChange: weak.on,
  offNetworkWeakChange: weak.off,
};
