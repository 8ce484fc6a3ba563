/** The editor: draws with the finger, saves by itself. */
import { textOf } from '../../../lib/errors';
import { maxActions, readActions, writeActions } from '../../lib/actions';
import { type Autosave, createAutosave, type SaveState } from '../../lib/autosave';
import { paintAll, paintEnd, paintNewest } from '../../lib/canvas-painter';
import { drawings } from '../../lib/services';
import { createSketch, type Sketch } from '../../lib/sketch';
import type { Stroke } from '../../lib/stroke';
import { isPassing, saveText, TooMuch } from './save-texts';
import { openSurface, paperIn, type Surface, sizeOf } from './surface';
import { tools, widths } from './tools';

interface CanvasTouch {
  readonly identifier: number;
  readonly x: number;
  readonly y: number;
}

interface CanvasTouchEvent {
  readonly changedTouches: readonly CanvasTouch[];
}

async function saveDrawing(id: string, text: string): Promise<void> {
  if (text.length > maxActions) throw new TooMuch();
  await drawings.save(id, text);
}

/** Calls when the network is back; gives what ends that. */
function watchNetwork(back: () => void): () => void {
  const listener = (result: object) => {
    if ((result as { isConnected?: boolean }).isConnected) back();
  };
  wx.onNetworkStatusChange(listener);
  return () => wx.offNetworkStatusChange(listener);
}

Page({
  id: '',
  sketch: undefined as Sketch | undefined,
  surface: undefined as Surface | undefined,
  autosave: undefined as Autosave | undefined,
  /** The finger that draws; others are let be. */
  finger: -1,
  /** Ends what `onLoad` began to watch. */
  unwatch: () => {},

  data: {
    tools,
    widths,
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: '',
    paper: { width: 0, height: 0 },
    tool: 0,
    width: 1,
    saveState: 'clean' as SaveState,
    saveText: saveText('clean'),
    canUndo: false,
    canRedo: false,
    isEmpty: true,
  },

  onLoad({ id = '', fresh }: Record<string, string | undefined>) {
    this.id = decodeURIComponent(id);
    this.autosave = createAutosave({
      save: (text) => saveDrawing(this.id, text),
      isPassing,
      onState: (saveState, error) =>
        this.setData({ saveState, saveText: saveText(saveState, error) }),
    });
    this.unwatch = watchNetwork(() => void this.autosave?.flush());
    // A reload brings a new drawing's address again, when it has been drawn on already.
    if (fresh && !drawings.items().some((item) => item.id === this.id)) void this.open([]);
    else void this.load();
  },

  onHide() {
    void this.autosave?.flush();
  },

  onUnload() {
    this.unwatch();
    // The last try is now; what it does not get through waits on the phone.
    void this.autosave?.flush().then(() => this.autosave?.stop());
  },

  onResize() {
    if (this.data.state === 'ready') void this.layOut();
  },

  async load() {
    this.setData({ state: 'loading' });
    try {
      const found = await drawings.find(this.id);
      await this.open(found ? readActions(found.actions) : []);
    } catch (error) {
      this.setData({ state: 'failed', error: textOf(error) });
    }
  },

  async open(strokes: readonly Stroke[]) {
    this.sketch = createSketch(strokes);
    await new Promise<void>((done) => this.setData({ state: 'ready' }, done));
    await this.layOut();
    this.showHistory();
  },

  /** Gives the paper its size, and paints it. */
  async layOut() {
    const paper = paperIn(await sizeOf(wx.createSelectorQuery(), '.stage'));
    await new Promise<void>((done) => this.setData({ paper }, done));
    this.surface = await openSurface(wx.createSelectorQuery(), '#paper');
    this.repaint();
  },

  repaint() {
    if (!this.surface || !this.sketch) return;
    paintAll(this.surface.context, this.sketch.strokes(), this.surface.pixels);
  },

  showHistory() {
    if (!this.sketch) return;
    this.setData({
      canUndo: this.sketch.canUndo(),
      canRedo: this.sketch.canRedo(),
      isEmpty: this.sketch.strokes().length === 0,
    });
  },

  changed() {
    this.showHistory();
    const strokes = this.sketch?.strokes() ?? [];
    this.autosave?.change(() => writeActions(strokes));
  },

  onTouchStart({ changedTouches: [touch] }: CanvasTouchEvent) {
    if (!touch || !this.sketch || !this.surface || this.sketch.current()) return;
    this.finger = touch.identifier;
    const { color = '' } = tools[this.data.tool] ?? {};
    const { width = 0 } = widths[this.data.width] ?? {};
    this.sketch.begin({ color, width }, ...this.surface.toPaper(touch.x, touch.y));
  },

  onTouchMove({ changedTouches }: CanvasTouchEvent) {
    const touch = changedTouches.find(({ identifier }) => identifier === this.finger);
    if (!touch || !this.sketch || !this.surface) return;
    if (!this.sketch.extend(...this.surface.toPaper(touch.x, touch.y))) return;
    const stroke = this.sketch.current();
    if (stroke) paintNewest(this.surface.context, stroke);
  },

  onTouchEnd({ changedTouches }: CanvasTouchEvent) {
    if (!changedTouches.some(({ identifier }) => identifier === this.finger)) return;
    const stroke = this.sketch?.end();
    if (!stroke || !this.surface) return;
    paintEnd(this.surface.context, stroke);
    this.changed();
  },

  onTool({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.setData({ tool: Number(currentTarget.dataset.index) });
  },

  onWidth({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.setData({ width: Number(currentTarget.dataset.index) });
  },

  onUndo() {
    if (this.sketch?.undo()) this.redrawn();
  },

  onRedo() {
    if (this.sketch?.redo()) this.redrawn();
  },

  onClear() {
    this.sketch?.clear();
    this.redrawn();
    wx.showToast({ title: '已清空，可以撤销', icon: 'none' });
  },

  redrawn() {
    this.repaint();
    this.changed();
  },

  onSave() {
    void this.autosave?.flush();
  },
});
