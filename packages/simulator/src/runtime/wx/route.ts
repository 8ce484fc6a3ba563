/** Navigation between pages, and the tab bar. */
import { phone } from '../phone';
import { RouteError } from '../route_error';
import { themed } from '../window_config';
import { ApiError, type ApiGroup, api, type Options, requireOption } from './api';

function routed(name: string, work: (options: Options) => unknown) {
  return api(name, (options) => {
    try {
      return work(options);
    } catch (error) {
      throw error instanceof RouteError ? new ApiError(error.message) : error;
    }
  });
}

function needUrl(options: Options): string {
  requireOption(options, 'url', 'string');
  return options.url;
}

function tabApi(name: string, work: (options: Options) => unknown) {
  return api(name, (options) => {
    if (phone.router.tabBar === undefined) throw new ApiError('not TabBar page');
    if (work(options) === false) throw new ApiError('tabBar item not found');
  });
}

const tabBar = () => phone.router.tabBar;

export const route: ApiGroup = {
  navigateTo: routed('navigateTo', (options) => {
    const channel = phone.router.navigateTo(needUrl(options));
    for (const [name, listener] of Object.entries(options.events ?? {}))
      channel.on(name, listener as () => void);
    return { eventChannel: channel };
  }),
  redirectTo: routed('redirectTo', (options) => phone.router.redirectTo(needUrl(options))),
  reLaunch: routed('reLaunch', (options) => phone.router.reLaunch(needUrl(options))),
  switchTab: routed('switchTab', (options) => phone.router.switchTab(needUrl(options))),
  navigateBack: routed('navigateBack', ({ delta }) => phone.router.navigateBack(delta)),
  exitMiniProgram: api('exitMiniProgram', () => phone.router.setVisible(false)),
  setTabBarBadge: tabApi('setTabBarBadge', ({ index, text }) =>
    tabBar()?.setItem(index, { badge: String(text) }),
  ),
  removeTabBarBadge: tabApi('removeTabBarBadge', ({ index }) =>
    tabBar()?.setItem(index, { badge: undefined } as never),
  ),
  showTabBarRedDot: tabApi('showTabBarRedDot', ({ index }) =>
    tabBar()?.setItem(index, { badge: '' }),
  ),
  hideTabBarRedDot: tabApi('hideTabBarRedDot', ({ index }) =>
    tabBar()?.setItem(index, { badge: undefined } as never),
  ),
  setTabBarStyle: tabApi('setTabBarStyle', (style) => tabBar()?.setStyle(style)),
  setTabBarItem: tabApi('setTabBarItem', ({ index, ...change }) =>
    tabBar()?.setItem(index, change),
  ),
  showTabBar: tabApi('showTabBar', () => tabBar()?.setHidden(false)),
  hideTabBar: tabApi('hideTabBar', () => tabBar()?.setHidden(true)),
  setNavigationBarTitle: api('setNavigationBarTitle', (options) => {
    requireOption(options, 'title', 'string');
    phone.router.top?.nav.setTitle(options.title);
    phone.bus.emit('pages', undefined);
  }),
  setNavigationBarColor: api(
    'setNavigationBarColor',
    ({ frontColor, backgroundColor, animation }) => {
      if (!/^#(000000|ffffff)$/i.test(frontColor))
        throw new ApiError(`invalid frontColor "${frontColor}"`);
      phone.router.top?.nav.setColor(
        frontColor.toLowerCase(),
        themed(backgroundColor),
        (animation?.duration ?? 0) / 1000,
      );
    },
  ),
  showNavigationBarLoading: api('showNavigationBarLoading', () =>
    phone.router.top?.nav.setLoading(true),
  ),
  hideNavigationBarLoading: api('hideNavigationBarLoading', () =>
    phone.router.top?.nav.setLoading(false),
  ),
  hideHomeButton: api('hideHomeButton', () => phone.router.top?.nav.hideHome()),
  setBackgroundColor: api('setBackgroundColor', ({ backgroundColor }) => {
    if (phone.router.top && backgroundColor)
      phone.router.top.view.style.backgroundColor = backgroundColor;
  }),
  setBackgroundTextStyle: api('setBackgroundTextStyle', ({ textStyle }) => {
    phone.router.top?.view
      .querySelector('.sim-refresher')
      ?.classList.toggle('sim-light', textStyle === 'light');
  }),
  startPullDownRefresh: api('startPullDownRefresh', () => phone.router.top?.pullDown.start()),
  stopPullDownRefresh: api('stopPullDownRefresh', () => phone.router.top?.pullDown.stop()),
  pageScrollTo: api('pageScrollTo', ({ scrollTop, selector, duration = 300, offsetTop = 0 }) => {
    const page = phone.router.top;
    if (page === undefined) return;
    const target =
      selector && page.scroll.querySelector(selector.replace(/(^|\s|>)([a-z])/g, '$1wx-$2'));
    const box = page.scroll.getBoundingClientRect();
    const top = target
      ? target.getBoundingClientRect().top - box.top + page.scroll.scrollTop + offsetTop
      : scrollTop;
    page.scroll.scrollTo({ top, behavior: duration > 0 ? 'smooth' : 'instant' });
  }),
};
