import { type Kysely, sql } from 'kysely';

/**
 * When which part of the census changed, so that answers can be kept until it does. Triggers note it, since no writer can
 * forget them; each transaction adds a row of its own, since a counter in one row would make all workers wait for each
 * other. Frozen.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [table, noteAny, noteReal, busyTriggers, calmTriggers].flat())
    await sql.raw(statement).execute(db);
}

const table = `create table dataset_change (
  dataset text not null check (dataset in ('instances', 'rules', 'history', 'figures', 'archive')),
  transaction_id xid8 not null,
  changed_at timestamptz not null,
  primary key (dataset, transaction_id)
)`;

const noteAny = `create function note_dataset_change() returns trigger language plpgsql as $$
  begin
    insert into dataset_change (dataset, transaction_id, changed_at)
    select dataset, pg_current_xact_id(), clock_timestamp() from unnest(tg_argv) as dataset
    on conflict do nothing;
    return null;
  end $$`;

/** For statements that often change nothing: a day that is recomputed to the same values. */
const noteReal = `create function note_dataset_change_of_rows() returns trigger language plpgsql as $$
  begin
    if exists (select from touched) then
      insert into dataset_change (dataset, transaction_id, changed_at)
      select dataset, pg_current_xact_id(), clock_timestamp() from unnest(tg_argv) as dataset
      on conflict do nothing;
    end if;
    return null;
  end $$`;

/** Tables that visits write: seldom without a change. Of hosts only what is shown, not when they are due. */
const busy: readonly (readonly [table: string, events: string, datasets: string])[] = [
  ['host', 'delete or update of status, moved_to, last_visit_at, last_up_at', `'instances'`],
  ['host_naming', 'insert or update or delete', `'instances'`],
  ['host_month', 'insert or update or delete', `'history'`],
];

const busyTriggers = busy.map(
  ([name, events, datasets]) => `create trigger note_dataset_change after ${events} on ${name}
     for each statement execute function note_dataset_change(${datasets})`,
);

/** Of quarantine what is found and decided, not how far the judging is. */
const calm: readonly (readonly [table: string, datasets: string])[] = [
  ['instance', `'instances'`],
  ['rule_set', `'rules'`],
  ['rule', `'rules'`],
  ['rule_set_rule', `'rules'`],
  ['rule_topic', `'rules'`],
  ['quarantine_finding', `'instances', 'history', 'figures'`],
  ['quarantine_decision', `'instances', 'history', 'figures'`],
  ['day_figure', `'figures'`],
  ['day_figure_revision', `'figures'`],
  ['concentration_day', `'figures'`],
  ['panel_day', `'figures'`],
  ['vital_day', `'figures'`],
  ['survival_cohort', `'figures'`],
  ['churn_month', `'figures'`],
  ['vital_reckoning', `'figures'`],
  ['own_outage', `'figures'`],
  ['archive_day', `'archive'`],
];

const calmTriggers = calm.flatMap(([name, datasets]) =>
  (
    [
      ['insert', 'new'],
      ['update', 'new'],
      ['delete', 'old'],
    ] as const
  ).map(
    ([event, rows]) => `create trigger note_dataset_change_on_${event} after ${event} on ${name}
       referencing ${rows} table as touched
       for each statement execute function note_dataset_change_of_rows(${datasets})`,
  ),
);
