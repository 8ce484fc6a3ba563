import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { filesWith, project, readText } from './project-files';

const typings = dirname(createRequire(__filename).resolve('miniprogram-api-typings/package.json'));
const declarations = join(typings, 'types', 'wx', 'lib.wx.api.d.ts');

const parse = (name: string, text: string) =>
  ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);

/** Calls `visit` with every node below one. */
function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** Every member of `wx`, with the version of the base library that brought it; `1.0.0` where none is said. */
function knownApis(): Map<string, string> {
  const known = new Map<string, string>();
  walk(parse('wx.d.ts', readFileSync(declarations, 'utf8')), (node) => {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== 'Wx') return;
    for (const member of node.members) {
      const since = /^\* 需要基础库：\s*`([\d.]+)`/m.exec(member.getFullText())?.[1];
      if (member.name) known.set(member.name.getText(), since ?? '1.0.0');
    }
  });
  return known;
}

/** The members of `wx` that the mini-program's scripts use. */
function usedApis(): Set<string> {
  const used = new Set<string>();
  const scripts = [...filesWith('.ts'), ...filesWith('.js')];
  for (const file of scripts.filter((name) => !name.endsWith('.d.ts'))) {
    walk(parse(file, readText(file)), (node) => {
      if (!ts.isPropertyAccessExpression(node) || node.expression.getText() !== 'wx') return;
      used.add(node.name.text);
    });
  }
  return used;
}

/** Whether version `a` is at most version `b`. */
function isAtMost(a: string, b: string): boolean {
  return a.localeCompare(b, 'en', { numeric: true }) <= 0;
}

describe('the wx APIs that are used', () => {
  const known = knownApis();
  const used = [...usedApis()];

  it('exist', () => {
    assert.ok(known.size > 300 && used.length > 20, `${known.size}, ${used.length}`);
    assert.deepEqual(
      used.filter((name) => !known.has(name)),
      [],
    );
  });

  it('are there in the base library that project.config.json asks for', () => {
    const newer = used.filter((name) => !isAtMost(known.get(name) ?? '', project.libVersion));
    assert.deepEqual(newer, []);
  });

  it('are compared by version, not as text', () => {
    assert.ok(isAtMost('2.25.0', '3.5.0') && isAtMost('2.9.0', '2.25.0'));
    assert.ok(!isAtMost('3.10.0', '3.5.0'));
    assert.equal(known.get('getFuzzyLocation'), '2.25.0');
  });
});
