/** `slider`. */
import type { BuiltIn } from './engine';

export const slider: BuiltIn = {
  tag: 'slider',
  properties: {
    min: { type: Number, value: 0 },
    max: { type: Number, value: 100 },
    step: { type: Number, value: 1 },
    value: { type: Number, value: 0 },
    disabled: { type: Boolean, value: false },
    color: { type: String, value: '#e9e9e9' },
    selectedColor: { type: String, value: '#1aad19' },
    activeColor: { type: String, value: '' },
    backgroundColor: { type: String, value: '' },
    blockSize: { type: Number, value: 28 },
    blockColor: { type: String, value: '#ffffff' },
    showValue: { type: Boolean, value: false },
    name: { type: String, value: '' },
  },
  create(host) {
    const box = document.createElement('div');
    box.className = 'sim-slider';
    const track = document.createElement('b');
    const done = document.createElement('i');
    const handle = document.createElement('u');
    const label = document.createElement('span');
    track.append(done, handle);
    box.append(track, label);
    host.element.append(box);
    host.element.setAttribute('role', 'slider');
    host.element.tabIndex = 0;
    let initial = 0;

    function clamp(value: number): number {
      const { min, max, step } = host.data;
      const stepped = min + Math.round((value - min) / (step || 1)) * (step || 1);
      return Math.max(min, Math.min(max, Number(stepped.toFixed(6))));
    }

    function drag(x: number, type: 'changing' | 'change') {
      const { left, width } = track.getBoundingClientRect();
      const { min, max, value: before } = host.data;
      const value = clamp(min + ((x - left) / width) * (max - min));
      if (type === 'changing' && value === before) return;
      host.set({ value });
      host.emit(type, { value });
    }

    box.addEventListener('pointerdown', (event) => {
      if (host.data.disabled) return;
      box.setPointerCapture(event.pointerId);
      drag(event.clientX, 'changing');
    });
    box.addEventListener(
      'pointermove',
      (event) => box.hasPointerCapture(event.pointerId) && drag(event.clientX, 'changing'),
    );
    box.addEventListener(
      'pointerup',
      (event) => box.hasPointerCapture(event.pointerId) && drag(event.clientX, 'change'),
    );
    host.element.addEventListener('keydown', ({ key }) => {
      const by =
        key === 'ArrowRight' || key === 'ArrowUp'
          ? 1
          : key === 'ArrowLeft' || key === 'ArrowDown'
            ? -1
            : 0;
      if (by === 0 || host.data.disabled) return;
      host.set({ value: clamp(host.data.value + by * host.data.step) });
      host.emit('change', { value: host.data.value });
    });
    return {
      control: { value: () => host.data.value, reset: () => host.set({ value: initial }) },
      attached() {
        initial = host.data.value;
      },
      update() {
        const {
          min,
          max,
          value,
          showValue,
          blockSize,
          blockColor,
          activeColor,
          selectedColor,
          backgroundColor,
          color,
        } = host.data;
        const share = `${max > min ? ((clamp(value) - min) / (max - min)) * 100 : 0}%`;
        const size = `${Math.max(12, Math.min(28, blockSize))}px`;
        track.style.backgroundColor = backgroundColor || color;
        Object.assign(done.style, { width: share, backgroundColor: activeColor || selectedColor });
        Object.assign(handle.style, {
          left: share,
          width: size,
          height: size,
          backgroundColor: blockColor,
        });
        label.hidden = !showValue;
        label.textContent = String(clamp(value));
        for (const [name, number] of Object.entries({
          valuemin: min,
          valuemax: max,
          valuenow: clamp(value),
        }))
          host.element.setAttribute(`aria-${name}`, String(number));
      },
    };
  },
};
