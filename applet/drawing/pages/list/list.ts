/** The user's drawings as thumbnails: open, continue, delete. */
import { textOf } from '../../../lib/errors';
import { dangerColor } from '../../../lib/theme';
import { readActions } from '../../lib/actions';
import type { Listed } from '../../lib/drawings';
import { drawings, newId } from '../../lib/services';
import { thumbnail } from '../../lib/thumbnail';

interface Card {
  readonly id: string;
  readonly actions: string;
  readonly picture: string;
  readonly waiting: boolean;
}

/** A thumbnail is made anew only when its drawing has changed. */
function cardsOf(items: readonly Listed[], before: readonly Card[]): Card[] {
  return items.map(({ id, actions, waiting }) => {
    const old = before.find((card) => card.id === id && card.actions === actions);
    return { id, actions, waiting, picture: old?.picture ?? thumbnail(readActions(actions)) };
  });
}

Page({
  /** Not part of `data`: the actions are large, and only the thumbnails are shown. */
  cards: [] as Card[],

  data: {
    /** `loading` until something is known, then `ready`, or `failed` when nothing is. */
    state: 'loading' as 'loading' | 'ready' | 'failed',
    cards: [] as Omit<Card, 'actions'>[],
    error: '',
    loadingMore: false,
    moreError: '',
    hasMore: false,
  },

  onLoad() {
    void this.load();
  },

  /** Back from the editor: its drawing has changed. */
  onShow() {
    if (this.data.state === 'ready') this.show();
  },

  onPullDownRefresh() {
    void this.load().finally(() => wx.stopPullDownRefresh());
  },

  onReachBottom() {
    void this.loadMore();
  },

  show() {
    this.cards = cardsOf(drawings.items(), this.cards);
    const cards = this.cards.map(({ id, picture, waiting }) => ({ id, picture, waiting }));
    this.setData({ state: 'ready', error: '', cards, hasMore: drawings.hasMore() });
  },

  async load() {
    try {
      await drawings.refresh();
      this.show();
    } catch (error) {
      this.fail(error);
    }
  },

  /** What is on the phone is shown all the same. */
  fail(error: unknown) {
    const text = textOf(error);
    if (drawings.items().length > 0) {
      this.show();
      wx.showToast({ title: text, icon: 'none' });
    } else this.setData({ state: 'failed', error: text });
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.load();
  },

  async loadMore() {
    if (this.data.loadingMore || !drawings.hasMore()) return;
    this.setData({ loadingMore: true, moreError: '' });
    try {
      await drawings.more();
      this.show();
    } catch (error) {
      this.setData({ moreError: textOf(error) });
    } finally {
      this.setData({ loadingMore: false });
    }
  },

  onNew() {
    wx.navigateTo({ url: `../draw/draw?id=${newId()}&fresh=1` });
  },

  onOpen({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const id = encodeURIComponent(String(currentTarget.dataset.id));
    wx.navigateTo({ url: `../draw/draw?id=${id}` });
  },

  onActions({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const id = String(currentTarget.dataset.id);
    wx.showActionSheet({
      itemList: ['删除'],
      itemColor: dangerColor(wx),
      success: () => this.confirmRemoval(id),
      // Closing the sheet is not a failure.
      fail: () => undefined,
    });
  },

  confirmRemoval(id: string) {
    wx.showModal({
      title: '删除这幅画？',
      content: '删除后无法恢复。',
      confirmText: '删除',
      confirmColor: dangerColor(wx),
      success: ({ confirm }) => {
        if (confirm) void this.remove(id);
      },
    });
  },

  async remove(id: string) {
    wx.showLoading({ title: '正在删除', mask: true });
    try {
      await drawings.remove(id);
      wx.hideLoading();
      this.show();
    } catch (error) {
      wx.hideLoading();
      wx.showToast({ title: textOf(error), icon: 'none' });
    }
  },
});
