/** `wx.canIUse`: whether an API, or a component with an attribute, is there. */
import { builtIn } from '../components/registry';

function camel(name: string): string {
  return name.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
}

/**
 * Makes `wx.canIUse`: `API.method.param.option` or `component.attribute.option`, as in WeChat's documentation.
 * What follows the name of an API is not looked at.
 * @param members names of the APIs that are there
 */
export function makeCanIUse(members: object): (schema: unknown) => boolean {
  return (schema) => {
    const [name = '', attribute = ''] = String(schema).split('.');
    if (Object.hasOwn(members, name)) return true;
    const component = builtIn(name);
    if (component === undefined) return false;
    return (
      attribute === '' ||
      /^bind/.test(attribute) ||
      Object.hasOwn(component.properties ?? {}, camel(attribute))
    );
  };
}
