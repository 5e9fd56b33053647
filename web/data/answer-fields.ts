import type { ApiDescription, DescribedSchema } from '../api/description.ts';

/** A field of an answer, or of what is nested in it. */
export interface AnswerField {
  /** As a path: `quarantine.rule`, `changes[].kind`, `translations.*.text`. */
  readonly name: string;
  /** In the words of JSON Schema: `integer | null`, `date-time`, `string[]`, `map of integer`. */
  readonly type: string;
  /** Null: its name says it all. */
  readonly description: string | null;
  /** The only values, or keys, that it can have; null: any of its type. */
  readonly values: readonly string[] | null;
}

/** A part of an answer whose fields are told together. */
export interface AnswerPart {
  /** `data[]` and `meta` of a list; empty for an answer that is one record. */
  readonly path: string;
  /** The record's name in the description; null: it has none. */
  readonly record: string | null;
  readonly fields: readonly AnswerField[];
}

type Schemas = ApiDescription['components']['schemas'];

/** Records are nested less deeply; a schema that refers to itself must end. */
const maxDepth = 4;
/** What every list has in `meta`; told once, for all lists. */
const everyMeta: ReadonlySet<string> = new Set(['count', 'total', 'next_cursor', 'as_of', 'licence']);

/** The parts of an answer: of a list its entries, and what it has beside them; of anything else the record. */
export function answerParts(schema: DescribedSchema, schemas: Schemas): readonly AnswerPart[] {
  const { properties = {} } = resolve(schema, schemas);
  const { data, meta, links } = properties;
  if (data?.items === undefined || meta === undefined || links === undefined) {
    const fields = fieldsOf(schema, schemas);
    return fields.length === 0 ? [] : [{ path: '', record: nameOf(schema), fields }];
  }
  const own = fieldsOf(meta, schemas).filter(({ name }) => !everyMeta.has(name));
  const entries = { path: 'data[]', record: nameOf(data.items), fields: fieldsOf(data.items, schemas) };
  return own.length === 0 ? [entries] : [entries, { path: 'meta', record: null, fields: own }];
}

/** The type of a schema in few words. */
export function typeOf(schema: DescribedSchema, schemas: Schemas): string {
  const own = resolve(schema, schemas);
  const { type, format, items, anyOf } = own;
  if (anyOf !== undefined) return unique(anyOf.map((each) => typeOf(each, schemas))).join(' | ');
  if (own.const !== undefined) return JSON.stringify(own.const);
  const one = (name: string) => {
    if (name === 'array') return `${bracketed(items === undefined ? 'any' : typeOf(items, schemas))}[]`;
    if (name === 'object') {
      const values = mapOf(own);
      return values === null ? name : `map of ${typeOf(values.schema, schemas)}`;
    }
    return name === 'string' ? (format ?? name) : name;
  };
  return (typeof type === 'string' ? [type] : (type ?? ['any'])).map(one).join(' | ');
}

/** The only values that a schema allows, or the only keys of a map; null: any. */
export function valuesOf(schema: DescribedSchema, schemas: Schemas): readonly string[] | null {
  const own = resolve(schema, schemas);
  const allowed = own.enum ?? mapOf(own)?.keys;
  if (allowed !== undefined && allowed !== null) return allowed.filter((value) => value !== null).map(String);
  return own.items === undefined ? null : valuesOf(own.items, schemas);
}

function fieldsOf(schema: DescribedSchema, schemas: Schemas, path = '', depth = 0): readonly AnswerField[] {
  if (depth === maxDepth) return [];
  const own = resolve(schema, schemas);
  const { properties, items, anyOf } = own;
  const map = mapOf(own);
  if (map !== null) return fieldsOf(map.schema, schemas, `${path}.*`, depth + 1);
  if (properties !== undefined)
    return Object.entries(properties).flatMap(([key, property]) => {
      const name = path === '' ? key : `${path}.${key}`;
      const { description } = { ...resolve(property, schemas), ...property };
      return [
        {
          name,
          type: typeOf(property, schemas),
          description: description ?? null,
          values: valuesOf(property, schemas),
        },
        ...fieldsOf(property, schemas, name, depth + 1),
      ];
    });
  if (items !== undefined) return fieldsOf(items, schemas, `${path}[]`, depth);
  return (anyOf ?? []).flatMap((each) => fieldsOf(each, schemas, path, depth));
}

/**
 * What an object holds under names that are data themselves; null for a record with fields of its own. Where the names are
 * known, the description lists them: each may be absent, and all mean the same kind of thing.
 */
function mapOf(
  object: DescribedSchema,
): { readonly schema: DescribedSchema; readonly keys: readonly string[] | null } | null {
  const { properties, required, additionalProperties } = object;
  if (properties === undefined)
    return typeof additionalProperties === 'object' ? { schema: additionalProperties, keys: null } : null;
  const [first, ...others] = Object.values(properties);
  const isMap =
    first !== undefined &&
    required === undefined &&
    first.description === undefined &&
    others.length > 0 &&
    others.every((other) => JSON.stringify(other) === JSON.stringify(first));
  return isMap ? { schema: first, keys: Object.keys(properties) } : null;
}

function resolve(schema: DescribedSchema, schemas: Schemas): DescribedSchema {
  const named = schema.$ref === undefined ? undefined : schemas[nameOf(schema) ?? ''];
  return named ?? schema;
}

function nameOf({ $ref }: DescribedSchema): string | null {
  return $ref?.replace('#/components/schemas/', '') ?? null;
}

function bracketed(type: string): string {
  return type.includes(' ') ? `(${type})` : type;
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
