/** Lines that a reader can copy, by the name that the page's texts give them. */
export interface Example {
  readonly name: 'duckdb' | 'months' | 'python' | 'r' | 'curl';
  readonly text: string;
}

/**
 * How to begin with the files of a day.
 *
 * @param files the address of published files, with a slash at its end.
 */
export function examplesOf(files: string, day: string): readonly Example[] {
  return [
    {
      name: 'duckdb',
      text: `SELECT software, count(*) AS servers, sum(users_active_month) AS active
FROM read_parquet('${files}${day}/snapshots.parquet')
WHERE quarantine_rule IS NULL
GROUP BY software
ORDER BY active DESC NULLS LAST
LIMIT 10;`,
    },
    {
      name: 'months',
      text: `SELECT day, count(*) AS servers, sum(users_active_month) AS active
FROM read_parquet('exports/snapshots/**/*.parquet', hive_partitioning = true)
WHERE year = ${day.slice(0, 4)} AND quarantine_rule IS NULL
GROUP BY day
ORDER BY day;`,
    },
    {
      name: 'python',
      text: `import pandas as pd

network = pd.read_parquet("${files}${day}/network.parquet")
print(network.set_index("day")["users_active_month"].tail())`,
    },
    {
      name: 'r',
      text: `library(arrow)

software <- read_parquet("${files}${day}/software.parquet")
aggregate(users_active_month ~ software, software[software$day == "${day}", ], sum)`,
    },
    {
      name: 'curl',
      text: `curl -O ${files}${day}/rules.csv.gz -O ${files}${day}/SHA256SUMS
sha256sum --check --ignore-missing SHA256SUMS
gzip -dc rules.csv.gz | head -n 3`,
    },
  ];
}
