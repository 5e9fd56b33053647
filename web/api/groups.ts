/** The parts of the reference, in their order: tags of the API's description. */
export const apiGroups = [
  { name: 'instances', description: 'Servers: what each of them said most recently, and day by day.' },
  { name: 'rules', description: 'The rules that servers give themselves, word for word, past and present.' },
  {
    name: 'network',
    description: 'The network as a whole: totals, growth, concentration, births and deaths.',
  },
  { name: 'software', description: 'Parts of the network: by software, release, and other facets.' },
  {
    name: 'archive',
    description: 'What others have counted, which is in no total of ours; and files of the whole census.',
  },
  {
    name: 'service',
    description: 'How the census itself is doing, and what a reader of its figures has to know.',
  },
] as const;

/** One of {@link apiGroups}. */
export type ApiGroup = (typeof apiGroups)[number]['name'];
