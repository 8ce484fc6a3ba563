/** Compiles every template of a program, with its imports, includes and wxs, into one JavaScript expression. */
import path from 'node:path';
import { TmplGroup } from 'glass-easel-template-compiler';
import type { Diagnostic } from '../types';
import { BuildError } from './diagnostics';
import type { Sources } from './sources';

/** What the compiler says about a piece of a template; positions from 0. */
interface ParseError {
  readonly isError: boolean;
  readonly code: number;
  readonly message: string;
  readonly startLine: number;
  readonly startColumn: number;
}

/** Compiled templates: an expression whose value maps a path to its template. */
export interface Templates {
  readonly code: string;
  readonly warnings: readonly Diagnostic[];
}

/** Children of a `slot`, `include` or `template is`: the compiler leaves them out; libraries in use have them. */
const CHILDREN = 65557;

/** What wxs has and JavaScript has not. */
const WXS_RUNTIME = `
Q.A = __sim.wxs.changeProp; Q.C = __sim.wxs.event;
var getRegExp = function (pattern, flags) { return new RegExp(pattern, flags) };
var getDate = function () { return new (Function.prototype.bind.apply(Date, [null].concat([].slice.call(arguments))))() };
`;

/**
 * Compiles the templates of the given pages and components.
 * @throws BuildError with file, line and column of every template error
 */
export function compileTemplates(sources: Sources, units: Iterable<string>): Templates {
  const group = new TmplGroup();
  const found: Diagnostic[] = [];
  const seen = new Set<string>();

  function addTemplate(name: string, from: string) {
    if (seen.has(name)) return;
    seen.add(name);
    const text = sources.read(`${name}.wxml`);
    if (text === undefined) {
      if (from !== '') found.push(missing(`${from}.wxml`, `${name}.wxml`));
      group.addTmpl(name, '');
      return;
    }
    const errors = group.addTmpl(name, modernize(text)) as ParseError[];
    found.push(...errors.map((error) => diagnose(`${name}.wxml`, error)));
    addInlineScripts(name);
    for (const next of group.getDirectDependencies(name) as string[]) addTemplate(next, name);
    for (const next of group.getScriptDependencies(name) as string[])
      addScript(next, `${name}.wxml`);
  }

  function addInlineScripts(name: string) {
    for (const script of group.getInlineScriptModuleNames(name) as string[]) {
      const text = rewriteScript(group.getInlineScript(name, script), name, addScript);
      group.setInlineScript(name, script, text);
    }
  }

  function addScript(name: string, from: string) {
    if (seen.has(`wxs:${name}`)) return;
    seen.add(`wxs:${name}`);
    const text = sources.read(`${name}.wxs`);
    if (text === undefined) found.push(missing(from, `${name}.wxs`));
    group.addScript(name, text === undefined ? '' : rewriteScript(text, name, addScript));
  }

  try {
    group.setExtraRuntimeScript(WXS_RUNTIME);
    for (const unit of units) addTemplate(unit, '');
    const errors = found.filter((one) => one.level === 'error');
    if (errors.length > 0) throw new BuildError(errors);
    return { code: group.getTmplGenObjectGroups(), warnings: found };
  } finally {
    group.free();
  }
}

/** `wx:for-items` is the 2016 name of `wx:for`; the column of what follows must not move. */
function modernize(text: string): string {
  return text.replace(/\bwx:for-items(\s*)=/g, 'wx:for$1=');
}

/** What differs between wxs and JavaScript: `constructor` is a name, and `require` names files with their extension. */
function rewriteScript(
  text: string,
  owner: string,
  add: (name: string, from: string) => void,
): string {
  const named = text.replace(/\.constructor\b/g, '.__wxsConstructor');
  return named.replace(
    /\brequire\(\s*(['"])([^'"]+)\1\s*\)/g,
    (_all, _quote, reference: string) => {
      const folder = reference.startsWith('/') ? '' : path.posix.dirname(owner);
      const name = path.posix
        .join(folder, reference)
        .replace(/^\//, '')
        .replace(/\.wxs$/, '');
      add(name, `${owner}.wxs`);
      return `require("/${name}")`;
    },
  );
}

/** Programs that are in the shops name templates that are not there; what is shown is empty. */
function missing(file: string, target: string): Diagnostic {
  return { level: 'warning', file, message: `no such file: ${target}` };
}

function diagnose(file: string, error: ParseError): Diagnostic {
  return {
    level: error.isError && error.code !== CHILDREN ? 'error' : 'warning',
    file,
    line: error.startLine + 1,
    column: error.startColumn + 1,
    message: error.message,
  };
}
