#!/usr/bin/env bash
# tz database: Oslo has had the history of Berlin since 2022, so Norway has no summer time in 1965, and a list of the
# zones of Norway holds Europe/Berlin alone.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts countries-and-timezones@3.10.0 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import ct from 'countries-and-timezones';

const clock = new Intl.DateTimeFormat('nb', { timeZone: 'Europe/Oslo', timeStyle: 'short' });
const summer1965 = clock.format(new Date('1965-07-01T12:00:00Z'));
const zones = ct.getCountry('NO').timezones.join();
const oslo = ct.getTimezone('Europe/Oslo');

console.log(`Node ${process.versions.node}, tz data ${process.versions.tz}; countries-and-timezones 3.10.0`);
console.log('Expected (file backzone of the tz database, zone Europe/Oslo): summer time in 1959 to 1965, so 12:00 UTC is 14:00');
console.log(`Seen: ${summer1965}`);
console.log('Expected (ISO 3166 NO): Europe/Oslo among the zones of Norway, and in force');
console.log(`Seen: ${zones}; Europe/Oslo is ${oslo.deprecated ? 'marked deprecated' : 'in force'}`);

if (summer1965 !== '13:00' || zones !== 'Europe/Berlin' || oslo.deprecated !== true) {
  console.log('Changed: Norway has a history or a zone of its own again.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
