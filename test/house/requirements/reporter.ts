import { relative, resolve } from 'node:path';
import type { Reporter, TestModule, TestSpecification, Vitest } from 'vitest/node';
import { annexRequirements } from './annexes.ts';
import { planRequirements } from './plan.ts';
import { type Outcome, requirementsTable } from './table.ts';

const tests = resolve(import.meta.dirname, '../..');

/** Prints S1–S102 at the end of a run of all tests, and fails it where one is not shown. A run of some says nothing. */
export default class RequirementsReporter implements Reporter {
  #vitest: Vitest | undefined;
  #isWhole = false;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  async onTestRunStart(specifications: readonly TestSpecification[]): Promise<void> {
    const all = await this.#vitest?.globTestSpecifications();
    this.#isWhole = all?.length === specifications.length && !this.#vitest?.config.testNamePattern;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    if (!this.#isWhole) return;
    const { lines, wrong } = requirementsTable(
      [...planRequirements, ...annexRequirements],
      modules.flatMap(outcomesOf),
    );
    process.stdout.write(`\n${lines.join('\n')}\n`);
    if (wrong > 0) process.exitCode = 1;
  }
}

function outcomesOf(module: TestModule): readonly Outcome[] {
  const file = relative(tests, module.moduleId).replaceAll('\\', '/');
  return [...module.children.allTests()].map((test) => {
    const result = test.result();
    const state = result.state === 'passed' || result.state === 'skipped' ? result.state : 'failed';
    const note = result.state === 'skipped' ? result.note : undefined;
    return { file, name: test.fullName, state, ...(note === undefined ? {} : { note }) };
  });
}
