/** What one can draw with. */

export interface Tool {
  readonly name: string;
  readonly color: string;
}

/** Seven colours as in 2016, and white to rub out with. */
export const tools: readonly Tool[] = [
  { name: '黑色', color: '#23262d' },
  { name: '红色', color: '#e5484d' },
  { name: '橙色', color: '#f5820b' },
  { name: '黄色', color: '#f2c200' },
  { name: '绿色', color: '#2a9d4e' },
  { name: '蓝色', color: '#1e80e6' },
  { name: '紫色', color: '#7b4fe0' },
  { name: '橡皮', color: '#ffffff' },
];

export interface Width {
  readonly name: string;
  /** In units of the paper. */
  readonly width: number;
  /** Size of its dot on the button, in rpx. */
  readonly dot: number;
}

export const widths: readonly Width[] = [
  { name: '细', width: 2.5, dot: 10 },
  { name: '中', width: 5, dot: 18 },
  { name: '粗', width: 10, dot: 30 },
  { name: '特粗', width: 22, dot: 46 },
];
