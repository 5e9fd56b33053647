/** Over how many days an instance's uptime is reckoned. */
export const uptimeDays = 30;

/** A visit speaks for the time until the next, but for no longer than so many hours: beyond lies a gap of ours. */
export const visitSpeaksForHours = 26;
