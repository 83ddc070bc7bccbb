import smpp from 'smpp';

/**
 * The package, set to leave texts as octets. Its own encoding labels GSM letters as IA5 (data_coding 1), sends a text
 * with one backtick as Latin-1, and decodes inbound texts by a fixed table.
 */
export const library = asOctets();

function asOctets(): typeof smpp {
  for (const name of ['submit_sm', 'deliver_sm']) {
    const command = smpp.commands[name];
    if (command?.params === undefined) throw new Error(`The package smpp has no ${name}`);
    const params = Object.entries(command.params).map(([field, { filter: _filter, ...rest }]) => [field, rest]);
    smpp.addCommand(name, { ...command, params: Object.fromEntries(params) as typeof command.params });
  }
  const payload = smpp.tlvs['message_payload'];
  if (payload === undefined) throw new Error('The package smpp has no message_payload');
  const { filter: _filter, ...rest } = payload;
  smpp.addTLV('message_payload', rest);
  return smpp;
}
