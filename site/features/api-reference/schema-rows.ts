/** The parts of JSON Schema (2020-12) that the API's description uses. */
export interface Schema {
  type?: string | string[];
  title?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  maxLength?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  format?: string;
  $ref?: string;
}

export interface SchemaRow {
  /** `holder.name`, `outcomes[].title` */
  name: string;
  type: string;
  required: boolean;
  about: string;
}

const TYPES: Record<string, string> = {
  string: '文字',
  number: '数字',
  integer: '整数',
  boolean: '真假',
  array: '列表',
  object: '对象',
  null: '空',
};

/** A row for each field of a schema, fields of fields included, in the order in which they are sent. */
export function schemaRows(schema: Schema, prefix = ''): SchemaRow[] {
  const own = withoutNull(schema);
  if (own.items !== undefined) return schemaRows(own.items, `${prefix}[]`);
  return Object.entries(own.properties ?? {}).flatMap(([key, field]) => {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    const row = {
      name,
      type: typeOf(field),
      required: own.required?.includes(key) ?? false,
      about: aboutOf(field),
    };
    return [row, ...schemaRows(field, name)];
  });
}

/** A value that may also be null is described by the rest of it. */
function withoutNull(schema: Schema): Schema {
  const rest = schema.anyOf?.filter(({ type }) => type !== 'null');
  return rest?.length === 1 && rest[0] !== undefined ? { ...rest[0], ...about(schema) } : schema;
}

function about({ description }: Schema): Schema {
  return description === undefined ? {} : { description };
}

function typeOf(schema: Schema): string {
  const types = schema.anyOf?.flatMap(({ type }) => type ?? []) ?? schema.type ?? [];
  const named = [types].flat().map((type) => TYPES[type] ?? type);
  return [...new Set(named)].join('或') || '—';
}

function aboutOf(schema: Schema): string {
  const own = withoutNull(schema);
  const limits = [
    own.description,
    own.enum?.length ? own.enum.join('、') : undefined,
    own.maxLength === undefined ? undefined : `最多 ${own.maxLength} 个字`,
    own.maxItems === undefined ? undefined : `最多 ${own.maxItems} 项`,
    own.maximum === undefined || own.maximum > 1e9 ? undefined : `最大 ${own.maximum}`,
  ];
  return limits.filter((limit) => limit !== undefined).join('；');
}
