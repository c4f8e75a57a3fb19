import { Ajv, type ErrorObject } from 'ajv';
import type { Problem, YamlFile } from './problem.ts';

/** Checks YAML files against the JSON schemas beside the knowledge; the same schemas serve completion in the editor. */
export class SchemaChecker {
  readonly #ajv = new Ajv({ allErrors: true, strict: false });

  /** @param schemas schema texts by file name, e.g. `notes.schema.json` */
  constructor(schemas: ReadonlyMap<string, string>) {
    for (const [name, text] of schemas) this.#ajv.addSchema(JSON.parse(text) as object, name);
  }

  /** Whether the file fits the schema; every misfit goes to `problems` with its line. */
  check(schema: string, yaml: YamlFile, problems: Problem[]): boolean {
    if (yaml.value === undefined) return false;
    if (this.#ajv.validate(`${schema}.schema.json`, yaml.value)) return true;
    const errors = (this.#ajv.errors ?? []).filter((error) => error.keyword !== 'oneOf');
    for (const error of errors) {
      const path = error.instancePath
        .split('/')
        .slice(1)
        .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
      const unknown = (error.params as { additionalProperty?: string }).additionalProperty;
      problems.push({ file: yaml.file, line: yaml.lineOf(unknown === undefined ? path : [...path, unknown]), message: explain(error, path) });
    }
    return false;
  }
}

function explain(error: ErrorObject, path: readonly string[]): string {
  const place = path.length ? `${path.join('.')}: ` : '';
  const params = error.params as Record<string, unknown>;
  if (error.keyword === 'additionalProperties') return `${place}unknown key "${String(params.additionalProperty)}"`;
  if (error.keyword === 'required') return `${place}"${String(params.missingProperty)}" is missing`;
  if (error.keyword === 'enum') return `${place}must be one of ${(params.allowedValues as unknown[]).join(', ')}`;
  return `${place}${error.message ?? 'does not fit the schema'}`;
}
