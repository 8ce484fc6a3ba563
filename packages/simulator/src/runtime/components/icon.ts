/** `icon`, with every type. */
import type { BuiltIn } from './engine';

const TICK =
  '<path d="m7 12.4 3.4 3.4L17 9" fill="none" stroke="#fff" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>';
const BANG =
  '<path d="M12 7v6.2" stroke="#fff" stroke-width="1.9" stroke-linecap="round"/><circle cx="12" cy="16.6" r="1.2" fill="#fff"/>';
const DISC = '<circle cx="12" cy="12" r="10" fill="currentColor"/>';
const RING =
  '<circle cx="12" cy="12" r="9.3" fill="none" stroke="currentColor" stroke-width="1.4"/>';
const LINE =
  'fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"';

/** Type → its colour and drawing. */
const ICONS: Readonly<Record<string, [colour: string, drawing: string]>> = {
  success: ['#09BB07', DISC + TICK],
  success_no_circle: ['#09BB07', `<path d="m5 12.5 5 5L19.5 8" ${LINE}/>`],
  info: [
    '#10AEFF',
    `${DISC}<circle cx="12" cy="7.4" r="1.2" fill="#fff"/><path d="M12 10.8V17" stroke="#fff" stroke-width="1.9" stroke-linecap="round"/>`,
  ],
  warn: ['#F76260', DISC + BANG],
  waiting: [
    '#10AEFF',
    `${DISC}<path d="M12 6.8V12l3.6 2.4" fill="none" stroke="#fff" stroke-width="1.8" stroke-linecap="round"/>`,
  ],
  cancel: ['#F43530', `${RING}<path d="m8.6 8.6 6.8 6.8m0-6.8-6.8 6.8" ${LINE}/>`],
  download: ['#09BB07', `${RING}<path d="M12 6.5v9m-3.6-3.4L12 15.7l3.6-3.6" ${LINE}/>`],
  search: [
    '#B2B2B2',
    `<circle cx="10.5" cy="10.5" r="6.2" ${LINE}/><path d="m15.2 15.2 5 5" ${LINE}/>`,
  ],
  clear: [
    '#B2B2B2',
    `${DISC}<path d="m8.6 8.6 6.8 6.8m0-6.8-6.8 6.8" stroke="#fff" stroke-width="1.7" stroke-linecap="round"/>`,
  ],
  circle: ['#C9C9C9', RING],
  safe_warn: ['#FFBE00', DISC + BANG],
  safe_success: ['#09BB07', DISC + TICK],
};

export const icon: BuiltIn = {
  tag: 'icon',
  properties: {
    type: { type: String, value: 'success' },
    size: { type: null, value: 23 },
    color: { type: String, value: '' },
  },
  create(host) {
    return {
      update() {
        const { type, size, color } = host.data;
        const [colour, drawing] = ICONS[type] ?? ['', ''];
        const side = Number.parseFloat(size) || 23;
        host.element.innerHTML = `<svg width="${side}" height="${side}" viewBox="0 0 24 24" aria-hidden="true">${drawing}</svg>`;
        host.element.style.color = color || colour;
      },
    };
  },
};
