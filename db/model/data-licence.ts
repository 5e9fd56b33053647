/** Under what terms the data may be used; the code has a licence of its own. See `LICENSE-DATA`. */
export const dataLicence = {
  /** By its SPDX name. */
  id: 'CC-BY-4.0',
  title: 'Creative Commons Attribution 4.0 International',
  url: 'https://creativecommons.org/licenses/by/4.0/',
} as const;
