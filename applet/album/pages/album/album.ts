/** The album: a grid of photos, uploads with progress, preview, save and delete. */
import { isRefusal, textOf } from '../../../lib/errors';
import { createPager, emptyView, type PagedView, type Pager } from '../../../lib/pager';
import { http } from '../../../lib/services';
import { dangerColor } from '../../../lib/theme';
import { type ChosenPhoto, listPhotos, removePhoto, uploadPhoto } from '../../lib/photos';
import { saveToPhone } from '../../lib/save-to-phone';
import { type UploadItem, UploadQueue } from '../../lib/upload-queue';

interface TapEvent {
  readonly currentTarget: { readonly dataset: { readonly address: string; readonly id: number } };
}

const say = (title: string) => wx.showToast({ title, icon: 'none' });

/** Photos a person may choose at once; what WeChat allows. */
const mostAtOnce = 9;

Page({
  data: {
    list: emptyView as PagedView<string>,
    uploads: [] as readonly UploadItem[],
    skeletons: Array.from({ length: 12 }, (_, index) => index),
  },

  pager: undefined as Pager<string> | undefined,
  queue: undefined as UploadQueue<ChosenPhoto> | undefined,

  onLoad() {
    const pager = createPager({
      fetch: (marker?: string) => listPhotos(http, marker),
      keyOf: (photo) => photo,
      changed: (list) => this.setData({ list }),
      notice: say,
    });
    this.pager = pager;
    this.queue = new UploadQueue<ChosenPhoto>({
      upload: (photo, onProgress) => uploadPhoto(http, photo, onProgress),
      textOf,
      isFinal: isRefusal,
      changed: (uploads) => this.setData({ uploads }),
      uploaded: (address) => pager.edit((photos) => [address, ...photos]),
    });
    void pager.load();
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

  async onChoose() {
    try {
      const { tempFiles } = await wx.chooseMedia({
        count: mostAtOnce,
        mediaType: ['image'],
        sizeType: ['compressed'],
      });
      this.queue?.add(tempFiles.map(({ tempFilePath: path, size }) => ({ path, size })));
    } catch (error) {
      const { errMsg = '' } = error as { errMsg?: string };
      if (!errMsg.includes('cancel')) say('不能读取照片');
    }
  },

  onRetry({ currentTarget }: TapEvent) {
    this.queue?.retry(currentTarget.dataset.id);
  },

  onDrop({ currentTarget }: TapEvent) {
    this.queue?.drop(currentTarget.dataset.id);
  },

  onPreview({ currentTarget }: TapEvent) {
    const { address: current } = currentTarget.dataset;
    wx.previewImage({ current, urls: [...this.data.list.items] });
  },

  async onLongPress({ currentTarget }: TapEvent) {
    const { address } = currentTarget.dataset;
    const actions = [
      { text: '保存到手机', run: () => this.save(address) },
      { text: '复制地址', run: () => this.copy(address) },
      { text: '删除', run: () => this.confirmRemoval(address) },
    ];
    const itemList = actions.map(({ text }) => text);
    const chosen = await wx.showActionSheet({ itemList }).catch(() => undefined);
    await actions[chosen?.tapIndex ?? -1]?.run();
  },

  /** WeChat says by itself that it has copied. */
  async copy(address: string) {
    await wx.setClipboardData({ data: address }).catch(() => say('没有复制'));
  },

  async save(address: string) {
    wx.showLoading({ title: '正在保存', mask: true });
    const said = await saveToPhone(wx, http, address).catch(textOf);
    wx.hideLoading();
    say(said);
  },

  async confirmRemoval(address: string) {
    const { confirm } = await wx.showModal({
      title: '删除这张照片？',
      content: '删除后无法恢复',
      confirmText: '删除',
      confirmColor: dangerColor(wx),
    });
    if (confirm) await this.remove(address);
  },

  /** The photo goes at once, and comes back when it could not be removed. */
  async remove(address: string) {
    const before = this.data.list.items;
    this.pager?.edit((photos) => photos.filter((photo) => photo !== address));
    try {
      await removePhoto(http, address);
    } catch (error) {
      this.pager?.edit((photos) => before.filter((one) => one === address || photos.includes(one)));
      say(textOf(error));
    }
  },
});
