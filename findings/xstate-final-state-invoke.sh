#!/usr/bin/env bash
# XState: entering a final state that invokes a child is reported as "spawn, stop"; the child is created and never runs.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts xstate@5.33.3 >&2 ||
  { echo 'Could not install the packages: this says nothing of the finding.'; exit 2; }

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { createActor, createMachine, fromPromise, initialTransition, transition } from 'xstate';

let runs = 0;
const send = fromPromise(async () => {
  runs += 1;
});
const machine = createMachine({
  initial: 'open',
  states: { open: { on: { CLOSE: 'closed' } }, closed: { type: 'final', invoke: { src: send } } },
});
const [start] = initialTransition(machine);
const [next, actions] = transition(machine, start, { type: 'CLOSE' });
const actor = createActor(machine).start();
actor.send({ type: 'CLOSE' });
await new Promise((wait) => setTimeout(wait, 20));

const { version } = JSON.parse(readFileSync('node_modules/xstate/package.json', 'utf8'));
console.log(`xstate ${version}`);
console.log('Expected (SCXML, 3.7 and 6.4: an invoke is carried out at the end of the step, for states that are still active):');
console.log('no child in the actions that transition() returns, or a child that runs');
console.log(`Seen: status ${next.status}, actions ${actions.map(({ type }) => type).join(', ')}`);
console.log(`Seen, a real actor: the child ran ${runs} times, children left ${Object.keys(actor.getSnapshot().children).length}`);

const reported = actions.map(({ type }) => type).join() === 'xstate.spawnChild,xstate.stopChild';
if (!reported || runs !== 0) {
  console.log('Changed: an invoke of a final state is reported or run in another way now.');
  process.exit(1);
}
console.log('As described.');
JS
node run.mjs
