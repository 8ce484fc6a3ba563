/** The behaviors a program names by address, `behaviors: ['wx://form-field']`. */
import type * as glassEasel from 'glass-easel';
import type { behavior, CodeSpace } from 'glass-easel-miniprogram-adapter';

type Any = behavior.Behavior<never, never, never, never>;

/** Address → properties it gives to a component. */
const PROPERTIES: Readonly<Record<string, object>> = {
  'wx://form-field': { name: { type: String, value: '' }, value: { type: null, value: '' } },
  'wx://form-field-group': {},
  'wx://form-field-button': {},
  'wx://component-export': {},
};

const made = new Map<string, Any>();

/** Makes them in the program's space; once, before its scripts run. */
export function defineBehaviors(space: CodeSpace): void {
  space.componentEnv('sim/behaviors', ({ Behavior }) => {
    for (const [address, properties] of Object.entries(PROPERTIES)) {
      made.set(address, Behavior({ properties } as never) as unknown as Any);
    }
  });
}

/** The behavior of an address; anything else is given back as it is. */
export function resolveBehavior(given: unknown): unknown {
  if (typeof given !== 'string') return given;
  const found = made.get(given);
  if (found !== undefined) return found;
  console.warn(`behavior "${given}" is not supported in the simulator`);
  return made.get('wx://component-export');
}

/** Name and value of a program's own component that takes part in forms. */
export function formFieldOf(
  element: glassEasel.Element | undefined,
): { name: string; value: unknown } | undefined {
  const component = element?.asGeneralComponent();
  const field = made.get('wx://form-field') as unknown as { _$: glassEasel.GeneralBehavior };
  if (!component || !field || !component.hasBehavior(field._$)) return undefined;
  const { name, value } = component.data as { name: string; value: unknown };
  return name ? { name, value } : undefined;
}
