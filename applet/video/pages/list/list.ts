/** The trailers, in two columns, page after page. */
import type { VideoItem } from '@weapp-samples/contracts';
import { textOf } from '../../../lib/errors';
import { http } from '../../../lib/services';
import { detailPage, listVideos } from '../../lib/videos';

Page({
  data: {
    videos: [] as readonly VideoItem[],
    /** `first`: nothing shown yet; `more`: another page is coming. */
    loading: 'first' as '' | 'first' | 'more',
    error: '',
    skeletons: [0, 1, 2, 3, 4, 5],
  },

  next: null as number | null,

  onLoad() {
    void this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  onReachBottom() {
    if (this.next !== null && !this.data.loading) void this.loadMore(this.next);
  },

  async load() {
    this.setData({ loading: this.data.videos.length > 0 ? '' : 'first', error: '' });
    try {
      const { items, next } = await listVideos(http);
      this.next = next;
      this.setData({ videos: items, loading: '' });
    } catch (error) {
      this.fail(error);
    }
  },

  async loadMore(before: number) {
    this.setData({ loading: 'more' });
    try {
      const { items, next } = await listVideos(http, before);
      this.next = next;
      this.setData({ videos: [...this.data.videos, ...items], loading: '' });
    } catch (error) {
      this.fail(error);
    }
  },

  /** With videos on the page a failure is a passing notice, without any it is the page. */
  fail(error: unknown) {
    const text = textOf(error);
    this.setData({ loading: '', error: this.data.videos.length > 0 ? '' : text });
    if (this.data.videos.length > 0) wx.showToast({ title: text, icon: 'none' });
  },

  onOpen({ currentTarget }: { currentTarget: { dataset: { index: number } } }) {
    const video = this.data.videos[currentTarget.dataset.index];
    if (video) wx.navigateTo({ url: detailPage(video) });
  },
});
