/** Members of pages and components that WeChat has and the framework's adapter has not. */
import type { component } from 'glass-easel-miniprogram-adapter';
import { rewriteLengths } from '../build/units';
import { domOf } from './backend';
import { extendComponents } from './patches';
import { phone } from './phone';
import { ElementObserver, MediaObserver } from './wx/observe';
import { SelectorQuery } from './wx/query';

type Caller = component.GeneralComponent;
type KeyFrame = Record<string, unknown>;

/** Properties of a key frame that make up its transform. */
const TRANSFORM = /^(rotate|scale|translate|skew|matrix)/;

function toFrame(frame: KeyFrame): Keyframe {
  const transforms: string[] = [];
  const result: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(frame)) {
    if (TRANSFORM.test(name))
      transforms.push(
        `${name}(${[value]
          .flat()
          .map((one) => unit(name, one))
          .join(', ')})`,
      );
    else if (name === 'ease') result.easing = String(value);
    else result[name] = typeof value === 'number' ? value : rewriteLengths(String(value));
  }
  return transforms.length > 0 ? { ...result, transform: transforms.join(' ') } : result;
}

function unit(name: string, value: unknown): string {
  if (typeof value !== 'number') return rewriteLengths(String(value));
  return /^(rotate|skew)/.test(name)
    ? `${value}deg`
    : name.startsWith('translate')
      ? `${value}px`
      : String(value);
}

function animate(
  this: Caller,
  selector: string,
  frames: KeyFrame[],
  duration: number,
  done?: (() => void) | object,
) {
  const targets = this._$.getShadowRoot()?.querySelectorAll(selector) ?? [];
  const running = targets.flatMap(
    (target) => domOf(target)?.animate(frames.map(toFrame), { duration, fill: 'forwards' }) ?? [],
  );
  void Promise.all(running.map((one) => one.finished)).then(
    () => typeof done === 'function' && (done as () => void).call(this),
    () => {},
  );
}

function clearAnimation(
  this: Caller,
  selector: string,
  options?: object | (() => void),
  done?: () => void,
) {
  for (const target of this._$.getShadowRoot()?.querySelectorAll(selector) ?? []) {
    for (const one of domOf(target)?.getAnimations() ?? []) one.cancel();
  }
  const callback = (typeof options === 'function' ? options : done) as (() => void) | undefined;
  callback?.call(this);
}

function pageOf(caller: Caller) {
  let root = caller._$;
  while (root.ownerShadowRoot) root = root.ownerShadowRoot.getHostNode();
  return phone.router.stack.find((page) => page.root?.getComponent() === root);
}

/** Adds them; once, before any component is created. */
export function addMembers(): void {
  extendComponents({
    createSelectorQuery(this: Caller) {
      return new SelectorQuery(this);
    },
    createIntersectionObserver(this: Caller, options?: object) {
      return new ElementObserver(this, options);
    },
    createMediaQueryObserver() {
      return new MediaObserver();
    },
    animate: animate as never,
    clearAnimation: clearAnimation as never,
    getPageId(this: Caller) {
      return pageOf(this)?.id ?? 0;
    },
    getTabBar(this: Caller) {
      return pageOf(this)?.tabBar;
    },
    getOpenerEventChannel(this: Caller) {
      return pageOf(this)?.channel;
    },
    setUpdatePerformanceListener() {},
    setInitialRenderingCache() {},
    applyAnimation() {},
    setPassiveEvent() {},
  });
}
