/** Colours as the canvas of 2016 recorded them, and as text. */

const fallback = '#666666';

const hex = (value: number) =>
  Math.max(0, Math.min(255, Math.round(value)))
    .toString(16)
    .padStart(2, '0');

/** `#rrggbb` of what an action holds: a text, or red, green, blue and opacity from 0 to 255. */
export function colorText(value: unknown): string {
  if (typeof value === 'string') return fromText(value);
  if (!Array.isArray(value)) return fallback;
  const [red, green, blue] = value.map(Number);
  if (![red, green, blue].every(Number.isFinite)) return fallback;
  return `#${[red, green, blue].map((part) => hex(part as number)).join('')}`;
}

/** Only what is surely a colour: the text ends up inside an SVG. */
function fromText(text: string): string {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(text);
  if (short)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`.toLowerCase();
  return /^#[\da-f]{6}$/i.test(text) ? text.toLowerCase() : fallback;
}

/** Red, green, blue and opacity from 0 to 255, as `setStrokeStyle` of 2016 recorded them. */
export function colorParts(text: string): [number, number, number, number] {
  const value = Number.parseInt(text.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255, 255];
}
