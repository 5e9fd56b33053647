/** Classes of servers by active users, the smallest first; `unstated` is no size, and no small one. */
export const sizeClasses = ['0', '1', '2-9', '10-99', '100-999', '1000+', 'unstated'] as const;
/** See {@link sizeClasses}. */
export type SizeClass = (typeof sizeClasses)[number];

/** The class of a number of active users; null: the server does not say. */
export function sizeClassOf(users: number | null): SizeClass {
  if (users === null) return 'unstated';
  if (users < 1) return '0';
  if (users < 2) return '1';
  if (users < 10) return '2-9';
  if (users < 100) return '10-99';
  return users < 1000 ? '100-999' : '1000+';
}
