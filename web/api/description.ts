import type { ApiGroup } from './groups.ts';

/** As much of the API's own description (OpenAPI 3.1) as our reference of it is made from. */
export interface ApiDescription {
  readonly openapi: string;
  readonly tags: readonly [DescribedGroup, ...(readonly DescribedGroup[])];
  /** Without a slash at the end. */
  readonly servers: readonly [{ readonly url: string }];
  /** Operations by path; each is read with GET. */
  readonly paths: Readonly<Record<string, { readonly get: DescribedOperation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, DescribedSchema>> };
}

/** A part of the API. */
export interface DescribedGroup {
  readonly name: ApiGroup;
  readonly description: string;
}

/** One address. */
export interface DescribedOperation {
  readonly operationId: string;
  readonly tags: readonly [ApiGroup];
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly DescribedParameter[];
  /** By status. */
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, DescribedContent>> }>
  >;
}

/** A body by its media type. */
export interface DescribedContent {
  readonly schema: DescribedSchema;
  readonly example?: unknown;
}

/** A parameter of the path or of the query. */
export interface DescribedParameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly description: string;
  readonly schema: DescribedSchema;
  /** Its value in the example request; absent: the example goes without it. */
  readonly example?: string | number | readonly string[];
}

/** As much of JSON Schema (2020-12) as the records of the census use. */
export interface DescribedSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly items?: DescribedSchema;
  readonly properties?: Readonly<Record<string, DescribedSchema>>;
  /** Absent: none must be there. */
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | DescribedSchema;
  readonly anyOf?: readonly DescribedSchema[];
  readonly allOf?: readonly DescribedSchema[];
}
