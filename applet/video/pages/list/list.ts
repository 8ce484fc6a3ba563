/** The trailers, in two columns, page after page. */
import type { VideoItem } from '@weapp-samples/contracts';
import { createPager, emptyView, type PagedView, type Pager } from '../../../lib/pager';
import { http } from '../../../lib/services';
import { detailPage, listVideos } from '../../lib/videos';

Page({
  data: {
    list: emptyView as PagedView<VideoItem>,
    skeletons: [0, 1, 2, 3, 4, 5],
  },

  pager: undefined as Pager<VideoItem> | undefined,

  onLoad() {
    this.pager = createPager({
      fetch: (before?: number) => listVideos(http, before),
      keyOf: ({ id }) => id,
      changed: (list) => this.setData({ list }),
      notice: (title) => wx.showToast({ title, icon: 'none' }),
    });
    void this.pager.load();
  },

  async onPullDownRefresh() {
    await this.pager?.load();
    wx.stopPullDownRefresh();
  },

  onReachBottom() {
    void this.pager?.more();
  },

  onReload() {
    void this.pager?.load();
  },

  onOpen({ currentTarget }: { currentTarget: { dataset: { index: number } } }) {
    const video = this.data.list.items[currentTarget.dataset.index];
    if (video) wx.navigateTo({ url: detailPage(video) });
  },
});
