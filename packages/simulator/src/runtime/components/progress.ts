/** `progress`. */
import type { BuiltIn } from './engine';
import css from './simple.css';

export const progress: BuiltIn = {
  tag: 'progress',
  css,
  properties: {
    percent: { type: Number, value: 0 },
    showInfo: { type: Boolean, value: false },
    borderRadius: { type: null, value: 0 },
    fontSize: { type: null, value: 16 },
    strokeWidth: { type: null, value: 6 },
    color: { type: String, value: '' },
    activeColor: { type: String, value: '#09BB07' },
    backgroundColor: { type: String, value: '#EBEBEB' },
    active: { type: Boolean, value: false },
    activeMode: { type: String, value: 'backwards' },
    duration: { type: Number, value: 30 },
  },
  create(host) {
    const track = document.createElement('div');
    const bar = document.createElement('i');
    const info = document.createElement('span');
    track.className = 'sim-progress';
    track.append(bar);
    host.element.append(track, info);
    host.element.setAttribute('role', 'progressbar');
    let shown = 0;
    bar.addEventListener('transitionend', (event) => {
      event.stopPropagation();
      host.emit('activeend', { curPercent: host.data.percent });
    });
    return {
      update(changed) {
        const {
          percent,
          showInfo,
          borderRadius,
          fontSize,
          strokeWidth,
          color,
          activeColor,
          backgroundColor,
          active,
          activeMode,
          duration,
        } = host.data;
        const value = Math.max(0, Math.min(100, percent));
        Object.assign(track.style, {
          height: px(strokeWidth),
          borderRadius: px(borderRadius),
          backgroundColor,
        });
        bar.style.backgroundColor = color || activeColor;
        info.hidden = !showInfo;
        info.style.fontSize = px(fontSize);
        info.textContent = `${value}%`;
        host.element.setAttribute('aria-valuenow', String(value));
        if (!changed.has('percent') && !changed.has('active')) return;
        const from = activeMode === 'forwards' ? shown : 0;
        bar.style.transition = 'none';
        if (active) {
          bar.style.width = `${from}%`;
          void bar.offsetWidth;
          bar.style.transition = `width ${Math.abs(value - from) * duration}ms linear`;
        }
        bar.style.width = `${value}%`;
        shown = value;
      },
    };
  },
};

/** A number is pixels; anything else is taken as written. */
function px(value: unknown): string {
  return /^[\d.]+$/.test(String(value)) ? `${value}px` : String(value);
}
