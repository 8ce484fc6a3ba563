/** `page-meta` and `navigation-bar`: a page's settings from its template; `page-container` and `web-view`. */
import { phone } from '../phone';
import { sourceUrl } from '../sources';
import type { BuiltIn, Host } from './engine';

/** The page an element is in. */
function pageOf(host: Host) {
  return phone.router.stack.find((page) => page.frame.contains(host.element)) ?? phone.router.top;
}

export const navigationBar: BuiltIn = {
  tag: 'navigation-bar',
  css: 'wx-navigation-bar { display: none; }',
  properties: {
    title: { type: String, value: '' },
    loading: { type: Boolean, value: false },
    frontColor: { type: String, value: '' },
    backgroundColor: { type: String, value: '' },
    colorAnimationDuration: { type: Number, value: 0 },
    colorAnimationTimingFunc: { type: String, value: 'linear' },
  },
  create(host) {
    function apply() {
      const nav = pageOf(host)?.nav;
      if (!nav || !host.element.isConnected) return;
      const { title, loading, frontColor, backgroundColor, colorAnimationDuration } = host.data;
      if (title) nav.setTitle(title);
      nav.setLoading(loading);
      if (frontColor || backgroundColor)
        nav.setColor(
          frontColor || '#000000',
          backgroundColor || '#ffffff',
          colorAnimationDuration / 1000,
        );
    }
    return { update: apply, attached: apply };
  },
};

export const pageMeta: BuiltIn = {
  tag: 'page-meta',
  css: 'wx-page-meta { display: contents; }',
  properties: {
    backgroundTextStyle: { type: String, value: '' },
    backgroundColor: { type: String, value: '' },
    backgroundColorTop: { type: String, value: '' },
    backgroundColorBottom: { type: String, value: '' },
    rootBackgroundColor: { type: String, value: '' },
    scrollTop: { type: String, value: '' },
    scrollDuration: { type: Number, value: 300 },
    pageStyle: { type: String, value: '' },
    pageFontSize: { type: String, value: '' },
    rootFontSize: { type: String, value: '' },
    pageOrientation: { type: String, value: '' },
  },
  create(host) {
    function apply(changed?: ReadonlySet<string>) {
      const page = pageOf(host);
      if (!page || !host.element.isConnected) return;
      const { backgroundColor, rootBackgroundColor, pageStyle, scrollTop, scrollDuration } =
        host.data;
      if (backgroundColor || rootBackgroundColor)
        page.view.style.backgroundColor = rootBackgroundColor || backgroundColor;
      const root = page.scroll.querySelector('wx-page');
      if (pageStyle) root?.setAttribute('style', pageStyle);
      page.scroll.style.overflowY = /overflow:\s*hidden/.test(pageStyle) ? 'hidden' : '';
      if (changed?.has('scrollTop') && scrollTop)
        page.scroll.scrollTo({
          top: Number.parseFloat(scrollTop),
          behavior: scrollDuration > 0 ? 'smooth' : 'instant',
        });
    }
    return {
      update: apply,
      attached() {
        apply();
        pageOf(host)?.scroll.addEventListener('scroll', ({ currentTarget }) => {
          host.emit('scroll', { scrollTop: (currentTarget as HTMLElement).scrollTop });
        });
      },
    };
  },
};

export const pageContainer: BuiltIn = {
  tag: 'page-container',
  css: `wx-page-container { display: none; position: fixed; inset: 0; z-index: 100; }
wx-page-container[data-sim-show] { display: block; }
wx-page-container > i { position: absolute; inset: 0; background: rgba(0, 0, 0, .5); }
wx-page-container > div { position: absolute; inset: auto 0 0; background: #fff; animation: sim-sheet .25s; }
@keyframes sim-sheet { from { transform: translateY(100%); } }`,
  properties: {
    show: { type: Boolean, value: false },
    duration: { type: Number, value: 300 },
    zIndex: { type: Number, value: 100 },
    overlay: { type: Boolean, value: true },
    position: { type: String, value: 'bottom' },
    round: { type: Boolean, value: false },
    closeOnSlideDown: { type: Boolean, value: false },
    overlayStyle: { type: String, value: '' },
    customStyle: { type: String, value: '' },
  },
  create(host) {
    const mask = document.createElement('i');
    const slot = document.createElement('div');
    host.element.append(mask, slot);
    mask.addEventListener('click', () => {
      host.emit('clickoverlay', {});
      host.set({ show: false });
    });
    return {
      slot,
      update(changed) {
        const { show, overlay, round, zIndex, customStyle, overlayStyle } = host.data;
        host.element.toggleAttribute('data-sim-show', show);
        host.element.style.zIndex = String(zIndex);
        mask.setAttribute('style', overlay ? overlayStyle : 'display: none');
        slot.setAttribute('style', `${round ? 'border-radius: 16px 16px 0 0;' : ''}${customStyle}`);
        if (!changed.has('show') || !host.element.isConnected) return;
        for (const type of show
          ? ['beforeenter', 'enter', 'afterenter']
          : ['beforeleave', 'leave', 'afterleave'])
          host.emit(type, {});
      },
    };
  },
};

export const webView: BuiltIn = {
  tag: 'web-view',
  css: `wx-web-view { display: block; position: fixed; inset: 0; z-index: 50; background: #fff; }
wx-web-view > iframe { width: 100%; height: 100%; border: 0; }`,
  properties: { src: { type: String, value: '' }, updateTitle: { type: Boolean, value: true } },
  create(host) {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts allow-forms allow-popups allow-same-origin');
    frame.title = 'web-view';
    host.element.append(frame);
    frame.addEventListener(
      'load',
      () => host.data.src && host.emit('load', { src: host.data.src }),
    );
    return {
      update(changed) {
        if (changed.has('src') && host.data.src)
          frame.src = sourceUrl(host.data.src, host.component);
      },
    };
  },
};
