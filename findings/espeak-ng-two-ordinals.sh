#!/usr/bin/env bash
# eSpeak NG in Norwegian: the 21st to the 29th are read as two ordinals, "twentieth first".
set -euo pipefail

command -v espeak-ng > /dev/null ||
  { echo 'espeak-ng is missing (apt-get install espeak-ng): this says nothing of the finding.'; exit 2; }

say() { espeak-ng -v nb -q --ipa "$1" | tr -d '\n' | sed 's/^ *//; s/ .*//'; }
twentieth=$(say '20. mai')
first=$(say '1. mai')
both=$(say '21. mai')

espeak-ng --version
echo 'Expected (Norsk referansegrammatikk, ordinals: only the last part has the ending): "tjueførste", twenty-first'
echo "Seen: 20. mai begins [$twentieth], 1. mai [$first], 21. mai [$both]"

if [[ "$both" != "${twentieth}"* || ${#both} -le ${#twentieth} ]]; then
  echo 'Changed: the 21st no longer begins with the whole word for the 20th.'
  exit 1
fi
echo 'As described: "twentieth first".'
