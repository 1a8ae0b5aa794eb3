import { DefaultNamingStrategy } from 'typeorm';

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The names PostgreSQL itself would give, so that the tables here and the SQL migrations agree to the letter. */
export class PostgresNames extends DefaultNamingStrategy {
  override columnName(property: string, custom: string | undefined): string {
    return custom ?? snake(property);
  }
  override primaryKeyName(table: Parameters<DefaultNamingStrategy['primaryKeyName']>[0]): string {
    return `${nameOf(table)}_pkey`;
  }
  override uniqueConstraintName(
    table: Parameters<DefaultNamingStrategy['uniqueConstraintName']>[0],
    columns: string[],
  ): string {
    return `${nameOf(table)}_${columns.join('_')}_key`;
  }
  override foreignKeyName(table: Parameters<DefaultNamingStrategy['foreignKeyName']>[0], columns: string[]): string {
    return `${nameOf(table)}_${columns.join('_')}_fkey`;
  }
}

const nameOf = (table: { name: string } | string) => (typeof table === 'string' ? table : table.name).split('.').pop()!;
