/** What `import --help` says beside its options. */
export const importHelp = `
Formats:
  joinmastodon-statistics  JSON array of api.joinmastodon.org/statistics, or CSV with the header
                           date,server_count,user_count,active_user_count; a row a day
  instances-social         instances.json of instances.social: one list of servers, of the day of --at
  csv                      header with day and domain, and any of software, version, users_total,
                           users_active_month, users_active_half_year, local_posts, peers_count,
                           registrations (open, approval, invite, closed); a day's rows are one list of servers

Of a list of servers the sums are kept, after names are normalised, rows of one server merged and implausible servers
left out. All of a file or nothing; importing it again changes nothing.
`;
