/** Lengths of WXSS that a browser does not know, also needed for inline styles at run time. */

const LENGTH = /(?<![\w#.-])(-?(?:\d+\.?\d*|\.\d+))(rpx|vh|vw)\b/g;

/** Rewrites `rpx` (750 to the width of the screen) and `vh`/`vw` (of the page, not of the browser's window). */
export function rewriteLengths(value: string): string {
  if (!/rpx|vh|vw|safe-area/.test(value)) return value;
  return value
    .replace(LENGTH, (_all, amount: string, unit: string) => `calc(${amount} * var(--sim-${unit}))`)
    .replace(
      /\b(?:env|constant)\(\s*safe-area-inset-(\w+)\s*(,[^)]*)?\)/g,
      'var(--sim-safe-$1, 0px)',
    );
}
