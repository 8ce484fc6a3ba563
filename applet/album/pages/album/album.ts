/** The album: a grid of photos, uploads with progress, preview, save and delete. */
import { textOf } from '../../../lib/errors';
import { http } from '../../../lib/services';
import { type ChosenPhoto, listPhotos, removePhoto, uploadPhoto } from '../../lib/photos';
import { saveToPhone } from '../../lib/save-to-phone';
import { type UploadItem, UploadQueue } from '../../lib/upload-queue';

interface TapEvent {
  readonly currentTarget: { readonly dataset: { readonly address: string; readonly id: number } };
}

/** Photos a person may choose at once; what WeChat allows. */
const mostAtOnce = 9;

Page({
  data: {
    photos: [] as readonly string[],
    uploads: [] as readonly UploadItem[],
    /** `first`: nothing shown yet; `more`: another page is coming. */
    loading: 'first' as '' | 'first' | 'more',
    error: '',
    skeletons: Array.from({ length: 12 }, (_, index) => index),
  },

  next: null as string | null,
  queue: undefined as UploadQueue<ChosenPhoto> | undefined,

  onLoad() {
    this.queue = new UploadQueue<ChosenPhoto>({
      upload: (photo, onProgress) => uploadPhoto(http, photo, onProgress),
      textOf,
      changed: (uploads) => this.setData({ uploads }),
      uploaded: (address) => this.setData({ photos: [address, ...this.data.photos], error: '' }),
    });
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
    this.setData({ loading: this.data.photos.length > 0 ? '' : 'first', error: '' });
    try {
      const { photos, next } = await listPhotos(http);
      this.next = next;
      this.setData({ photos, loading: '' });
    } catch (error) {
      this.fail(error);
    }
  },

  async loadMore(marker: string) {
    this.setData({ loading: 'more' });
    try {
      const { photos, next } = await listPhotos(http, marker);
      this.next = next;
      const known = new Set(this.data.photos);
      const fresh = photos.filter((photo) => !known.has(photo));
      this.setData({ photos: [...this.data.photos, ...fresh], loading: '' });
    } catch (error) {
      this.fail(error);
    }
  },

  /** With photos on the page a failure is a passing notice, without any it is the page. */
  fail(error: unknown) {
    const text = textOf(error);
    this.setData({ loading: '', error: this.data.photos.length > 0 ? '' : text });
    if (this.data.photos.length > 0) wx.showToast({ title: text, icon: 'none' });
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
      if (!errMsg.includes('cancel')) wx.showToast({ title: '不能读取照片', icon: 'none' });
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
    wx.previewImage({ current, urls: [...this.data.photos] });
  },

  async onLongPress({ currentTarget }: TapEvent) {
    const { address } = currentTarget.dataset;
    const actions = [
      { text: '保存到手机', run: () => this.save(address) },
      { text: '复制地址', run: () => wx.setClipboardData({ data: address }) },
      { text: '删除', run: () => this.confirmRemoval(address) },
    ];
    const itemList = actions.map(({ text }) => text);
    const chosen = await wx.showActionSheet({ itemList }).catch(() => undefined);
    await actions[chosen?.tapIndex ?? -1]?.run();
  },

  async save(address: string) {
    wx.showLoading({ title: '正在保存', mask: true });
    const said = await saveToPhone(wx, http, address).catch(textOf);
    wx.hideLoading();
    wx.showToast({ title: said, icon: 'none' });
  },

  async confirmRemoval(address: string) {
    const { confirm } = await wx.showModal({
      title: '删除这张照片？',
      content: '删除后无法恢复',
      confirmText: '删除',
      confirmColor: '#c8322b',
    });
    if (confirm) await this.remove(address);
  },

  /** The photo goes at once, and comes back when it could not be removed. */
  async remove(address: string) {
    const before = this.data.photos;
    this.setData({ photos: before.filter((photo) => photo !== address) });
    try {
      await removePhoto(http, address);
    } catch (error) {
      this.setData({ photos: before });
      wx.showToast({ title: textOf(error), icon: 'none' });
    }
  },
});
