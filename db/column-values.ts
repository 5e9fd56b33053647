import type { ColumnType } from 'kysely';

/** An instant: read as Date, written as Date. */
export type Instant = ColumnType<Date, Date, Date>;
/** An instant, or NULL. */
export type NullableInstant = ColumnType<Date | null, Date | null, Date | null>;
/** A UTC day: `YYYY-MM-DD` both ways (the pool's type parser sees to it). */
export type Day = ColumnType<string, string, string>;
/** JSON: read as a value, written as text so that pg never guesses between array and JSON. */
export type Json<T> = ColumnType<T, string, string>;
