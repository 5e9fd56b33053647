import type { Figure, FigureName, Figures } from '../../db/model/figures.ts';
import type { InstanceClass } from '../../db/model/instance-class.ts';
import type { QuirkName } from '../../db/model/quirks.ts';
import { isVersionWithin } from '../../db/model/version.ts';
import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { type Quirk, quirkTable } from './quirk-table.ts';
import { classOf } from './software-class.ts';

/** What an instance's figures come to once the ways of its software are known. */
export interface InterpretedFigures {
  readonly figures: Figures;
  readonly quirks: readonly QuirkName[];
  readonly class: InstanceClass;
}

/** A row of the table that holds for a server, with those of its figures that it holds for; at least one. */
export interface HeldQuirk {
  readonly quirk: Quirk;
  readonly figures: readonly FigureName[];
}

/**
 * Applies the quirks of a software and version to the figures that it states, and says what kind of thing it is. No
 * figure ever comes out with another number: it keeps its own, or becomes null.
 */
export function interpretFigures(nodeInfo: NodeInfo): InterpretedFigures {
  const held = heldQuirks(nodeInfo);
  const figures = held.reduce(applyQuirk, nodeInfo.figures);
  return {
    figures,
    quirks: [...new Set(held.map(({ quirk }) => quirk.name))],
    class: classOf(nodeInfo.software, figures.users_total),
  };
}

/**
 * The rows that hold for a server. A row is about figures that the server reported: one that is missing, or was no
 * count to begin with, has nothing to be told of, and a row left without any figure does not hold.
 */
export function heldQuirks({ software, version, figures }: NodeInfo): readonly HeldQuirk[] {
  return (quirksBySoftware.get(software) ?? [])
    .filter(({ versions = {} }) => isVersionWithin(version, versions))
    .filter(({ condition }) => condition?.holds(figures) ?? true)
    .map((quirk) => ({ quirk, figures: quirk.figures.filter((name) => isAbout(quirk, figures[name])) }))
    .filter((held) => held.figures.length > 0);
}

/** A Map, so that a server calling itself "constructor" finds nothing. */
const quirksBySoftware: ReadonlyMap<string, readonly Quirk[]> = new Map(
  [...new Set(quirkTable.flatMap(({ software }) => software))].map((name) => [
    name,
    quirkTable.filter(({ software }) => software.includes(name)),
  ]),
);

function isAbout({ value }: Quirk, figure: Figure): boolean {
  return figure.value !== null && (value === undefined || figure.value === value);
}

function applyQuirk(figures: Figures, { quirk, figures: names }: HeldQuirk): Figures {
  const { effect } = quirk;
  if (effect === 'tell') return figures;
  const voided: Figure = { value: null, provenance: effect };
  const changed = names.filter((name) => figures[name].value !== null).map((name) => [name, voided] as const);
  return { ...figures, ...Object.fromEntries(changed) };
}
