/** Photos for the album: landscapes of layered hills under different skies, the same ones every time. */
import type { Browser } from 'playwright-core';

interface Sky {
  readonly top: string;
  readonly bottom: string;
  readonly sun: string;
  /** Place of the sun, in parts of the width and height. */
  readonly at: readonly [number, number];
  /** The hills, the farthest first. */
  readonly hills: readonly string[];
}

const skies: readonly Sky[] = [
  {
    top: '#2b5876',
    bottom: '#f7c59f',
    sun: '#ffe8c2',
    at: [0.7, 0.42],
    hills: ['#c98f7a', '#8a5a6b', '#4a3550', '#251c33'],
  },
  {
    top: '#6fb7e9',
    bottom: '#e8f5ff',
    sun: '#ffffff',
    at: [0.25, 0.22],
    hills: ['#a8cfc0', '#6fae8e', '#3d8562', '#1f5a41'],
  },
  {
    top: '#0d1b3d',
    bottom: '#3f5c9a',
    sun: '#fff6d6',
    at: [0.3, 0.25],
    hills: ['#33497c', '#223260', '#141f42', '#0a1026'],
  },
  {
    top: '#ff7e5f',
    bottom: '#feb47b',
    sun: '#fff3d1',
    at: [0.5, 0.5],
    hills: ['#e0705c', '#b04f56', '#6e3350', '#371d3c'],
  },
  {
    top: '#b7d7e8',
    bottom: '#fdf6ec',
    sun: '#fff9e8',
    at: [0.78, 0.3],
    hills: ['#d8e2e6', '#b3c7d1', '#86a3b3', '#587a8d'],
  },
  {
    top: '#134e5e',
    bottom: '#9fd8a4',
    sun: '#f4ffd2',
    at: [0.62, 0.34],
    hills: ['#6cb48c', '#3f8d74', '#226256', '#0f3a38'],
  },
  {
    top: '#f8b6c9',
    bottom: '#fff1e6',
    sun: '#ffffff',
    at: [0.35, 0.36],
    hills: ['#eab3c6', '#c58bb0', '#8d6399', '#524178'],
  },
  {
    top: '#f6d365',
    bottom: '#fff4cf',
    sun: '#ffffff',
    at: [0.68, 0.3],
    hills: ['#ecc06a', '#d79b45', '#a96d2c', '#6d4220'],
  },
  {
    top: '#3a1c71',
    bottom: '#ffaf7b',
    sun: '#ffe1b8',
    at: [0.42, 0.46],
    hills: ['#a8577e', '#713e77', '#432a60', '#1d1538'],
  },
  {
    top: '#4ca1af',
    bottom: '#e3eeee',
    sun: '#fffdf0',
    at: [0.2, 0.3],
    hills: ['#8fbcc4', '#5f97a5', '#3a6f80', '#1f4757'],
  },
  {
    top: '#89c4f4',
    bottom: '#fef9e7',
    sun: '#fff7c4',
    at: [0.52, 0.24],
    hills: ['#bcd9a0', '#8cbf6b', '#5a9a48', '#2f6b34'],
  },
  {
    top: '#16222a',
    bottom: '#5b7d8f',
    sun: '#e9f2f6',
    at: [0.74, 0.22],
    hills: ['#476273', '#324a59', '#20323e', '#111c24'],
  },
];

/** How many there are. */
export const landscapeCount = skies.length;

const size = { width: 900, height: 1200 };

/** One range of hills, as the points of a filled line. */
function hill(sky: number, layer: number, layers: number): string {
  const base = size.height * (0.48 + (0.42 * layer) / layers);
  const height = size.height * (0.11 - 0.015 * layer);
  const phase = sky * 1.7 + layer * 2.3;
  const points = Array.from({ length: 61 }, (_, index) => {
    const x = (index / 60) * size.width;
    const t = (index / 60) * Math.PI * 2;
    const wave = Math.sin(t * (1 + layer * 0.4) + phase) + 0.45 * Math.sin(t * 2.7 + phase * 1.9);
    return `${x.toFixed(0)},${(base - height * wave).toFixed(0)}`;
  });
  return `0,${size.height} ${points.join(' ')} ${size.width},${size.height}`;
}

function svgOf(index: number): string {
  const sky = skies[index % skies.length] as Sky;
  const { top, bottom, sun, at, hills } = sky;
  const layers = hills.map(
    (color, layer) => `<polygon points="${hill(index, layer, hills.length)}" fill="${color}"/>`,
  );
  const place = `cx="${at[0] * size.width}" cy="${at[1] * size.height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">
    <defs>
      <linearGradient id="sky" x2="0" y2="1"><stop stop-color="${top}"/><stop offset=".75" stop-color="${bottom}"/></linearGradient>
      <radialGradient id="glow"><stop stop-color="${sun}" stop-opacity=".75"/><stop offset="1" stop-color="${sun}" stop-opacity="0"/></radialGradient>
    </defs>
    <rect width="100%" height="100%" fill="url(#sky)"/>
    <circle ${place} r="330" fill="url(#glow)"/><circle ${place} r="72" fill="${sun}"/>
    ${layers.join('')}
  </svg>`;
}

/** Draws them all as JPEG files. */
export async function paintLandscapes(browser: Browser): Promise<Buffer[]> {
  const page = await browser.newPage({ viewport: size });
  const pictures: Buffer[] = [];
  for (let index = 0; index < landscapeCount; index += 1) {
    await page.setContent(`<body style="margin:0">${svgOf(index)}</body>`);
    pictures.push(await page.screenshot({ type: 'jpeg', quality: 82 }));
  }
  await page.close();
  return pictures;
}
