/** So many days back the same instances are looked at. */
export const panelDaysBack = [1, 7, 30, 365] as const;
