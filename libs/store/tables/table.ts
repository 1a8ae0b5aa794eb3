import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

type Column = EntitySchemaColumnOptions;

export const id: Column = { type: 'uuid', primary: true, default: () => 'uuidv7()' };
export const uuid: Column = { type: 'uuid' };
export const text: Column = { type: 'text' };
export const at: Column = { type: 'timestamptz' };
export const int: Column = { type: 'integer' };
export const real: Column = { type: 'double precision' };
export const json: Column = { type: 'jsonb' };
export const flag: Column = { type: 'boolean' };
export const span: Column = { type: 'tstzrange' };

export const maybe = (column: Column): Column => ({ ...column, nullable: true });
export const unique = (column: Column): Column => ({ ...column, unique: true });
export const key = (column: Column): Column => ({ ...column, primary: true });
export const starting = (column: Column, value: string | number | boolean): Column => ({ ...column, default: value });

type Rest = Omit<ConstructorParameters<typeof EntitySchema>[0], 'name' | 'columns' | 'foreignKeys'>;

/**
 * A table mapped from outside: only these files know both the row and the columns. `points` says which column refers
 * to which table's key.
 */
export function table<Row extends object>(
  name: string,
  columns: { [K in keyof Row]-?: Column },
  points: Record<string, string> = {},
  rest: Rest = {},
): EntitySchema<Row> {
  return new EntitySchema<Row>({
    name,
    columns: columns as never,
    foreignKeys: Object.entries(points).map(([column, target]) => {
      const [table, key = 'id'] = target.split('.') as [string, string?];
      return {
        target: table,
        columnNames: [column],
        referencedColumnNames: [key],
        name: `${name}_${column.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)}_fkey`,
      };
    }),
    ...(rest as object),
  });
}
