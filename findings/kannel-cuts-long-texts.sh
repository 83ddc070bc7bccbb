#!/usr/bin/env bash
# Kannel: unless max-messages is set, a long text is cut to one part and answered "202: Accepted for delivery".
set -euo pipefail

dir=$(mktemp -d)
running=()
trap 'kill "${running[@]}" 2>/dev/null || true; wait; rm -rf "$dir"' EXIT
cd "$dir"
apt-get download kannel=1.4.5-12 >&2 && dpkg-deb -x kannel_*.deb . ||
  { echo 'Could not fetch Debian package kannel 1.4.5-12 (run apt-get update): this says nothing of the finding.'; exit 2; }
ldd usr/sbin/bearerbox usr/sbin/smsbox | grep 'not found' >&2 &&
  { echo 'Libraries of kannel are missing (apt-get install kannel brings them): this says nothing of the finding.'; exit 2; }

cat > kannel.conf <<CONF
group = core
admin-port = 53000
admin-interface = 127.0.0.1
admin-password = x
smsbox-port = 53001
smsbox-interface = 127.0.0.1
box-allow-ip = 127.0.0.1

group = smsc
smsc = http
system-type = kannel
port = 53002
connect-allow-ip = 127.0.0.1
smsc-username = x
smsc-password = x
send-url = http://127.0.0.1:53003/

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = 53004
sendsms-interface = 127.0.0.1

group = sendsms-user
username = x
password = x
default-sender = 2000

group = sms-service
keyword = default
text = x
CONF

cat > run.mjs <<'JS'
import { once } from 'node:events';
import { createServer } from 'node:http';

const sent = [];
const centre = createServer((request, response) => {
  sent.push(new URL(request.url, 'http://127.0.0.1').searchParams.get('text'));
  response.writeHead(202).end('0: Accepted for delivery');
});
centre.listen(53003, '127.0.0.1');
await once(centre, 'listening');

const text = 'Turen går på onsdag klokka ti. '.repeat(16);
const query = new URLSearchParams({ username: 'x', password: 'x', to: '+4791234567', text, charset: 'UTF-8', coding: '0' });
async function send(left = 50) {
  try {
    return await fetch(`http://127.0.0.1:53004/cgi-bin/sendsms?${query}`);
  } catch (error) {
    if (left === 0) throw error;
    await new Promise((wait) => setTimeout(wait, 200));
    return send(left - 1);
  }
}
const answer = await send();
const said = `${answer.status} ${await answer.text()}`;
await new Promise((wait) => setTimeout(wait, 2000));
centre.close();

console.log('Kannel 1.4.5-12 (Debian 12), a text of 496 letters of the GSM alphabet, nothing said of max-messages');
console.log('Expected: four parts, or a refusal. (The user guide gives max-messages = 1 as the default, under "sms-service" and');
console.log('"sendsms-user"; the answer to the sender says nothing of it.)');
console.log(`Seen: answer "${said}"; the centre got ${sent.length} message(s), ${sent.join('').length} letters`);

if (answer.status !== 202 || sent.length !== 1 || sent[0].length > 160) {
  console.log('Changed: a long text is no longer cut and accepted.');
  process.exit(1);
}
console.log('As described.');
process.exit(0);
JS

usr/sbin/bearerbox -v 4 kannel.conf > bearerbox.log 2>&1 &
running+=($!)
sleep 2
usr/sbin/smsbox -v 4 kannel.conf > smsbox.log 2>&1 &
running+=($!)
node run.mjs
