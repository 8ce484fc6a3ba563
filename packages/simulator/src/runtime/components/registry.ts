/** Every built-in component. A new one is a file and a line here. */
import type * as glassEasel from 'glass-easel';
import { button } from './button';
import { canvas } from './canvas';
import { checkbox, checkboxGroup, radio, radioGroup, switchControl } from './choice';
import { type BuiltIn, define } from './engine';
import { fallbacks } from './fallback';
import { form, label } from './form';
import { icon } from './icon';
import { coverImage, image } from './image';
import { input } from './input';
import { legacyTags } from './legacy';
import { matchMedia } from './match_media';
import { movableArea, movableView } from './movable';
import { navigator } from './navigator';
import { navigationBar, pageContainer, pageMeta, webView } from './page_meta';
import { picker } from './picker';
import { pickerView, pickerViewColumn } from './picker_view';
import { progress } from './progress';
import { richText } from './rich_text';
import { rootPortal } from './root_portal';
import { scrollView } from './scroll_view';
import { slider } from './slider';
import { swiper, swiperItem } from './swiper';
import { text } from './text';
import { textarea } from './textarea';
import { video } from './video';
import { coverView, view } from './view';

const BUILT_INS: readonly BuiltIn[] = [
  view,
  coverView,
  matchMedia,
  rootPortal,
  text,
  button,
  form,
  label,
  image,
  coverImage,
  scrollView,
  swiper,
  swiperItem,
  input,
  textarea,
  checkbox,
  checkboxGroup,
  radio,
  radioGroup,
  switchControl,
  slider,
  progress,
  icon,
  navigator,
  video,
  canvas,
  picker,
  pickerView,
  pickerViewColumn,
  richText,
  movableArea,
  movableView,
  pageMeta,
  navigationBar,
  pageContainer,
  webView,
  ...legacyTags,
  ...fallbacks,
];

/** The component of a tag; undefined when there is none, or only a placeholder in its stead. */
export function builtIn(tag: string): BuiltIn | undefined {
  return BUILT_INS.find((one) => one.tag === tag && !one.placeholder);
}

/** Default looks of all components. */
export const builtInCss = BUILT_INS.map((one) => one.css ?? '').join('\n');

/** Makes all components known to a program. */
export function registerBuiltIns(
  global: glassEasel.ComponentSpace,
  space: glassEasel.ComponentSpace,
): void {
  for (const one of BUILT_INS) define(one, global, space);
}
